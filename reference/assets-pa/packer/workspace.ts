import { join } from 'node:path';
import { kindOf, lookAt, realPath } from '../../archive/look-up.ts';
import type { ParsedDocument } from '../../document/parsed-document.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { Location } from '../../report/finding.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { type AssetInput, findInputs } from './asset-input.ts';
import { type AssetDeclaration, DECLARATION_KIND, withoutOpenMembers } from './declaration.ts';
import { createDeclarationTotal, type DeclarationTotal } from './declaration-total.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { greatestRemovedId } from './quarantine.ts';
import { type RegisteredAsset, type RegistryDocument, readRegistry } from './registry.ts';
import { readWorkspaceDocument } from './workspace-document.ts';
import { ASSETS, declarationPath } from './workspace-layout.ts';
import { isRoot } from './workspace-path.ts';

/** A registered asset as it stands in the workspace. */
export interface WorkspaceAsset {
  readonly registered: RegisteredAsset;
  /** Place of its entry in the registry. */
  readonly index: number;
  /** Path of its declaration in the project. */
  readonly member: string;
  readonly root: AssetRoot;
  /**
   * Absent where there is none that can be read, or those before it are too much already; findings say why. The open
   * members, such as `output.metadata`, stand in the document alone.
   */
  readonly declared?: { readonly declaration: AssetDeclaration; readonly document: ParsedDocument };
  readonly inputs: readonly AssetInput[];
}

/** What stands at the root of an asset: its folder, something else in words, or nothing that was looked at. */
export type AssetRoot =
  | { readonly state: 'folder'; readonly folder: string }
  | { readonly state: 'other'; readonly kind: string }
  | { readonly state: 'unsafe' };

/** A workspace as it was at one moment: nothing of it is looked at twice. */
export interface Workspace {
  /** Absolute path of the project. */
  readonly project: string;
  readonly registry: Extract<RegistryDocument, { state: 'read' }>;
  /** The greatest id that was given beside those in the registry: of the assets in quarantine; 0 where none is. */
  readonly given: number;
  /** In the order of the registry. */
  readonly assets: readonly WorkspaceAsset[];
}

/** Which assets are looked at: every registered one, those that are part of a build, or one by its id. */
export type WorkspaceScope = 'registered' | 'included' | number;

/**
 * Reads the registry of a project, and the declarations and inputs of its assets. Undefined where the registry cannot
 * be read; the findings say why. Throws ContractsError `io` where the system refuses.
 */
export function readWorkspace(
  project: string,
  scope: WorkspaceScope,
  collector: FindingCollector,
): Workspace | undefined {
  const registry = readRegistry(project, collector);
  if (registry.state !== 'read') return undefined;
  const assets = realPath(join(project, ASSETS)) ?? join(project, ASSETS);
  const chosen = [...registry.value.assets.entries()].filter(
    ([, { included_in_build, asset_id }]) =>
      scope === 'registered' || (scope === 'included' ? included_in_build : asset_id === scope),
  );
  const reading = { project, assets, total: createDeclarationTotal(collector), store: createDocumentStore() };
  return {
    project,
    registry,
    given: greatestRemovedId(project),
    assets: chosen.map(([index, entry]) => readAsset(reading, entry, index, collector)),
  };
}

interface Reading {
  readonly project: string;
  /** The folder `assets`, links resolved. */
  readonly assets: string;
  readonly total: DeclarationTotal;
  readonly store: DocumentStore;
}

function readAsset(
  { project, assets, total, store }: Reading,
  registered: RegisteredAsset,
  index: number,
  collector: FindingCollector,
): WorkspaceAsset {
  const member = declarationPath(registered.root);
  const root = findRoot(assets, registered.root);
  const plain = { registered, index, member, root, inputs: [] };
  if (root.state !== 'folder' || total.isExceeded()) return plain;
  const admit = (size: number): boolean => total.admit(member, size);
  const read = readWorkspaceDocument(project, member, DECLARATION_KIND, collector, admit);
  if (read.state === 'missing') {
    collector.add('assets-pa/declaration-missing', { member }, { id: registered.asset_id });
  }
  if (read.state !== 'read') return plain;
  const declaration = withoutOpenMembers(read.value);
  const document = store.keep(read.bytes, read.document);
  return { ...plain, declared: { declaration, document }, inputs: findInputs(root.folder, declaration) };
}

/** What stands at a root, below the folder `assets` whose symbolic links are resolved. */
export function findRoot(assets: string, root: string): AssetRoot {
  if (!isRoot(root)) return { state: 'unsafe' };
  const expected = join(assets, root);
  const folder = realPath(expected);
  if (folder === undefined) return { state: 'other', kind: 'missing' };
  // Through a link, a folder would have two roots, or lie outside of the workspace.
  if (folder !== expected) return { state: 'other', kind: 'behind a symbolic link' };
  const status = lookAt(folder);
  if (status === undefined) return { state: 'other', kind: 'missing' };
  return status.isDirectory() ? { state: 'folder', folder } : { state: 'other', kind: kindOf(status) };
}

/** Absolute path of a project, symbolic links resolved. Throws ContractsError `usage` where it is no folder. */
export function resolveProject(project: string): string {
  const resolved = realPath(project);
  if (resolved !== undefined && lookAt(resolved)?.isDirectory() === true) return resolved;
  throw new ContractsError('usage', `the project is not a folder: ${project}`);
}

/** Where something stands in an asset's declaration. */
export function inDeclaration({ member, declared }: WorkspaceAsset, pointer: string): Location {
  return { member, pointer, ...declared?.document.locate(pointer) };
}
