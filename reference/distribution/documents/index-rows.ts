import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { DistributionIndex } from '../../generated/types/distribution-index.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { ArtifactIdentity } from './identity.ts';
import { type ArtifactPaths, renderPaths } from './templates.ts';
import { compareRevisions, compareVersions } from './versions.ts';

/** What an index says of one artifact. */
export type StatedRow =
  DistributionIndex['releases'][number]['targets'][number]['profiles'][number]['artifacts'][number];

/** A row with what stands around it. */
export interface IndexRow {
  readonly identity: ArtifactIdentity;
  readonly row: StatedRow;
  /** Places in the lists of releases, targets, profiles and artifacts. */
  readonly at: readonly [number, number, number, number];
}

/** Every row of an index, in its order. */
export function rowsOf({ releases }: DistributionIndex): readonly IndexRow[] {
  const rows: IndexRow[] = [];
  for (const [r, { version, targets }] of releases.entries()) {
    for (const [t, { target, profiles }] of targets.entries()) {
      for (const [p, { profile, artifacts }] of profiles.entries()) {
        for (const [a, row] of artifacts.entries()) {
          const { toolchain, git_rev, dist_revision } = row;
          rows.push({
            identity: { version, target, profile, toolchain, git_rev, dist_revision },
            row,
            at: [r, t, p, a],
          });
        }
      }
    }
  }
  return rows;
}

/** The JSON pointer of a row. */
export function rowPointer({ at: [release, target, profile, artifact] }: IndexRow): string {
  return `/releases/${release}/targets/${target}/profiles/${profile}/artifacts/${artifact}`;
}

const SHORTEST = 7;
const LONGEST = 16;

/**
 * The short commit of a row: its own, or else the one with which the templates render its `artifact_file`. Undefined
 * where there is none.
 */
export function gitshaOf({ identity, row }: IndexRow, contract: DistributionContract): string | undefined {
  if (row.gitsha !== undefined) return row.gitsha;
  for (let length = SHORTEST; length <= LONGEST; length += 1) {
    const gitsha = row.git_rev.slice(0, length);
    if (renderPaths(contract, identity, gitsha).artifact_file === row.artifact_file) return gitsha;
  }
  return undefined;
}

/** The paths that a row states; the provenance where the templates render it, if the row does not say. */
export function pathsOf({ row }: IndexRow, rendered: ArtifactPaths | undefined): Partial<ArtifactPaths> {
  const provenance = row.provenance_file ?? rendered?.provenance_file;
  return {
    artifact_file: row.artifact_file,
    manifest_file: row.manifest_file,
    checksums_file: row.checksums_file,
    ...(provenance === undefined ? {} : { provenance_file: provenance }),
  };
}

/** The order of an index (section 3.5), over identities. */
export function compareIdentities(left: ArtifactIdentity, right: ArtifactIdentity): number {
  return (
    compareVersions(left.version, right.version) ||
    compareCodePoints(left.target, right.target) ||
    compareCodePoints(left.profile, right.profile) ||
    compareVersions(left.toolchain, right.toolchain) ||
    compareCodePoints(left.git_rev, right.git_rev) ||
    compareRevisions(left.dist_revision, right.dist_revision)
  );
}
