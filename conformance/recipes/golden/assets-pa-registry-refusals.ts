import type { JsonObject } from '../assets-pa/pack-draft.ts';
import { utf8, type WorkspaceDraft } from '../assets-pa/workspace-draft.ts';
import { blip, coin, kit, members, ofRegistry, type Refusal, soundWorkspace, uuid } from './sound-workspace.ts';

/** The sound workspace, whose registry has another root for one of its three assets. */
function rooted(index: 0 | 1 | 2, root: string): WorkspaceDraft {
  const registry = (value: JsonObject): JsonObject => {
    const assets = Array.isArray(value.assets) ? value.assets : [];
    return { ...value, assets: assets.map((entry: object, at) => (at === index ? { ...entry, root } : entry)) };
  };
  return { ...soundWorkspace, registry };
}

/** A refusal for a root that is no path below `assets/`. */
function ofRoot(name: string, root: string, why: string): Refusal {
  return ofRegistry('registry-root-path', name, [rooted(2, root), '/assets/2/root'], why);
}

/** Workspaces whose registry cannot be what it says. */
export const registryRefusals: readonly Refusal[] = [
  ofRegistry(
    'registry-duplicate-id',
    'id-twice',
    [{ ...soundWorkspace, assets: [blip, { ...coin, id: 3 }, kit] }, '/assets/1/asset_id'],
    'Two assets have the same id.',
  ),
  ofRegistry(
    'registry-duplicate-id',
    'excluded-id-twice',
    [{ ...soundWorkspace, assets: [blip, { ...coin, id: 3, included: false }, kit] }, '/assets/1/asset_id'],
    'Two assets have the same id, and one of them is excluded: the registry is judged as a whole.',
  ),
  ofRegistry(
    'registry-duplicate-uuid',
    'uuid-twice',
    [
      { ...soundWorkspace, assets: [blip, coin, { ...members(kit, { asset_uuid: blip.uuid }), uuid: blip.uuid }] },
      '/assets/2/asset_uuid',
    ],
    'Two assets have the same UUID.',
  ),
  ofRegistry(
    'registry-next-id',
    'next-id-taken',
    [{ ...soundWorkspace, next: 9 }, '/next_asset_id'],
    'The next id is that of an asset.',
  ),
  ofRegistry(
    'registry-next-id',
    'next-id-fell',
    [{ ...soundWorkspace, next: 4 }, '/next_asset_id'],
    'The next id is smaller than those of two assets.',
  ),
  ofRegistry(
    'registry-next-id',
    'next-id-below-excluded',
    [{ ...soundWorkspace, assets: [blip, coin, { ...kit, included: false }], next: 8 }, '/next_asset_id'],
    'The next id is smaller than that of an asset that is excluded.',
  ),
  ofRegistry(
    'registry-next-id',
    'next-id-of-removed',
    [
      { ...soundWorkspace, entries: { [`assets/.prometeu/quarantine/12-${uuid('c')}/asset.json`]: utf8('{}') } },
      '/next_asset_id',
    ],
    'The next id is smaller than that of an asset that lies in quarantine.',
  ),
  ofRoot('root-above', '../kit', 'A root leads out of the workspace.'),
  ofRoot('root-absolute', '/kit', 'A root is an absolute path.'),
  ofRegistry(
    'registry-root-path',
    'root-with-backslash',
    [rooted(0, 'sounds\\blip'), '/assets/0/root'],
    'The segments of a root are parted by a backslash.',
  ),
  ofRoot('root-in-control-folder', '.prometeu/kit', 'A root lies in the folder of the registry.'),
  ofRoot('root-is-control-folder', '.prometeu', 'A root is the folder of the registry.'),
  ofRoot('root-with-detour', 'sounds/../kit', 'A root takes a detour.'),
  ofRoot('root-with-colon', 'c:kit', 'A root has a colon, which names a drive or a stream elsewhere.'),
  ofRoot('root-with-slash-at-end', 'kit/', 'A root ends in a slash.'),
  ofRegistry(
    'registry-duplicate-root',
    'root-twice',
    [rooted(1, 'sounds/blip'), '/assets/1/root'],
    'Two assets have the same folder.',
  ),
  ofRegistry(
    'registry-nested-root',
    'root-in-root',
    [{ ...soundWorkspace, assets: [blip, { ...coin, root: 'sounds/blip/coin' }, kit] }, '/assets/1/root'],
    'The folder of an asset lies in that of another.',
  ),
];
