import type { Check } from '../../../report/check.ts';
import { staleRows } from '../../gate/rules/alias-rules.ts';
import { generationsOf, keptGenerations } from '../generations.ts';
import type { RemovedAlias, RepositoryChange } from '../repository-change.ts';

/** Section 9.3: an index under a legacy path that was removed (C-ALIAS-REMOVE). */
export const aliasChanges: readonly Check<RepositoryChange>[] = [
  {
    rule: 'distribution/alias-removed-early',
    check(change, report) {
      for (const alias of change.removedAliases) {
        const problem = removalProblem(alias, change);
        if (problem !== undefined) report({ member: alias.path }, { problem });
      }
    },
  },
];

function removalProblem({ sunset, index }: RemovedAlias, { before, after, now }: RepositoryChange): string | undefined {
  if (now === undefined) return undefined;
  if (now < sunset) return `its sunset is ${sunset}`;
  if (index !== undefined && staleRows(index, after.index).length > 0) {
    return 'the canonical index does not hold all of its rows';
  }
  const expected = Math.min(keptGenerations(after.contract.value), generationsOf(before.index).length);
  const actual = generationsOf(after.index).length;
  return actual < expected ? `${actual} generations are left, fewer than ${expected}` : undefined;
}
