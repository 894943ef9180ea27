import { digestCanonicalJson } from '../document/canonical-digest.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import type { Observation } from '../report/observation.ts';
import type { DoctorModel } from './doctor-model.ts';
import { RELEASE_MANIFEST } from './package-cli-layout.ts';
import { statedPaths } from './stated-paths.ts';

/** What was understood of a package or a document (section 7). */
export function observeDoctorPackage(model: DoctorModel): Observation {
  const { folder, documents } = model;
  const references = statedPaths(model).flatMap(({ kind, pointer, path }) =>
    kind !== 'installed-program' && folder?.files.has(path) === true
      ? [{ from: { member: RELEASE_MANIFEST, pointer }, to: path }]
      : [],
  );
  return {
    members: folder?.members ?? [],
    documents: Object.fromEntries(
      [...documents]
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([path, { value }]) => [path, digestCanonicalJson(value)]),
    ),
    references: references.sort((a, b) => compareCodePoints(a.from.pointer, b.from.pointer)),
  };
}
