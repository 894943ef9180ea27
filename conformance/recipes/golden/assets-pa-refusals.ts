import type { JsonObject } from '../assets-pa/pack-draft.ts';
import {
  declarationOf,
  placeInDeclaration,
  REGISTRY,
  utf8,
  type WorkspaceAssetDraft,
  type WorkspaceDraft,
  workspaceFolder,
} from '../assets-pa/workspace-draft.ts';
import { readSchema } from '../boundary-recipes.ts';
import type { ExpectedLocation, RecipeFolder } from '../recipe.ts';
import { schemaBoundaries } from '../schema-boundaries.ts';
import { isObject, type Schema, toSchema } from '../schema-breaches.ts';

/** A project that a packer refuses, and why. */
export interface Refusal {
  readonly name: string;
  readonly rule: string;
  readonly input: RecipeFolder;
  readonly at: ExpectedLocation;
  readonly why: string;
}

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`;

function declared(own: string, name: string, more: JsonObject): JsonObject {
  const output = { format: 'SOUNDS/pcm_v1', codec: 'NONE' };
  return {
    schema_version: 1,
    asset_uuid: own,
    name,
    type: 'sound_bank',
    inputs: { sources: [`${name}.raw`] },
    output,
    preload: { enabled: false },
    ...more,
  };
}

const blip: WorkspaceAssetDraft = {
  id: 3,
  uuid: uuid('3'),
  root: 'sounds/blip',
  declaration: declared(uuid('3'), 'blip', { preload: { enabled: true } }),
  files: { 'blip.raw': utf8('blip') },
};

const coin: WorkspaceAssetDraft = {
  id: 7,
  uuid: uuid('7'),
  root: 'sounds/coin',
  declaration: declared(uuid('7'), 'coin', { build: { threads: 2 } }),
  files: { 'coin.raw': utf8('coin!') },
};

const KIT_OUTPUT: JsonObject = {
  format: 'SOUNDS/kit_v1',
  codec: 'NONE',
  metadata: { rate: 22050, nested: { list: [1, 2] } },
  codec_configuration: { window: 512 },
  pipeline: { gain: 0.5 },
  decoded_size: 40,
  artifacts: [
    { index: 0, id: 'kick', input: 'kick.raw' },
    { index: 1, id: 'snare', input: 'snare.raw' },
    { index: 2, id: 'kick', input: 'loop.raw' },
  ],
};

const kit: WorkspaceAssetDraft = {
  id: 9,
  uuid: uuid('9'),
  root: 'kit',
  declaration: declared(uuid('9'), 'kit', {
    inputs: { samples: ['kick.raw', 'snare.raw'], loops: ['loop.raw'] },
    output: KIT_OUTPUT,
  }),
  files: { 'kick.raw': utf8('kick'), 'snare.raw': utf8('snare'), 'loop.raw': utf8('loop') },
};

/** A workspace that builds; every refusal is one edit away from it. */
export const soundWorkspace: WorkspaceDraft = { assets: [blip, coin, kit], next: 10 };

type Asset = 'blip' | 'coin' | 'kit';

/** The workspace with one asset changed. */
function withAsset(which: Asset, change: (asset: WorkspaceAssetDraft) => WorkspaceAssetDraft): WorkspaceDraft {
  const index = { blip: 0, coin: 1, kit: 2 }[which];
  return {
    ...soundWorkspace,
    assets: soundWorkspace.assets.map((asset, at) => (at === index ? change(asset) : asset)),
  };
}

function members(asset: WorkspaceAssetDraft, changed: JsonObject): WorkspaceAssetDraft {
  return { ...asset, declaration: { ...asset.declaration, ...changed } };
}

/** A refusal for what an asset declares: the place is that of the value. */
function ofDeclaration(
  rule: string,
  name: string,
  [which, changed, pointer]: readonly [Asset, JsonObject, string],
  why: string,
): Refusal {
  const asset = members({ blip, coin, kit }[which], changed);
  const draft = withAsset(which, () => asset);
  return { name, rule, input: workspaceFolder(draft), at: placeInDeclaration(asset, pointer), why };
}

/** A refusal for what the workspace is like around the documents. */
function ofWorkspace(rule: string, name: string, draft: WorkspaceDraft, at: ExpectedLocation, why: string): Refusal {
  return { name, rule, input: workspaceFolder(draft), at, why };
}

/** A refusal for what the registry says. */
function ofRegistry(
  rule: string,
  name: string,
  [draft, pointer]: readonly [WorkspaceDraft, string],
  why: string,
): Refusal {
  return ofWorkspace(rule, name, draft, { member: REGISTRY, pointer }, why);
}

/** The inputs of the kit, where the coin declares them. */
const kitFiles: RecipeFolder = Object.fromEntries(
  Object.entries(kit.files).map(([path, entry]) => [`assets/sounds/coin/${path}`, entry]),
);
const entries = (changed: WorkspaceDraft['entries']): WorkspaceDraft => ({ ...soundWorkspace, entries: changed ?? {} });
const kitOutput = (changed: JsonObject): JsonObject => ({ output: { ...KIT_OUTPUT, ...changed } });
const artifact = (index: number, id: string, input: string): JsonObject => ({ index, id, input });
const output = (changed: JsonObject): JsonObject => ({
  output: { format: 'SOUNDS/pcm_v1', codec: 'NONE', ...changed },
});
const inputs = (...paths: readonly string[]): JsonObject => ({ inputs: { sources: paths } });
const input0 = '/inputs/sources/0';

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

const handmade: readonly Refusal[] = [
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
  ofDeclaration(
    'declared-name-too-long',
    'name-of-256-bytes',
    ['blip', { name: '\u{1f600}'.repeat(64) }, '/name'],
    'A name has 64 characters, and 256 bytes.',
  ),
  ofDeclaration(
    'declared-bank-type',
    'bank-type-of-before',
    ['blip', output({ format: 'TILES/indexed_v1' }), '/output/format'],
    'TILES is what GLYPH was called before.',
  ),
  ofDeclaration(
    'declared-bank-type',
    'bank-type-lower-case',
    ['kit', kitOutput({ format: 'sounds/kit_v1' }), '/output/format'],
    'The bank type is written in small letters.',
  ),
  ofDeclaration(
    'declared-codec',
    'codec-raw',
    ['coin', output({ codec: 'RAW' }), '/output/codec'],
    'RAW is the word of an earlier text.',
  ),
  ofDeclaration(
    'declared-number-not-integer',
    'half-in-metadata',
    ['blip', output({ metadata: { list: [{ gain: 0.5 }] } }), '/output/metadata/list/0/gain'],
    'A number deep in the metadata is a half.',
  ),
  ofDeclaration(
    'declared-number-not-integer',
    'half-in-codec-configuration',
    ['kit', kitOutput({ codec_configuration: { quality: 0.75 } }), '/output/codec_configuration/quality'],
    'A parameter of the codec is no integer.',
  ),
  ofDeclaration(
    'declared-pipeline-metadata',
    'pipeline-in-metadata',
    ['blip', output({ metadata: { pipeline: {} } }), '/output/metadata/pipeline'],
    'What tools note stands in what programs read.',
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
  ofDeclaration(
    'declaration-uuid-mismatch',
    'other-uuid',
    ['coin', { asset_uuid: uuid('8') }, '/asset_uuid'],
    'A declaration has another UUID than the registry.',
  ),
  ofDeclaration(
    'duplicate-declared-name',
    'name-twice',
    ['kit', { name: 'blip' }, '/name'],
    'Two assets of the build have the same name, and the one with the greater id is named.',
  ),
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
  ofWorkspace(
    'declaration-schema',
    'several-defects',
    {
      ...withAsset('blip', (asset) => members(asset, { name: '' })),
      entries: { 'assets/sounds/coin/coin.raw': undefined },
    },
    placeInDeclaration(members(blip, { name: '' }), '/name'),
    'A name is empty and an input missing; documents come ahead of what they lead to.',
  ),
];

function rooted(registry: JsonObject, index: number, root: string): JsonObject {
  const assets = Array.isArray(registry.assets) ? registry.assets : [];
  return {
    ...registry,
    assets: assets.map((entry: object, at: number) => (at === index ? { ...entry, root } : entry)),
  };
}

/**
 * More items than this are no vector but a burden: the tests of the packer are about those. What is beyond the greatest
 * safe integer breaks a rule of JSON.
 */
const MOST = { maxItems: 1000, maximum: Number.MAX_SAFE_INTEGER - 1 };

/** Documents just outside of each constraint of a schema, in the place of a good one. */
function fromSchema(
  schema: string,
  rule: string,
  bases: readonly unknown[],
  toDraft: (text: Uint8Array) => readonly [member: string, draft: WorkspaceDraft],
): readonly Refusal[] {
  return schemaBoundaries(withinReach(readSchema('assets-pa', schema)), bases)
    .filter(({ side }) => side === 'outside')
    .map(({ name, instance, pointer, schemaPointer }) => {
      const [member, draft] = toDraft(utf8(`${JSON.stringify(instance, undefined, 2)}\n`));
      const why = `The value at '${pointer}' breaks ${schemaPointer} and nothing else of the schema.`;
      return { name: `${schema}-${name}`, rule, input: workspaceFolder(draft), at: { member, pointer }, why };
    });
}

function withinReach(schema: Schema): Schema {
  const isKept = ([keyword, argument]: readonly [string, unknown]): boolean =>
    (keyword !== 'maxItems' && keyword !== 'maximum') || Number(argument) <= MOST[keyword];
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(isKept)
        .map(([keyword, inner]) => [keyword, walk(inner)]),
    );
  };
  return toSchema(walk(schema));
}

const ofSchemas: readonly Refusal[] = [
  ...fromSchema('asset-declaration', 'declaration-schema', [coin.declaration, kit.declaration], (text) => {
    const member = declarationOf(coin);
    return [member, entries({ ...kitFiles, [member]: text })];
  }),
  ...fromSchema('asset-registry', 'registry-schema', [JSON.parse(registryText())], (text) => [
    REGISTRY,
    entries({ [REGISTRY]: text }),
  ]),
];

function registryText(): string {
  const text = workspaceFolder(soundWorkspace)[REGISTRY];
  return text instanceof Uint8Array ? new TextDecoder().decode(text) : '';
}

/** Every project that a packer refuses. */
export const assetsPaRefusals: readonly Refusal[] = [...handmade, ...ofSchemas];
