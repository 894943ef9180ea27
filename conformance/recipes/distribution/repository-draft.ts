import contract from '../../../contracts/distribution/v1/examples/contract.json' with { type: 'json' };
import configuration from '../../../contracts/distribution/v1/examples/orchestrator-config.json' with { type: 'json' };
import type { RecipeFolder } from '../recipe.ts';
import { type ArtifactDraft, CONTRACT_VERSION, type Members, NAME, toDocument } from './artifact-draft.ts';

/** The contract of the published example: its legacy index ends on 1 July 2026. */
export const CONTRACT: Members = contract;
export const CONFIGURATION: Members = configuration;
export const CONTRACT_FILE = 'docs/distribution-contract.json';
export const INDEX_FILE = 'dist/index.json';
export const LEGACY_FILE: string = `dist/${CONTRACT_VERSION}/index.json`;
export const SUNSET = '2026-07-01T00:00:00Z';
export const BEFORE_SUNSET = '2026-06-30T23:59:59Z';

/** The contract with other members below `artifact`. */
export function toContract(artifact: Members, changes: Members = {}): Members {
  return { ...CONTRACT, artifact: { ...contract.artifact, ...artifact }, ...changes };
}

/** What stands apart in an index that says the same more than once. */
export type Apart = 'releases' | 'targets' | 'profiles';

/**
 * The value of an index with these rows, in the order in which they are given. Rows with the same version, target and
 * profile stand together, but for those of which each has a release, target or profile of its own.
 */
export function toIndex(artifacts: readonly ArtifactDraft[], changes: Members = {}, apart?: Apart): Members {
  return {
    schema_version: 'distribution-index-v1',
    contract_version: CONTRACT_VERSION,
    name: NAME,
    releases: group(artifacts, 'version', apart === 'releases').map(([version, ofVersion]) => ({
      version,
      targets: group(ofVersion, 'target', apart === 'targets').map(([target, ofTarget]) => ({
        target,
        profiles: group(ofTarget, 'profile', apart === 'profiles').map(([profile, ofProfile]) => ({
          profile,
          artifacts: ofProfile.map(({ row }) => row),
        })),
      })),
    })),
    ...changes,
  };
}

/** An index in the form of producers. */
export function draftIndex(artifacts: readonly ArtifactDraft[], changes: Members = {}, apart?: Apart): Uint8Array {
  return toDocument(toIndex(artifacts, changes, apart));
}

/** All files of the artifacts. */
export function filesOf(artifacts: readonly ArtifactDraft[]): RecipeFolder {
  return Object.assign({}, ...artifacts.map(({ files }) => files));
}

/** What a resolver needs of a repository: the contract, the index, and the artifacts. */
export function draftRepository(artifacts: readonly ArtifactDraft[], others: RecipeFolder = {}): RecipeFolder {
  return {
    [CONTRACT_FILE]: toDocument(CONTRACT),
    [INDEX_FILE]: draftIndex(artifacts),
    ...filesOf(artifacts),
    ...others,
  };
}

/** The folder without some of its entries. */
export function without(folder: RecipeFolder, ...paths: readonly string[]): RecipeFolder {
  return Object.fromEntries(Object.entries(folder).filter(([path]) => !paths.includes(path)));
}

type Group = readonly [string, readonly ArtifactDraft[]];

function group(
  artifacts: readonly ArtifactDraft[],
  part: 'version' | 'target' | 'profile',
  isApart: boolean,
): readonly Group[] {
  if (isApart) return artifacts.map((artifact): Group => [artifact.identity[part], [artifact]]);
  const groups = new Map<string, ArtifactDraft[]>();
  for (const artifact of artifacts) {
    const value = artifact.identity[part];
    groups.set(value, [...(groups.get(value) ?? []), artifact]);
  }
  return [...groups];
}
