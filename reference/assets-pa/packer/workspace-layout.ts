/** Where things lie in a project (contracts/assets-pa/v1, workspace). Paths are relative to the project. */
export const ASSETS = 'assets';
export const CONTROL = 'assets/.prometeu';
export const REGISTRY = 'assets/.prometeu/index.json';
export const FINGERPRINTS = 'assets/.prometeu/cache/fingerprints.json';
export const QUARANTINE = 'assets/.prometeu/quarantine';
export const LANE = 'assets/.prometeu/lane';
export const OUTPUT = 'build';

/** Name of the control folder below `assets/`, in which no asset lies. */
export const CONTROL_NAME = '.prometeu';
/** The declaration, at the root of each asset. */
export const DECLARATION = 'asset.json';

/** What a build publishes, in the order in which it appears. */
export const ASSET_TABLE = 'asset_table.json';
export const PRELOAD = 'preload.json';
export const ASSET_TABLE_METADATA = 'asset_table_metadata.json';
export const PACK = 'assets.pa';

/** Whatever an operation publishes, and so stages before. */
export const STAGED: readonly string[] = [
  PACK,
  ASSET_TABLE,
  ASSET_TABLE_METADATA,
  PRELOAD,
  DECLARATION,
  'index.json',
  'fingerprints.json',
];

/** Folder beside what is published in which it is staged; only whoever has the lane of the workspace touches it. */
export const STAGE = '.assets-pa-stage';

/** Path of an asset's declaration. */
export function declarationPath(root: string): string {
  return `${ASSETS}/${root}/${DECLARATION}`;
}
