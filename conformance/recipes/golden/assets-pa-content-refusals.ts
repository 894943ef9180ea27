import type { JsonObject } from '../assets-pa/pack-draft.ts';
import {
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
const NO_BYTES = new Uint8Array();

/** A refusal for the artifacts of the kit; the place is that of a value in their list. */
function ofArtifacts(
  rule: string,
  name: string,
  [artifacts, pointer]: readonly [readonly JsonObject[], string],
  why: string,
): Refusal {
  return ofDeclaration(rule, name, ['kit', kitOutput({ artifacts }), `/output/artifacts${pointer}`], why);
}

/** The artifacts of the kit under these indexes. */
function indexed(kick: number, snare: number, loop: number): readonly [readonly JsonObject[], string] {
  const artifacts = [
    artifact(kick, 'kick', 'kick.raw'),
    artifact(snare, 'snare', 'snare.raw'),
    artifact(loop, 'loop', 'loop.raw'),
  ];
  return [artifacts, ''];
}

/** Assets whose contents make no pack. */
export const contentRefusals: readonly Refusal[] = [
  ofArtifacts('artifact-index', 'index-with-gap', indexed(0, 2, 3), 'Index 1 is missing.'),
  ofArtifacts(
    'artifact-index',
    'index-twice',
    indexed(0, 1, 1),
    'Two artifacts have the same index, and index 2 is missing.',
  ),
  ofArtifacts('artifact-index', 'index-from-1', indexed(1, 2, 3), 'The indexes are counted from 1.'),
  ofArtifacts(
    'duplicate-artifact-id',
    'artifact-id-twice',
    [[artifact(0, 'kick', 'kick.raw'), artifact(1, 'kick', 'snare.raw'), artifact(2, 'loop', 'loop.raw')], '/1/id'],
    'Two artifacts of one role have the same id.',
  ),
  ofArtifacts(
    'artifact-input',
    'artifact-of-no-input',
    [
      [artifact(0, 'kick', 'kick.raw'), artifact(1, 'snare', 'asset.json'), artifact(2, 'loop', 'loop.raw')],
      '/1/input',
    ],
    'An artifact is of a file that is no input.',
  ),
  ofWorkspace(
    'empty-asset',
    'input-of-no-bytes',
    entries({ 'assets/sounds/coin/coin.raw': NO_BYTES }),
    placeInDeclaration(coin, '/inputs'),
    'The one input of an asset is empty.',
  ),
  ofWorkspace(
    'empty-asset',
    'artifacts-of-no-bytes',
    entries({ 'assets/kit/kick.raw': NO_BYTES, 'assets/kit/snare.raw': NO_BYTES, 'assets/kit/loop.raw': NO_BYTES }),
    placeInDeclaration(kit, '/inputs'),
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
