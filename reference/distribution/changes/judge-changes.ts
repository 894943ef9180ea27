import { runChecks } from '../../report/check.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import type { Judgement } from '../../report/judgement.ts';
import { HARDENED, type RuleSelection } from '../../report/rule-selection.ts';
import { changeRules } from './change-rules.ts';
import { readChange } from './repository-change.ts';
import { readState } from './repository-state.ts';
import type { StateSource } from './state-source.ts';

export interface ChangesRequest {
  readonly selection: RuleSelection;
  /** The earlier state, and what it is called. */
  readonly before: StateSource;
  readonly revision: string;
  /** The later state, whose files are named in the scheme of the earlier one. */
  readonly after: StateSource;
  /** The moment at which notices and sunsets are looked at, as `2026-07-01T00:00:00Z`; not judged where absent. */
  readonly now?: string | undefined;
}

/**
 * Judges what became of a repository since an earlier state (contracts/distribution/v1, section 9.2). What cannot be read
 * of the later state gives findings, and nothing is compared. Throws ContractsError `usage` where the earlier state cannot
 * be read, and `io`.
 */
export async function judgeChanges({ selection, before, revision, after, now }: ChangesRequest): Promise<Judgement> {
  if (before.scheme !== after.scheme) throw new ContractsError('internal', 'two schemes of content are compared');
  const earlier = await readState(before, new FindingCollector(HARDENED));
  if (earlier === undefined) {
    throw new ContractsError('usage', `${revision} holds no repository that can be read`, {
      remediation: 'Name a revision that has the contract and a sound index.',
    });
  }
  const collector = new FindingCollector(selection);
  const later = await readState(after, collector);
  if (later !== undefined) {
    const change = await readChange({ before: earlier, after: later, earlier: before, revision, now });
    runChecks(changeRules, change, collector);
  }
  return { findings: collector.findings(), dropped: collector.droppedCount, secrets: [] };
}
