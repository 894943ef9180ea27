import type { SchemaValidator } from '../document/schema-validator.ts';
import type { RuleId } from '../generated/catalogue.ts';
import { validators } from '../generated/doctor-cli-package-validators.ts';
import type { ConfigTemplate } from '../generated/types/doctor-cli-package-config-template.ts';
import type { CoreReport } from '../generated/types/doctor-cli-package-core-report.ts';
import type { DoctorError } from '../generated/types/doctor-cli-package-error.ts';
import type { PackagePayload } from '../generated/types/doctor-cli-package-package-payload.ts';
import type { ReleaseManifest } from '../generated/types/doctor-cli-package-release-manifest.ts';

/** What each document of the contract holds once it fits its schema. */
export interface DocumentTypes {
  readonly 'package-payload': PackagePayload;
  readonly 'release-manifest': ReleaseManifest;
  readonly 'config-template': ConfigTemplate;
  readonly 'core-report': CoreReport;
  readonly error: DoctorError;
}

export type DocumentKind = keyof DocumentTypes;

interface KindFacts {
  /** `schema_version` of such a document. */
  readonly version: string;
  readonly rule: RuleId;
  readonly validator: SchemaValidator;
}

/** The five documents (section 3). */
export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, KindFacts>> = {
  'package-payload': {
    version: 'doctor-cli-package-v1',
    rule: 'doctor-cli-package/payload-schema',
    validator: validators['doctor-cli-package/package-payload'],
  },
  'release-manifest': {
    version: 'doctor-cli-release-manifest-v1',
    rule: 'doctor-cli-package/release-manifest-schema',
    validator: validators['doctor-cli-package/release-manifest'],
  },
  'config-template': {
    version: 'doctor-cli-package-config-v1',
    rule: 'doctor-cli-package/config-template-schema',
    validator: validators['doctor-cli-package/config-template'],
  },
  'core-report': {
    version: 'doctor-core-report-v1',
    rule: 'doctor-cli-package/core-report-schema',
    validator: validators['doctor-cli-package/core-report'],
  },
  error: {
    version: 'doctor-cli-error-v1',
    rule: 'doctor-cli-package/error-schema',
    validator: validators['doctor-cli-package/error'],
  },
};

/** Whether the value fits the schema of such a document. */
export function isDocumentOf<Kind extends DocumentKind>(kind: Kind, value: unknown): value is DocumentTypes[Kind] {
  return DOCUMENT_KINDS[kind].validator(value);
}
