import { join } from 'node:path';
import { realPath } from '../../archive/look-up.ts';
import { runChecks } from '../../report/check.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { ASSET_CHECKS } from './asset-checks.ts';
import { findInputs } from './asset-input.ts';
import { DECLARATION_KIND } from './declaration.ts';
import type { Operation } from './operation.ts';
import type { AssetRegistry, RegisteredAsset } from './registry.ts';
import { findRoot, type WorkspaceAsset } from './workspace.ts';
import { parseWorkspaceDocument } from './workspace-document.ts';
import { ASSETS, declarationPath } from './workspace-layout.ts';

/** The folder of an asset that is to be registered. Throws ContractsError `usage` where it can be none. */
export function openNewRoot(project: string, root: string): string {
  const found = findRoot(realPath(join(project, ASSETS)) ?? join(project, ASSETS), root);
  if (found.state === 'folder') return found.folder;
  const reason = found.state === 'unsafe' ? 'is no path of a folder below assets/' : `is ${found.kind}`;
  throw new ContractsError('usage', `the root ${root} ${reason}`, { remediation: remedyFor(root) });
}

/** Throws ContractsError `usage` where the root is registered already. */
export function assertNewRoot({ assets }: AssetRegistry, root: string): void {
  const taken = assets.find((asset) => asset.root === root);
  if (taken !== undefined)
    throw new ContractsError('usage', `the root ${root} is that of asset ${taken.asset_id} already`, {
      remediation: 'Change its asset.json, or forget the asset first.',
    });
}

// A shell completes paths from the project.
function remedyFor(root: string): string {
  const fromAssets = root.startsWith(`${ASSETS}/`) ? root.slice(ASSETS.length + 1).replace(/\/+$/, '') : '';
  if (fromAssets !== '') return `Count the path from ${ASSETS}/: ${fromAssets}`;
  return `Give a folder by its path from ${ASSETS}/, such as sounds/blip; the files of the asset lie in it.`;
}

/** Judges an asset by the declaration that stands at its root, or is to stand there; undefined where it has none. */
export function judgeNewAsset(
  { collector }: Operation,
  {
    folder,
    bytes,
    registered,
  }: { readonly folder: string; readonly bytes: Uint8Array; readonly registered: RegisteredAsset },
): WorkspaceAsset | undefined {
  const member = declarationPath(registered.root);
  const read = parseWorkspaceDocument(bytes, member, DECLARATION_KIND, collector);
  if (read.state !== 'read') return undefined;
  const asset: WorkspaceAsset = {
    registered,
    index: 0,
    member,
    root: { state: 'folder', folder },
    declared: { declaration: read.value, document: read.document },
    inputs: findInputs(folder, read.value),
  };
  runChecks(ASSET_CHECKS, asset, collector);
  return asset;
}
