import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { BuildProfile, DistributionIndex } from '../../generated/types/distribution-index.ts';
import type { ArtifactIdentity } from '../documents/identity.ts';
import { compareIdentities, rowsOf, type StatedRow } from '../documents/index-rows.ts';

/** A row with the lists that it stands in. */
export interface PlacedRow {
  readonly identity: ArtifactIdentity;
  readonly row: StatedRow;
}

type IndexHead = Pick<DistributionIndex, 'contract_version' | 'name' | 'contract_sha256'>;

/** An index without rows. */
export function emptyIndex(contract: DistributionContract): DistributionIndex {
  return toIndex({ contract_version: contract.contract_version, name: contract.artifact.name }, []);
}

/** The index with one more row, every list in its order (section 3.5). */
export function mergeRow(index: DistributionIndex, added: PlacedRow): DistributionIndex {
  return toIndex(index, [...rowsOf(index), added]);
}

/** The index with other rows, every list in its order. */
export function withRows(index: DistributionIndex, rows: readonly PlacedRow[]): DistributionIndex {
  return toIndex(index, rows);
}

/** The index as a producer writes it: sorted, with the members of the schema alone, in its order (section 3.1). */
export function inOrder(index: DistributionIndex): DistributionIndex {
  return toIndex(index, rowsOf(index));
}

function toIndex(
  { contract_version, name, contract_sha256 }: IndexHead,
  rows: readonly PlacedRow[],
): DistributionIndex {
  const releases: DistributionIndex['releases'] = [];
  for (const { identity, row } of [...rows].sort((a, b) => compareIdentities(a.identity, b.identity))) {
    const release = entryFor(
      releases,
      ({ version }) => version === identity.version,
      () => ({ version: identity.version, targets: [] }),
    );
    const target = entryFor(
      release.targets,
      ({ target: own }) => own === identity.target,
      () => ({ target: identity.target, profiles: [] }),
    );
    const profile: BuildProfile = identity.profile === 'debug' ? 'debug' : 'release';
    const built = entryFor(
      target.profiles,
      ({ profile: own }) => own === profile,
      () => ({ profile, artifacts: [] }),
    );
    built.artifacts.push(rowInOrder(row));
  }
  return {
    schema_version: 'distribution-index-v1',
    ...(contract_version === undefined ? {} : { contract_version }),
    ...(name === undefined ? {} : { name }),
    ...(contract_sha256 === undefined ? {} : { contract_sha256 }),
    releases,
  };
}

/** The last entry if it is the one that is meant, or else a new one behind it: what comes is sorted. */
function entryFor<Entry>(entries: Entry[], isMeant: (entry: Entry) => boolean, make: () => Entry): Entry {
  const last = entries.at(-1);
  if (last !== undefined && isMeant(last)) return last;
  const made = make();
  entries.push(made);
  return made;
}

function rowInOrder(row: StatedRow): StatedRow {
  const { gitsha, provenance_file, artifact_size, checksums_sha256, yanked } = row;
  return {
    toolchain: row.toolchain,
    git_rev: row.git_rev,
    ...(gitsha === undefined ? {} : { gitsha }),
    dist_revision: row.dist_revision,
    artifact_file: row.artifact_file,
    manifest_file: row.manifest_file,
    checksums_file: row.checksums_file,
    ...(provenance_file === undefined ? {} : { provenance_file }),
    artifact_sha256: row.artifact_sha256,
    source_date_epoch: row.source_date_epoch,
    ...(artifact_size === undefined ? {} : { artifact_size }),
    ...(checksums_sha256 === undefined ? {} : { checksums_sha256 }),
    ...(yanked === undefined ? {} : { yanked: { reason: yanked.reason, since: yanked.since } }),
  };
}
