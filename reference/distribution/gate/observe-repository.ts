import { digestCanonicalJson } from '../../document/canonical-digest.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { Observation, ObservedReference } from '../../report/observation.ts';
import type { DistributionModel } from '../documents/distribution-model.ts';
import { pathsOf, rowPointer } from '../documents/index-rows.ts';

/** What was understood of a repository or a document (section 2). */
export function observeRepository({ documents, indexes, repository }: DistributionModel): Observation {
  const files = repository?.files ?? new Map();
  const references: ObservedReference[] = [];
  // The canonical index comes first; what the others say of a row, it says as well.
  for (const { index, rows } of repository === undefined ? [] : indexes.slice(0, 1)) {
    for (const row of rows) {
      for (const [name, to] of Object.entries(pathsOf(row, undefined))) {
        const from = { member: index.member ?? '', pointer: `${rowPointer(row)}/${name}` };
        if (files.has(to)) references.push({ from, to });
      }
    }
  }
  return {
    members: [...files.values()].sort((a, b) => compareCodePoints(a.path, b.path)),
    documents: Object.fromEntries(
      [...documents]
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([path, { value }]) => [path, digestCanonicalJson(value)]),
    ),
    references: references.sort(
      (a, b) => compareCodePoints(a.from.member, b.from.member) || compareCodePoints(a.from.pointer, b.from.pointer),
    ),
  };
}
