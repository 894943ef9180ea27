import type { RuleId } from '../generated/catalogue.ts';
import type { DoctorError } from '../generated/types/doctor-cli-package-error.ts';
import { toReportFinding } from '../report/artifact-report.ts';
import type { Details, Finding } from '../report/finding.ts';
import { maskCredentials } from '../report/mask-credentials.ts';

// What the caller got wrong: sections 6.1 and 6.2. Every other rule is broken by what is packaged or compared.
const ABOUT_ARGUMENTS: ReadonlySet<RuleId> = new Set([
  'doctor-cli-package/unsupported-profile',
  'doctor-cli-package/unsupported-output-format',
  'doctor-cli-package/invalid-binary-name',
  'doctor-cli-package/invalid-version',
  'doctor-cli-package/no-own-executable',
  'doctor-cli-package/source-binary-missing',
  'doctor-cli-package/source-binary-not-file',
  'doctor-cli-package/output-not-folder',
  'doctor-cli-package/output-not-empty',
  'doctor-cli-package/output-holds-source',
]);

/** The error document of a rule that was broken: its remediation is the rule's remedy. */
export function toDoctorError(finding: Finding): DoctorError {
  const { rule, details, message, remedy } = toReportFinding(finding, maskCredentials);
  return {
    schema_version: 'doctor-cli-error-v1',
    code: ABOUT_ARGUMENTS.has(finding.rule) ? 'usage' : 'refused',
    rule,
    message,
    remediation: remedy,
    ...(Object.keys(details).length === 0 ? {} : { details: flatten(details) }),
  };
}

function flatten(details: Details): Record<string, string | number | boolean> {
  const flat: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(details)) {
    flat[name] = typeof value === 'object' ? value.join(', ') : value;
  }
  return flat;
}
