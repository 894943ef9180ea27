import { digestCanonicalJson } from '../../../document/canonical-digest.ts';
import { isJsonObject, type JsonValue } from '../../../document/parsed-document.ts';
import type { DistributionContract } from '../../../generated/types/distribution-contract.ts';
import { compareCodePoints } from '../../../report/code-point-order.ts';
import type { RepositoryChange } from '../repository-change.ts';

/** Whether the matrix, the legacy paths, the formats or the templates have changed (section 9.2). */
export function changesAssumption({ before, after }: RepositoryChange): boolean {
  return assumptionsOf(before.contract.value) !== assumptionsOf(after.contract.value);
}

/** What a change of the contract asks for: see `distribution/version-step`. */
export function requiredStep({ before, after }: RepositoryChange): 'major' | 'minor' | 'revision' {
  const [from, to] = [before.contract.value, after.contract.value];
  if (structureOf(from) !== structureOf(to)) return 'major';
  const known = new Set(from.artifact.distribution_index.legacy.map(({ path }) => path));
  const isPathAdded = to.artifact.distribution_index.legacy.some(({ path }) => !known.has(path));
  return isPathAdded || isMemberAdded(before.contract.document.value, after.contract.document.value)
    ? 'minor'
    : 'revision';
}

function assumptionsOf(contract: DistributionContract): string {
  const { distribution_index: index, release_artifacts: release } = contract.artifact;
  // Neither the order of the rows nor that of the architectures says anything, and notes are for people.
  const matrix = contract.compatibility_matrix.map((row) =>
    digest({ ...row, arch: [...row.arch].sort(compareCodePoints) }),
  );
  const legacy = index.legacy.map(({ notes: _, ...entry }) => digest(entry));
  const formats = [...release.formats].sort(compareCodePoints);
  return JSON.stringify([matrix.sort(compareCodePoints), legacy, formats, templatesOf(contract)]);
}

function structureOf(contract: DistributionContract): string {
  return JSON.stringify([contract.schema_version, contract.artifact.naming.namespace, templatesOf(contract)]);
}

function templatesOf({ artifact: { naming, release_artifacts: release } }: DistributionContract): readonly string[] {
  return [
    naming.canonical_pattern,
    release.artifact_directory_template,
    release.index_path_template,
    release.legacy_index_path_template,
  ];
}

/** Whether an object has a member that it did not have, at any depth; lists are compared item by item. */
function isMemberAdded(before: JsonValue, after: JsonValue): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && after.some((item, place) => isMemberAdded(before[place] ?? null, item));
  }
  if (!isJsonObject(before) || !isJsonObject(after)) return false;
  return Object.entries(after).some(([name, value]) => {
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    return was === undefined || isMemberAdded(was, value);
  });
}

// What fits its schema was JSON, and so are its parts.
function digest(value: object): string {
  const json: JsonValue = JSON.parse(JSON.stringify(value));
  return digestCanonicalJson(json);
}
