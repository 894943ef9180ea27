import { toDoctorError } from '../../doctor-cli-package/package-cli-failure.ts';
import type { Finding } from '../../report/finding.ts';
import { toJsonText } from '../../report/json-text.ts';
import { toVisible } from '../../report/visible-text.ts';
import type { Edge } from '../edge.ts';
import { EXIT } from '../exit-code.ts';

/** Tells a broken rule on standard error, with what to do about it, and gives the exit code. */
export function tellRefusal(finding: Finding, isJson: boolean, edge: Edge): number {
  const error = toDoctorError(finding);
  edge.stderr.write(
    isJson
      ? toJsonText(error)
      : `package-contracts: ${toVisible(error.message)} (${finding.rule})\nremedy: ${toVisible(error.remediation)}\n`,
  );
  return error.code === 'usage' ? EXIT.usage : EXIT.findings;
}
