import { type DocumentText, toCanonicalText } from '../document-text.ts';
import type { ExpectedLocation, FolderEntry, RecipeFolder } from '../recipe.ts';
import type { JsonObject } from './pack-draft.ts';

export const REGISTRY = 'assets/.prometeu/index.json';

/** An asset of a workspace ahead of its files. */
export interface WorkspaceAssetDraft {
  readonly id: number;
  readonly uuid: string;
  readonly root: string;
  readonly included?: boolean;
  readonly declaration: JsonObject;
  /** What lies in its folder beside the declaration, by path from there. */
  readonly files: RecipeFolder;
}

/** A workspace ahead of its files: one change to a draft is one defect. */
export interface WorkspaceDraft {
  readonly assets: readonly WorkspaceAssetDraft[];
  readonly next: number;
  /** Changes the registry once it is complete. */
  readonly registry?: (registry: JsonObject) => unknown;
  /** Entries of the project that are others; `undefined` takes one away. */
  readonly entries?: Readonly<Record<string, FolderEntry | undefined>>;
}

/** The project of a draft, as a folder. */
export function workspaceFolder({
  assets,
  next,
  registry = (value) => value,
  entries = {},
}: WorkspaceDraft): RecipeFolder {
  const listed = assets.map(({ id, uuid, root, included = true }) => {
    return { asset_id: id, asset_uuid: uuid, root, included_in_build: included };
  });
  const stated = registry({ schema_version: 1, next_asset_id: next, assets: listed });
  const folder: Record<string, FolderEntry> = { [REGISTRY]: utf8(`${JSON.stringify(stated, undefined, 2)}\n`) };
  for (const asset of assets) {
    folder[declarationOf(asset)] = utf8(declarationText(asset).text);
    for (const [path, entry] of Object.entries(asset.files)) folder[`assets/${asset.root}/${path}`] = entry;
  }
  const changed = Object.entries({ ...folder, ...entries });
  return Object.fromEntries(changed.flatMap(([path, entry]) => (entry === undefined ? [] : [[path, entry]])));
}

/** Path of an asset's declaration from the project. */
export function declarationOf({ root }: Pick<WorkspaceAssetDraft, 'root'>): string {
  return `assets/${root}/asset.json`;
}

/** The place of a value of an asset's declaration. */
export function placeInDeclaration(asset: WorkspaceAssetDraft, pointer: string): ExpectedLocation {
  const place = declarationText(asset).places.get(pointer);
  if (place === undefined) throw new Error(`nothing at ${pointer}`);
  return { member: declarationOf(asset), pointer, ...place };
}

function declarationText({ declaration }: WorkspaceAssetDraft): DocumentText {
  return toCanonicalText(declaration);
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
