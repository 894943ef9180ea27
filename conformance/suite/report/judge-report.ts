import type { CertificationReport, CertificationTarget } from './certification-report.ts';
import { belongsToTarget } from './vector-index.ts';

/** Whether a report certifies, and why not. */
export interface CertificationVerdict {
  readonly certified: boolean;
  /** One sentence a reason, for people; none where it certifies. */
  readonly reasons: readonly string[];
}

/**
 * Computes from the rows whether the implementation is certified: the run is whole, every target has a row, and every
 * row is `pass`. No vector is about an optional rule, so `unsupported` and an expected failure count as any other one.
 * The report must be complete (`checkCompleteness`).
 */
export function judgeCertification(
  report: Pick<CertificationReport, 'rows' | 'shard' | 'targets'>,
): CertificationVerdict {
  const { rows, shard, targets } = report;
  const reasons: string[] = [];
  if (shard.count !== 1)
    reasons.push(`this is part ${shard.index} of ${shard.count}; \`report merge\` joins the parts`);
  for (const target of targets) {
    if (!rows.some((row) => belongsToTarget(row, target))) reasons.push(`no vector is of ${nameTarget(target)}`);
  }
  const failed = rows.filter(({ outcome }) => outcome !== 'pass').length;
  if (failed > 0) reasons.push(`${failed} of ${rows.length} vectors did not pass`);
  return { certified: reasons.length === 0, reasons };
}

/** A target as people read it: `anpkg@1 consumer`. */
export function nameTarget({ contract, profile }: Pick<CertificationTarget, 'contract' | 'profile'>): string {
  return `${contract} ${profile}`;
}
