import { catalogue, type RuleId } from '../../generated/catalogue.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { NearRow, Refused } from './resolution.ts';

/** The refusal that the findings of a step lead to. A file that links lead elsewhere was never read, so that comes first. */
export function refuse(collector: FindingCollector, rows: readonly NearRow[] = []): Refused {
  const findings = collector.findings();
  const errors = findings.filter(({ rule }) => catalogue[rule].level === 'MUST');
  const first = errors.find(({ rule }) => rule === 'distribution/path-escapes') ?? errors[0];
  // With the rules left out that refuse to guess, there may still be nothing to guess.
  return { kind: 'refused', rule: first?.rule ?? 'distribution/no-match', findings, rows };
}

/** Whether a finding concerns whoever resolves: what a SHOULD says of a document concerns whoever writes it. */
export function isResolverWarning(rule: RuleId): boolean {
  return catalogue[rule].level === 'SHOULD' && rule.startsWith('distribution/');
}
