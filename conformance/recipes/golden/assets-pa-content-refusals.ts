import {
  declarationOf,
  placeInDeclaration,
  utf8,
  type WorkspaceAssetDraft,
  type WorkspaceDraft,
  workspaceFolder,
} from '../assets-pa/workspace-draft.ts';
import {
  artifact,
  blip,
  coin,
  declared,
  entries,
  input0,
  inputs,
  kit,
  kitOutput,
  ofDeclaration,
  ofWorkspace,
  type Refusal,
} from './sound-workspace.ts';

const preloaded = (count: number): WorkspaceDraft => ({
  next: 100,
  assets: Array.from({ length: count }, (_, index): WorkspaceAssetDraft => {
    const id = index + 1;
    const own = `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
    const name = `sound_${id}`;
    const declaration = declared(own, name, { preload: { enabled: true } });
    return { id, uuid: own, root: name, declaration, files: { [`${name}.raw`]: utf8(name) } };
  }),
});

const overflow = preloaded(17);
const last = overflow.assets[16] ?? blip;

/** Assets whose inputs and artifacts make no pack. */
export const contentRefusals: readonly Refusal[] = [
  ofDeclaration(
    'input-path',
    'input-above',
    ['blip', inputs('../coin/coin.raw'), input0],
    'The path of an input leads out of its folder.',
  ),
  ofDeclaration(
    'input-path',
    'input-absolute',
    ['coin', inputs('/etc/hostname'), input0],
    'The path of an input is absolute.',
  ),
  ofDeclaration(
    'input-path',
    'input-with-detour',
    ['coin', inputs('./coin.raw'), input0],
    'The path of an input has a segment that means nothing.',
  ),
  ofDeclaration(
    'input-path',
    'input-with-drive',
    ['coin', inputs('C:coin.raw'), input0],
    'The path of an input has a colon, which names a drive or a stream elsewhere.',
  ),
  ofWorkspace(
    'input-outside-root',
    'input-by-link-outside',
    entries({ 'assets/sounds/coin/coin.raw': { link: '../blip/blip.raw' } }),
    placeInDeclaration(coin, input0),
    'An input is a symbolic link to a file of another asset.',
  ),
  ofWorkspace(
    'input-outside-root',
    'input-by-link-out-of-project',
    entries({ 'assets/sounds/coin/coin.raw': { link: '/dev/null' } }),
    placeInDeclaration(coin, input0),
    'An input is a symbolic link that leads out of the project.',
  ),
  ofWorkspace(
    'input-missing',
    'input-missing',
    entries({ 'assets/kit/snare.raw': undefined }),
    placeInDeclaration(kit, '/inputs/samples/1'),
    'The last input of a role is not there.',
  ),
  ofWorkspace(
    'input-missing',
    'input-by-link-to-nothing',
    entries({ 'assets/sounds/coin/coin.raw': { link: 'nothing.raw' } }),
    placeInDeclaration(coin, input0),
    'An input is a symbolic link that leads nowhere.',
  ),
  ofWorkspace(
    'input-special-file',
    'input-is-a-folder',
    entries({ 'assets/sounds/coin/coin.raw': null }),
    placeInDeclaration(coin, input0),
    'A folder stands in the place of an input.',
  ),
  ofDeclaration(
    'input-listed-twice',
    'input-twice-in-role',
    ['kit', { inputs: { samples: ['kick.raw', 'snare.raw', 'kick.raw'], loops: ['loop.raw'] } }, '/inputs/samples/2'],
    'A role lists an input twice.',
  ),
  ofDeclaration(
    'input-listed-twice',
    'input-in-two-roles',
    ['kit', { inputs: { loops: ['loop.raw'], samples: ['kick.raw', 'snare.raw', 'loop.raw'] } }, '/inputs/samples/2'],
    'Two roles list the same input.',
  ),
  ofDeclaration(
    'direct-inputs',
    'direct-asset-of-two-inputs',
    ['blip', { inputs: { sources: ['blip.raw'], more: ['asset.json'] } }, '/inputs'],
    'An asset without artifacts has two inputs.',
  ),
  ofDeclaration(
    'artifact-index',
    'index-with-gap',
    [
      'kit',
      kitOutput({
        artifacts: [
          artifact(0, 'kick', 'kick.raw'),
          artifact(2, 'snare', 'snare.raw'),
          artifact(3, 'loop', 'loop.raw'),
        ],
      }),
      '/output/artifacts',
    ],
    'Index 1 is missing.',
  ),
  ofDeclaration(
    'artifact-index',
    'index-twice',
    [
      'kit',
      kitOutput({
        artifacts: [
          artifact(0, 'kick', 'kick.raw'),
          artifact(1, 'snare', 'snare.raw'),
          artifact(1, 'loop', 'loop.raw'),
        ],
      }),
      '/output/artifacts',
    ],
    'Two artifacts have the same index, and index 2 is missing.',
  ),
  ofDeclaration(
    'artifact-index',
    'index-from-1',
    [
      'kit',
      kitOutput({
        artifacts: [
          artifact(1, 'kick', 'kick.raw'),
          artifact(2, 'snare', 'snare.raw'),
          artifact(3, 'loop', 'loop.raw'),
        ],
      }),
      '/output/artifacts',
    ],
    'The indexes are counted from 1.',
  ),
  ofDeclaration(
    'duplicate-artifact-id',
    'artifact-id-twice',
    [
      'kit',
      kitOutput({
        artifacts: [artifact(0, 'kick', 'kick.raw'), artifact(1, 'kick', 'snare.raw'), artifact(2, 'loop', 'loop.raw')],
      }),
      '/output/artifacts/1/id',
    ],
    'Two artifacts of one role have the same id.',
  ),
  ofDeclaration(
    'artifact-input',
    'artifact-of-no-input',
    [
      'kit',
      kitOutput({
        artifacts: [
          artifact(0, 'kick', 'kick.raw'),
          artifact(1, 'snare', 'asset.json'),
          artifact(2, 'loop', 'loop.raw'),
        ],
      }),
      '/output/artifacts/1/input',
    ],
    'An artifact is of a file that is no input.',
  ),
  ofWorkspace(
    'empty-asset',
    'input-of-no-bytes',
    entries({ 'assets/sounds/coin/coin.raw': new Uint8Array() }),
    { member: declarationOf(coin) },
    'The one input of an asset is empty.',
  ),
  ofWorkspace(
    'empty-asset',
    'artifacts-of-no-bytes',
    entries({
      'assets/kit/kick.raw': new Uint8Array(),
      'assets/kit/snare.raw': new Uint8Array(),
      'assets/kit/loop.raw': new Uint8Array(),
    }),
    { member: declarationOf(kit) },
    'All artifacts of an asset are empty.',
  ),
  ofDeclaration(
    'metadata-collision',
    'codec-in-metadata',
    ['kit', kitOutput({ metadata: { codec: { window: 512 } } }), '/output/codec_configuration'],
    'The metadata has a member codec, and so has the configuration of the codec its place.',
  ),
  ofDeclaration(
    'metadata-collision',
    'role-in-metadata',
    ['kit', kitOutput({ metadata: { samples: {} } }), '/inputs/samples'],
    'The metadata has a member of the name of a role.',
  ),
  ofDeclaration(
    'metadata-collision',
    'role-called-codec',
    ['kit', { inputs: { codec: ['kick.raw', 'snare.raw'], loops: ['loop.raw'] } }, '/inputs/codec'],
    'A role has the name under which the configuration of the codec stands.',
  ),
  {
    name: 'seventeen-preloaded',
    rule: 'preload-overflow',
    input: workspaceFolder(overflow),
    at: placeInDeclaration(last, '/preload/enabled'),
    why: 'Seventeen sounds are preloaded, and there are sixteen slots.',
  },
];
