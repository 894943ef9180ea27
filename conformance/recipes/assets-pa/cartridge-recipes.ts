import { createHash } from 'node:crypto';
import { boundaryRecipes } from '../boundary-recipes.ts';
import { compareCodePoints } from '../code-point-order.ts';
import { type DocumentText, toCanonicalText } from '../document-text.ts';
import type { AcceptRecipe, ExpectedLocation, FolderEntry, Recipe, RecipeFolder, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';
import { placeOf } from '../strict-json/document-recipes.ts';
import { emptyPack, twoSounds } from './base-packs.ts';
import { type JsonObject, writePack } from './pack-draft.ts';
import { rule } from './pack-recipe.ts';

const MANIFEST = 'manifest.json';
const PACK = 'assets.pa';
const PROGRAM = new TextEncoder().encode('PBX\0');
const sounds = writePack(twoSounds).bytes;

const declaring: JsonObject = { magic: 'PMTU', cartridge_version: 1, capabilities: ['gfx', 'asset'] };
const silent: JsonObject = { magic: 'PMTU', cartridge_version: 1, capabilities: ['gfx', 'input'] };

/** A cartridge: the value of its manifest or the manifest's text, its pack, and entries beside them. */
interface Cartridge {
  readonly manifest: JsonObject | Uint8Array;
  /** The manifest's text, where it is not written canonically. */
  readonly text?: string;
  readonly pack?: FolderEntry;
  readonly others?: RecipeFolder;
}

interface Case extends Cartridge {
  readonly name: string;
  readonly cites: readonly string[];
  readonly why: string;
  readonly profile?: 'core' | 'hardened';
}

function folderOf({ manifest, text, pack, others = { 'program.pbx': PROGRAM } }: Cartridge): RecipeFolder {
  const bytes = manifest instanceof Uint8Array ? manifest : new TextEncoder().encode(text ?? textOf(manifest).text);
  return { ...others, [MANIFEST]: bytes, ...(pack !== undefined && { [PACK]: pack }) };
}

function textOf(manifest: unknown): DocumentText {
  return toCanonicalText(manifest);
}

function accept(given: Case & { readonly manifest: JsonObject }): AcceptRecipe {
  const { name, cites, why, manifest } = given;
  const input = folderOf(given);
  const words = Array.isArray(manifest.capabilities) ? manifest.capabilities : [];
  const declared = [...words.entries()].filter(([, word]) => word === 'Asset' || word === 'asset');
  const read = declared.length === 0 ? [MANIFEST] : [MANIFEST, PACK];
  const observation = {
    members: [...read].sort(compareCodePoints).map((path) => toMember(path, input[path])),
    documents: { [MANIFEST]: manifest },
    references: declared.map(([index]) => ({
      from: { member: MANIFEST, pointer: `/capabilities/${index}` },
      to: PACK,
    })),
  };
  const profile = given.profile ?? profileOfAccepted(cites, []);
  return {
    ...base({ name, cites, why }),
    profile,
    kind: 'accept',
    input,
    expect: { valid: true, warnings: [], observation },
  };
}

function toMember(path: string, entry: FolderEntry | undefined) {
  if (!(entry instanceof Uint8Array)) throw new Error(`${path} is no plain file`);
  return { path, type: 'file', size: entry.length, sha256: createHash('sha256').update(entry).digest('hex') } as const;
}

function reject(given: Case & { readonly at: ExpectedLocation; readonly twin: string }): RejectRecipe {
  return rejectFolder(given, folderOf(given));
}

function rejectFolder(
  given: Omit<Case, 'manifest'> & { readonly at: ExpectedLocation; readonly twin: string },
  input: RecipeFolder,
): RejectRecipe {
  const { name, cites, why, at, twin } = given;
  const [primary = ''] = cites;
  const profile = given.profile ?? profileOfRejected(primary);
  return { ...base({ name, cites, why }), profile, kind: 'reject', input, expect: { valid: false, primary, at }, twin };
}

function base({ name, cites, why }: Pick<Case, 'name' | 'cites' | 'why'>) {
  return { name, contract: 'assets-pa@1', role: 'consumer', cites, why } as const;
}

const bootstrap = [rule('asset-pack-missing'), rule('asset-pack-invalid')];

const accepted: readonly Recipe[] = [
  accept({
    name: 'cartridge',
    cites: [...bootstrap, rule('cartridge-manifest-missing'), rule('cartridge-manifest-schema')],
    why: 'The asset capability is declared, and a valid pack is there.',
    manifest: declaring,
    pack: sounds,
  }),
  accept({
    name: 'cartridge-with-capital-capability',
    cites: bootstrap,
    why: 'The asset capability is declared with a capital.',
    manifest: { ...declaring, capabilities: ['Asset'] },
    pack: sounds,
  }),
  accept({
    name: 'cartridge-with-both-capabilities',
    cites: bootstrap,
    why: 'The asset capability is declared in both spellings, and both name the pack.',
    manifest: { ...declaring, capabilities: ['asset', 'gfx', 'Asset'] },
    pack: writePack(emptyPack).bytes,
  }),
  accept({
    name: 'cartridge-with-capability-twice',
    cites: bootstrap,
    why: 'The asset capability is declared twice in one spelling, and both words name the pack.',
    manifest: { ...declaring, capabilities: ['asset', 'asset'] },
    pack: sounds,
  }),
  accept({
    name: 'cartridge-without-capability',
    cites: bootstrap,
    why: 'Without the capability no pack is needed.',
    manifest: silent,
  }),
  accept({
    name: 'cartridge-without-capability-with-broken-pack',
    cites: bootstrap,
    why: 'Without the capability a pack that lies there is not looked at, whatever it is.',
    manifest: silent,
    pack: sounds.slice(0, 31),
  }),
  accept({
    name: 'cartridge-without-capabilities',
    cites: [rule('asset-pack-missing'), rule('cartridge-manifest-schema')],
    why: 'The manifest says nothing of capabilities.',
    manifest: { magic: 'PMTU' },
  }),
  accept({
    name: 'cartridge-with-similar-capabilities',
    cites: [rule('asset-pack-missing')],
    why: 'None of the words is exactly Asset or asset.',
    manifest: { ...silent, capabilities: ['ASSET', 'assets', 'asset ', ' Asset', 'aSSET', 'Assets', 'asset\0', ''] },
  }),
  accept({
    name: 'cartridge-with-capability-elsewhere',
    cites: [rule('asset-pack-missing')],
    why: 'The word stands in another member of the manifest, and in the name of one.',
    manifest: { ...silent, Asset: true, app_mode: 'asset', preload: [{ asset: 1 }] },
  }),
  accept({
    name: 'cartridge-with-other-files',
    cites: [rule('asset-pack-missing')],
    why: 'Other files, links and folders of a cartridge are not looked at.',
    manifest: declaring,
    pack: sounds,
    others: { 'assets/assets.pa': PROGRAM, 'Assets.pa': PROGRAM, link: { link: '../elsewhere' }, empty: null },
  }),
  accept({
    name: 'cartridge-with-doubles-in-manifest',
    cites: [rule('cartridge-manifest-schema')],
    why: 'Numbers of the manifest are doubles, and its observation has them in the shortest form of RFC 8785.',
    manifest: {
      magic: 'PMTU',
      scale: [1e21, 1e20, 9007199254740994, 1.3714960475017227e22, 1e-7, 0.000001, 4.35, 5e-324],
    },
    text: '{"magic": "PMTU", "scale": [1000000000000000000000.0, 1e20, 9007199254740993.000001, 1.371496047501722727217e22, 0.0000001, 1e-6, 4.350, 4.94e-324]}',
  }),
  accept({
    name: 'core-cartridge-with-padded-pack',
    cites: [rule('asset-pack-invalid'), rule('trailing-payload')],
    why: 'The pack is judged in the profile of the cartridge, and core lets bytes follow the last slice.',
    manifest: declaring,
    pack: Uint8Array.from([...sounds, 0]),
    profile: 'core',
  }),
];

const missing = { cites: [rule('asset-pack-missing')], at: { member: PACK } } as const;
const invalid = { cites: [rule('asset-pack-invalid')], at: { member: PACK }, twin: 'cartridge' } as const;

const packs: readonly Recipe[] = [
  reject({
    ...missing,
    name: 'cartridge-without-pack',
    why: 'The asset capability is declared, and there is no pack.',
    manifest: declaring,
    twin: 'cartridge',
  }),
  reject({
    ...missing,
    name: 'cartridge-of-capital-capability-without-pack',
    why: 'The asset capability is declared with a capital, and there is no pack.',
    manifest: { ...declaring, capabilities: ['Asset'] },
    twin: 'cartridge-with-capital-capability',
  }),
  reject({
    ...missing,
    name: 'cartridge-of-late-capability-without-pack',
    why: 'The last of many capabilities is the one for assets.',
    manifest: { ...silent, capabilities: ['gfx', 'input', 'ASSET', 'asset'] },
    twin: 'cartridge-without-capability',
  }),
  reject({
    ...missing,
    name: 'cartridge-with-folder-as-pack',
    why: 'A folder is no pack, and counts as missing.',
    manifest: declaring,
    pack: null,
    twin: 'cartridge',
  }),
  reject({
    ...missing,
    name: 'cartridge-with-link-as-pack',
    why: 'A link is not followed, and counts as missing.',
    manifest: declaring,
    pack: { link: 'program.pbx' },
    twin: 'cartridge',
  }),
  reject({
    ...missing,
    name: 'cartridge-with-pack-of-other-name',
    why: 'The name of the pack has a capital.',
    manifest: declaring,
    others: { 'program.pbx': PROGRAM, 'Assets.pa': sounds },
    twin: 'cartridge',
  }),
  reject({
    ...missing,
    name: 'cartridge-with-pack-in-folder',
    why: 'The pack stands in a folder.',
    manifest: declaring,
    others: { 'program.pbx': PROGRAM, 'assets/assets.pa': sounds },
    twin: 'cartridge',
  }),
  reject({
    ...invalid,
    name: 'cartridge-with-pack-cut-off',
    why: 'The pack lacks its last byte.',
    manifest: declaring,
    pack: sounds.slice(0, -1),
  }),
  reject({
    ...invalid,
    name: 'cartridge-with-empty-file-as-pack',
    why: 'The pack has no bytes.',
    manifest: declaring,
    pack: new Uint8Array(),
  }),
  reject({
    ...invalid,
    name: 'cartridge-with-other-magic',
    why: 'The pack begins with another magic.',
    manifest: declaring,
    pack: Uint8Array.from([0x42, ...sounds.slice(1)]),
  }),
  reject({
    ...invalid,
    name: 'cartridge-with-raw-codec',
    why: 'A codec in the pack is one of an earlier text.',
    manifest: declaring,
    pack: writePack(twoSounds, { text: (text) => text.replace('"NONE"', '"RAW"') }).bytes,
  }),
  reject({
    ...invalid,
    name: 'cartridge-with-pack-of-no-json',
    why: 'The header of the pack is cut off within.',
    manifest: declaring,
    pack: writePack(twoSounds, { text: (text) => text.slice(0, -1) }).bytes,
  }),
  reject({
    ...invalid,
    name: 'cartridge-with-padded-pack',
    why: 'A byte follows the last slice.',
    manifest: declaring,
    pack: Uint8Array.from([...sounds, 0]),
    profile: 'hardened',
  }),
  reject({
    ...invalid,
    name: 'cartridge-with-broken-pack-and-capital-capability',
    why: 'The capability is spelled with a capital, and the pack is broken.',
    manifest: { ...declaring, capabilities: ['Asset'] },
    pack: sounds.slice(0, 100),
    twin: 'cartridge-with-capital-capability',
  }),
];

const noManifest = { cites: [rule('cartridge-manifest-missing')], at: { member: MANIFEST } } as const;
const cartridge = folderOf({ manifest: declaring, pack: sounds });
const { [MANIFEST]: _, ...withoutManifest } = cartridge;

const manifests: readonly Recipe[] = [
  rejectFolder(
    {
      ...noManifest,
      name: 'cartridge-without-manifest',
      why: 'The folder holds a pack and a program alone.',
      twin: 'cartridge',
    },
    withoutManifest,
  ),
  rejectFolder(
    { ...noManifest, name: 'cartridge-with-folder-as-manifest', why: 'A folder is no manifest.', twin: 'cartridge' },
    { ...withoutManifest, [MANIFEST]: null },
  ),
  rejectFolder(
    { ...noManifest, name: 'cartridge-with-link-as-manifest', why: 'A link is not followed.', twin: 'cartridge' },
    { ...withoutManifest, [MANIFEST]: { link: 'manifest' }, manifest: cartridge[MANIFEST] ?? null },
  ),
  rejectFolder(
    {
      ...noManifest,
      name: 'cartridge-with-manifest-of-other-name',
      why: 'The name of the manifest has a capital.',
      twin: 'cartridge',
    },
    { ...withoutManifest, 'Manifest.json': cartridge[MANIFEST] ?? null },
  ),
];

interface TextCase {
  readonly name: string;
  readonly rule: string;
  readonly text: string;
  readonly marker: string;
  readonly nth?: number;
  readonly pointer?: string;
  readonly why: string;
}

const texts: readonly TextCase[] = [
  {
    name: 'manifest-with-trailing-comma',
    rule: 'json/trailing-comma',
    text: '{"magic": "PMTU", "capabilities": ["asset",]}',
    marker: ',]',
    why: 'A comma follows the last capability.',
  },
  {
    name: 'manifest-with-capabilities-twice',
    rule: 'json/duplicate-key',
    text: '{"magic": "PMTU", "capabilities": ["gfx"], "capabilities": ["asset"]}',
    marker: '"capabilities"',
    nth: 2,
    pointer: '/capabilities',
    why: 'Capabilities stand twice, so that one reader needs a pack and another does not.',
  },
  {
    name: 'manifest-with-comment',
    rule: 'json/comment',
    text: '// cartridge\n{"magic": "PMTU", "capabilities": ["asset"]}',
    marker: '//',
    why: 'The manifest begins with a comment.',
  },
  {
    name: 'manifest-cut-off',
    rule: 'json/unexpected-end',
    text: '{"magic": "PMTU", "capabilities": ["asset"]',
    marker: '',
    why: 'The manifest is cut off.',
  },
];

const manifestTexts: readonly Recipe[] = texts.map(({ name, rule: broken, text, marker, nth, pointer, why }) => {
  const end = { line: 1, column: text.length + 1 };
  const { line, column } = marker === '' ? end : placeOf(text, marker, nth);
  const at = {
    member: MANIFEST,
    ...(pointer !== undefined && { pointer }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
  return reject({
    name,
    cites: [broken],
    why,
    manifest: new TextEncoder().encode(text),
    pack: sounds,
    at,
    twin: 'cartridge',
  });
});

const SCHEMA = rule('cartridge-manifest-schema');

/** The manifest that the contract reads, just inside and just outside of each constraint. */
const boundaries: readonly Recipe[] = boundaryRecipes({
  contract: 'assets-pa',
  schema: 'cartridge-manifest',
  rule: SCHEMA,
  bases: [{ magic: 'PMTU' }, { ...silent, title: 'Demo' }],
  accepted: ({ name, why, instance }) => accept({ name, cites: [SCHEMA], why, manifest: toManifest(instance) }),
  rejected: ({ name, why, instance, pointer, isOfNames, twin }) => {
    const document = textOf(instance);
    const place = isOfNames ? {} : document.places.get(pointer);
    const at = { member: MANIFEST, pointer, ...place };
    return reject({ name, cites: [SCHEMA], why, manifest: new TextEncoder().encode(document.text), at, twin });
  },
});

function toManifest(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** Cartridge folders: the capability, the manifest, and the pack beside it. */
export const cartridgeRecipes: readonly Recipe[] = [
  ...accepted,
  ...packs,
  ...manifests,
  ...manifestTexts,
  ...boundaries,
];
