import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { ArtifactIdentity } from './identity.ts';

/** The placeholders that a template can have, by what it is for (sections 3.3 and 3.6). */
export const PLACEHOLDERS: Readonly<
  Record<'legacyPath' | 'directory' | 'fileName' | 'build' | 'none', readonly string[]>
> = {
  legacyPath: ['contract_version'],
  directory: ['contract_version', 'version', 'target', 'profile', 'toolchain', 'gitsha', 'dist_revision'],
  fileName: ['version', 'target', 'profile', 'rust', 'gitsha', 'dist_revision', 'ext'],
  build: ['target', 'profile'],
  none: [],
};

const PLACEHOLDER = /\{([a-z_]+)\}/gu;

/** The placeholders of a template, in their order; undefined where it has a brace of another kind. */
export function placeholdersOf(template: string): readonly string[] | undefined {
  if (/[{}]/u.test(template.replaceAll(PLACEHOLDER, ''))) return undefined;
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

// Other braces are the command's own, and so is what a shell fills.
const PLACEHOLDER_OF_COMMAND = /(?<!\$)\{([a-z_]+)\}/gu;

/** The placeholders of a word of a command, in their order. */
export function placeholdersOfWord(word: string): readonly string[] {
  return [...word.matchAll(PLACEHOLDER_OF_COMMAND)].map(([, name = '']) => name);
}

/** Puts values in the places of a word of a command. A placeholder without a value stays. */
export function renderWord(word: string, values: Readonly<Record<string, string>>): string {
  return fill(word.split(PLACEHOLDER_OF_COMMAND), values);
}

/** Puts values in the places of a template; nothing is escaped. A placeholder without a value stays. */
export function renderTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return fill(template.split(PLACEHOLDER), values);
}

/** Puts a template together of its pieces: texts, and between them the names of placeholders. */
function fill(pieces: readonly string[], values: Readonly<Record<string, string>>): string {
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) text += piece;
    else text += (Object.hasOwn(values, piece) ? values[piece] : undefined) ?? `{${piece}}`;
  }
  return text;
}

/** The files of one artifact, as paths from the root. */
export interface ArtifactPaths {
  readonly artifact_file: string;
  readonly manifest_file: string;
  readonly checksums_file: string;
  readonly provenance_file: string;
}

/** Renders the paths of an artifact: its folder, its file name, and `package/` for the sidecars (section 4). */
export function renderPaths(contract: DistributionContract, identity: ArtifactIdentity, gitsha: string): ArtifactPaths {
  const { folder: folderPieces, fileName } = piecesOf(contract);
  const values = {
    contract_version: contract.contract_version,
    version: identity.version,
    target: identity.target,
    profile: identity.profile,
    toolchain: identity.toolchain,
    rust: identity.toolchain,
    gitsha,
    dist_revision: identity.dist_revision,
    ext: contract.artifact.release_artifacts.formats[0] ?? '',
  };
  const folder = fill(folderPieces, values);
  return {
    artifact_file: `${folder}/${fill(fileName, values)}`,
    manifest_file: `${folder}/package/manifest.json`,
    checksums_file: `${folder}/package/checksums.json`,
    provenance_file: `${folder}/package/provenance.json`,
  };
}

interface PathPieces {
  readonly folder: readonly string[];
  readonly fileName: readonly string[];
}

// Cut once: the paths of a hundred thousand rows are rendered by one contract.
const PIECES = new WeakMap<DistributionContract, PathPieces>();

function piecesOf(contract: DistributionContract): PathPieces {
  const { release_artifacts: release, naming } = contract.artifact;
  const pieces = PIECES.get(contract) ?? {
    folder: release.artifact_directory_template.split(PLACEHOLDER),
    fileName: naming.canonical_pattern.split(PLACEHOLDER),
  };
  PIECES.set(contract, pieces);
  return pieces;
}

/** The legacy paths of the index in the order in which they are looked at. */
export function legacyPaths(contract: DistributionContract): readonly string[] {
  return contract.artifact.distribution_index.legacy.map(({ path }) =>
    renderTemplate(path, { contract_version: contract.contract_version }),
  );
}
