import type { SchemaValidator } from '../../document/schema-validator.ts';
import type { RuleId } from '../../generated/catalogue.ts';
import { validators } from '../../generated/distribution-validators.ts';
import type { DistributionChecksums } from '../../generated/types/distribution-checksums.ts';
import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { DistributionIndex } from '../../generated/types/distribution-index.ts';
import type { DistributionLock } from '../../generated/types/distribution-lock.ts';
import type { DistributionManifest } from '../../generated/types/distribution-manifest.ts';
import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';
import type { DistributionProvenance } from '../../generated/types/distribution-provenance.ts';
import type { SignedIndex } from '../../generated/types/distribution-signed-index.ts';
import type { DistributionTrust } from '../../generated/types/distribution-trust.ts';

/** What each document of the contract holds once it fits its schema. */
export interface DocumentTypes {
  readonly contract: DistributionContract;
  readonly index: DistributionIndex;
  readonly manifest: DistributionManifest;
  readonly checksums: DistributionChecksums;
  readonly provenance: DistributionProvenance;
  readonly 'orchestrator-config': OrchestratorConfig;
  readonly 'signed-index': SignedIndex;
  readonly trust: DistributionTrust;
  readonly lock: DistributionLock;
}

export type DocumentKind = keyof DocumentTypes;

interface KindFacts {
  /** `schema_version` of such a document. */
  readonly version: string;
  readonly rule: RuleId;
  readonly validator: SchemaValidator;
  /** The limit on its size: that of JSON documents, unless it has its own. */
  readonly limit?: 'distribution.index' | 'distribution.sidecar';
}

/** The documents of section 3. */
export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, KindFacts>> = {
  contract: {
    version: 'distribution-contract-v1',
    rule: 'distribution/contract-schema',
    validator: validators['distribution/contract'],
  },
  index: {
    version: 'distribution-index-v1',
    rule: 'distribution/index-schema',
    validator: validators['distribution/index'],
    limit: 'distribution.index',
  },
  manifest: {
    version: 'distribution-manifest-v1',
    rule: 'distribution/manifest-schema',
    validator: validators['distribution/manifest'],
    limit: 'distribution.sidecar',
  },
  checksums: {
    version: 'distribution-checksums-v1',
    rule: 'distribution/checksums-schema',
    validator: validators['distribution/checksums'],
    limit: 'distribution.sidecar',
  },
  provenance: {
    version: 'distribution-provenance-v1',
    rule: 'distribution/provenance-schema',
    validator: validators['distribution/provenance'],
    limit: 'distribution.sidecar',
  },
  'orchestrator-config': {
    version: 'release-orchestrator-config-v1',
    rule: 'distribution/orchestrator-config-schema',
    validator: validators['distribution/orchestrator-config'],
  },
  'signed-index': {
    version: 'distribution-signed-index-v1',
    rule: 'distribution/signed-index-schema',
    validator: validators['distribution/signed-index'],
  },
  trust: {
    version: 'distribution-trust-v1',
    rule: 'distribution/trust-schema',
    validator: validators['distribution/trust'],
  },
  lock: {
    version: 'distribution-lock-v1',
    rule: 'distribution/lock-schema',
    validator: validators['distribution/lock'],
  },
};

/** Every kind, in the order of section 3. */
export const KINDS: readonly DocumentKind[] = [
  'contract',
  'index',
  'manifest',
  'checksums',
  'provenance',
  'orchestrator-config',
  'signed-index',
  'trust',
  'lock',
];

/** Whether the value fits the schema of such a document. */
export function isDocumentOf<Kind extends DocumentKind>(kind: Kind, value: unknown): value is DocumentTypes[Kind] {
  return DOCUMENT_KINDS[kind].validator(value);
}
