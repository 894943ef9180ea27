import type { JsonObject } from '../assets-pa/pack-draft.ts';
import { declarationOf, REGISTRY, utf8, workspaceFolder } from '../assets-pa/workspace-draft.ts';
import {
  blip,
  coin,
  entries,
  kit,
  members,
  ofRegistry,
  ofWorkspace,
  type Refusal,
  soundWorkspace,
} from './sound-workspace.ts';

/** Workspaces whose registry or whose folders are not what they must be. */
export const workspaceRefusals: readonly Refusal[] = [
  ofWorkspace(
    'workspace-special-file',
    'declaration-by-link',
    entries({
      [declarationOf(coin)]: { link: 'declared.json' },
      'assets/sounds/coin/declared.json': workspaceFolder(soundWorkspace)[declarationOf(coin)],
    }),
    { member: declarationOf(coin) },
    'The declaration of an asset is a symbolic link.',
  ),
  ofWorkspace(
    'workspace-special-file',
    'registry-by-link',
    entries({
      [REGISTRY]: { link: 'registry.json' },
      'assets/.prometeu/registry.json': workspaceFolder(soundWorkspace)[REGISTRY],
    }),
    { member: REGISTRY },
    'The registry is a symbolic link.',
  ),
  ofWorkspace(
    'workspace-special-file',
    'declaration-is-a-folder',
    entries({ [declarationOf(kit)]: null }),
    { member: declarationOf(kit) },
    'A folder stands in the place of a declaration.',
  ),
  ofWorkspace(
    'registry-missing',
    'without-registry',
    entries({ [REGISTRY]: undefined }),
    { member: REGISTRY },
    'Declarations alone are no workspace.',
  ),
  ofWorkspace(
    'asset-root-missing',
    'root-missing',
    {
      ...soundWorkspace,
      assets: [blip, { ...coin, root: 'sounds/coins' }, kit],
      entries: { 'assets/sounds/coins/asset.json': undefined, 'assets/sounds/coins/coin.raw': undefined },
    },
    { member: 'assets/sounds/coins' },
    'The folder of an asset is not there.',
  ),
  ofWorkspace(
    'asset-root-missing',
    'root-by-link',
    {
      ...soundWorkspace,
      assets: [blip, { ...coin, root: 'linked' }, kit],
      entries: {
        'assets/linked/asset.json': undefined,
        'assets/linked/coin.raw': undefined,
        'assets/linked': { link: 'elsewhere' },
        'assets/elsewhere/asset.json': workspaceFolder(soundWorkspace)[declarationOf(coin)],
        'assets/elsewhere/coin.raw': utf8('coin!'),
      },
    },
    { member: 'assets/linked' },
    'The folder of an asset is reached through a symbolic link.',
  ),
  ofWorkspace(
    'declaration-missing',
    'without-declaration',
    entries({ [declarationOf(coin)]: undefined }),
    { member: declarationOf(coin) },
    'An asset has no declaration.',
  ),
  ofWorkspace(
    'declaration-missing',
    'declaration-of-other-name',
    entries({
      [declarationOf(coin)]: undefined,
      'assets/sounds/coin/Asset.json': workspaceFolder(soundWorkspace)[declarationOf(coin)],
    }),
    { member: declarationOf(coin) },
    'The name of a declaration has a capital.',
  ),
  ofRegistry(
    'registry-duplicate-id',
    'id-twice',
    [{ ...soundWorkspace, assets: [blip, { ...coin, id: 3 }, kit] }, '/assets/1/asset_id'],
    'Two assets have the same id.',
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
    'registry-root-path',
    'root-above',
    [{ ...soundWorkspace, registry: (value) => rooted(value, 2, '../kit') }, '/assets/2/root'],
    'A root leads out of the workspace.',
  ),
  ofRegistry(
    'registry-root-path',
    'root-absolute',
    [{ ...soundWorkspace, registry: (value) => rooted(value, 2, '/kit') }, '/assets/2/root'],
    'A root is an absolute path.',
  ),
  ofRegistry(
    'registry-root-path',
    'root-with-backslash',
    [{ ...soundWorkspace, registry: (value) => rooted(value, 0, 'sounds\\blip') }, '/assets/0/root'],
    'The segments of a root are parted by a backslash.',
  ),
  ofRegistry(
    'registry-root-path',
    'root-in-control-folder',
    [{ ...soundWorkspace, registry: (value) => rooted(value, 2, '.prometeu/kit') }, '/assets/2/root'],
    'A root lies in the folder of the registry.',
  ),
  ofRegistry(
    'registry-root-path',
    'root-with-detour',
    [{ ...soundWorkspace, registry: (value) => rooted(value, 2, 'sounds/../kit') }, '/assets/2/root'],
    'A root takes a detour.',
  ),
  ofRegistry(
    'registry-duplicate-root',
    'root-twice',
    [{ ...soundWorkspace, registry: (value) => rooted(value, 1, 'sounds/blip') }, '/assets/1/root'],
    'Two assets have the same folder.',
  ),
  ofRegistry(
    'registry-nested-root',
    'root-in-root',
    [{ ...soundWorkspace, assets: [blip, { ...coin, root: 'sounds/blip/coin' }, kit] }, '/assets/1/root'],
    'The folder of an asset lies in that of another.',
  ),
];

function rooted(registry: JsonObject, index: number, root: string): JsonObject {
  const assets = Array.isArray(registry.assets) ? registry.assets : [];
  return {
    ...registry,
    assets: assets.map((entry: object, at: number) => (at === index ? { ...entry, root } : entry)),
  };
}
