import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { ArtifactIdentity } from '../documents/identity.ts';
import { rowPointer, rowsOf } from '../documents/index-rows.ts';
import { withRows } from '../produce/merge-index.ts';
import { readIdentity } from '../resolve/requested-identity.ts';
import { selectRows } from '../resolve/select-rows.ts';
import { inUpkeepLane, refusedUpkeep, replaceIndex, type Upkeep, type UpkeepRequest } from './upkeep.ts';

export interface YankRequest extends UpkeepRequest {
  /** Read as a resolver reads it: of commit and toolchain the beginning is enough. */
  readonly identity: Readonly<Partial<ArtifactIdentity>>;
  readonly reason: string;
  /** The day, as `2026-11-21`. */
  readonly since: string;
}

/**
 * Marks one artifact as withdrawn. It stays where it is; a yank is neither changed nor taken back, for a published row
 * changes once at most. Throws ContractsError `busy` and `io`.
 */
export async function yankArtifact(request: YankRequest): Promise<Upkeep> {
  const { identity, reason, since, now } = request;
  return inUpkeepLane(request, async ({ inputs, index }) => {
    const collector = new FindingCollector(HARDENED);
    const member = inputs.contract.artifact.distribution_index.canonical;
    const requested = readIdentity({ identity, now, options: {} }, collector);
    if (collector.errorCount > 0) return refusedUpkeep(collector);
    const rows = rowsOf(index);
    const [found, ...others] = selectRows(rows, requested, 'strict');
    if (found === undefined) collector.add('distribution/no-match', { member });
    else if (others.length > 0) collector.add('distribution/ambiguous-match', { member }, { count: others.length + 1 });
    if (found === undefined || others.length > 0) return refusedUpkeep(collector);
    const done: Upkeep = {
      outcome: 'changed',
      generations: [],
      keep: 0,
      artifacts: [found.identity],
      files: [],
      findings: [],
    };
    const { yanked } = found.row;
    if (yanked?.reason === reason && yanked.since === since) return { ...done, outcome: 'unchanged' };
    if (yanked !== undefined) {
      collector.add(
        'distribution/row-changed',
        { member, pointer: `${rowPointer(found)}/yanked` },
        { revision: yanked.since },
      );
      return refusedUpkeep(collector);
    }
    const marked = rows.map((placed) =>
      placed === found ? { ...placed, row: { ...placed.row, yanked: { reason, since } } } : placed,
    );
    await replaceIndex(request, inputs, withRows(index, marked));
    return done;
  });
}
