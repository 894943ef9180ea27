import { declarationOf, REGISTRY, utf8, workspaceFolder } from '../assets-pa/workspace-draft.ts';
import { blip, coin, entries, kit, ofWorkspace, type Refusal, soundWorkspace } from './sound-workspace.ts';

/** Workspaces whose documents or folders are not there, or are something else. */
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
    'workspace-special-file',
    'registry-is-a-folder',
    entries({ [REGISTRY]: null }),
    { member: REGISTRY },
    'A folder stands in the place of the registry.',
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
    'asset-root-missing',
    'root-is-a-file',
    {
      ...soundWorkspace,
      assets: [blip, { ...coin, root: 'coins' }, kit],
      entries: {
        'assets/coins/asset.json': undefined,
        'assets/coins/coin.raw': undefined,
        'assets/coins': utf8('coin!'),
      },
    },
    { member: 'assets/coins' },
    'A file stands in the place of the folder of an asset.',
  ),
  ofWorkspace(
    'asset-root-missing',
    'root-in-linked-folder',
    {
      ...soundWorkspace,
      assets: [blip, { ...coin, root: 'linked/coin' }, kit],
      entries: {
        'assets/linked/coin/asset.json': undefined,
        'assets/linked/coin/coin.raw': undefined,
        'assets/linked': { link: 'sounds' },
        'assets/sounds/coin/asset.json': workspaceFolder(soundWorkspace)[declarationOf(coin)],
        'assets/sounds/coin/coin.raw': utf8('coin!'),
      },
    },
    { member: 'assets/linked/coin' },
    'A folder above that of an asset is a symbolic link.',
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
];
