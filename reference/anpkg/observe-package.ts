import { digestCanonicalJson } from '../document/canonical-digest.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import type { Observation, ObservedMember } from '../report/observation.ts';
import type { PackageModel } from './package-model.ts';

/** What was understood of a package (section 8 of the contract). */
export function observePackage(model: PackageModel): Observation {
  // Of two members with one path the last one counts.
  const members = new Map<string, ObservedMember>(model.members.map((member) => [member.path, member]));
  const references = model.references.flatMap(({ from, pointer, resolution }) =>
    resolution.state === 'file' ? [{ from: { member: from.member, pointer }, to: resolution.path }] : [],
  );
  return {
    // A member without a name has no path to be observed by.
    members: [...members.values()].filter(({ path }) => path !== '').sort((a, b) => compareCodePoints(a.path, b.path)),
    documents: Object.fromEntries(
      [...model.documents]
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([path, { value }]) => [path, digestCanonicalJson(value)]),
    ),
    references: references.sort(
      (a, b) => compareCodePoints(a.from.member, b.from.member) || compareCodePoints(a.from.pointer, b.from.pointer),
    ),
  };
}
