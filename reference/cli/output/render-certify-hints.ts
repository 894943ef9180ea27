import type { Certification } from '../../../conformance/suite/certify.ts';
import type { CertificationReport } from '../../../conformance/suite/report/certification-report.ts';
import { judgeCertification } from '../../../conformance/suite/report/judge-report.ts';
import { toVisible } from '../../report/visible-text.ts';

/** What to do next: of a run that certifies, how to ask more of it and to sign it; of another one, where to look closer. */
export function renderCertifyHints(certification: Certification, isSigned: boolean): string {
  const { report } = certification;
  if (judgeCertification(report).certified) return isSigned ? '' : `next: ${toNextStep(report)}\n`;
  return renderFailureHints(certification);
}

function toNextStep({ challenge, targets }: CertificationReport): string {
  const sign = '--sign KEY makes a certificate; certificate keygen makes a key';
  // Fresh vectors are for readers alone.
  const isAsked = challenge !== undefined || !targets.some(({ profile }) => profile.startsWith('consumer'));
  return isAsked
    ? `the same command with ${sign}`
    : `the same command with --challenge TEXT asks fresh vectors too; with ${sign}`;
}

// How to look closer at the first vector that did not pass, and better at one that was not expected to fail.
function renderFailureHints({ report, errors }: Certification): string {
  const failed = report.rows.filter(({ outcome, minted }) => outcome !== 'pass' && outcome !== 'not-run' && !minted);
  const first = failed.find(({ outcome }) => outcome !== 'xfail' && outcome !== 'xpass') ?? failed[0];
  if (first === undefined) return '';
  const said = tellingLine(errors.get(first.vector) ?? '');
  return [
    ...(said === '' ? [] : [`${first.vector} wrote to standard error: ${toVisible(said)}\n`]),
    `look closer: the same command with --vector ${first.vector}; by hand: certify --vector ${first.vector} --emit-request\n`,
  ].join('');
}

// Where a program names its exception among a trace of calls, that line tells most; else the last one.
function tellingLine(errors: string): string {
  const lines = errors.split('\n');
  const found = lines.find((line) => /^(?:[\w.$]*(?:Error|Exception)\b|Exception in |panic: )/u.test(line));
  return (found ?? lines.at(-1) ?? '').replaceAll('\t', '  ');
}
