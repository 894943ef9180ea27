import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { BLIP, COIN, DING, emptyPack, threeSounds } from './base-packs.ts';
import {
  type JsonObject,
  type PackChanges,
  placeInPack,
  type WrittenPack,
  withField,
  writePack,
} from './pack-draft.ts';
import { accept, reject, rule } from './pack-recipe.ts';

/** Offsets and sizes of the three sounds, one pair an entry; the payload as it follows from `payload`. */
interface SliceCase {
  readonly name: string;
  readonly rule: string;
  /** `offset` and `size` by entry, where they are others. */
  readonly slices: Readonly<Record<number, Readonly<{ offset?: number; size?: number }>>>;
  readonly payload?: (payload: Uint8Array) => Uint8Array;
  /** The entry whose field the finding is about. */
  readonly entry: number;
  readonly why: string;
}

/** As the draft has them: [0, 8), [8, 12), [12, 13). */
const WHOLE = 13;

const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));
const zeros = (count: number): Uint8Array => new Uint8Array(count);
const cut =
  (length: number) =>
  (payload: Uint8Array): Uint8Array =>
    payload.slice(0, length);
/** Bytes put into the payload at a place. */
const insert =
  (at: number, count: number) =>
  (payload: Uint8Array): Uint8Array =>
    join(payload.slice(0, at), zeros(count), payload.slice(at));

const beyond: readonly SliceCase[] = [
  {
    name: 'last-byte-missing',
    rule: 'slice-beyond-end',
    slices: {},
    payload: cut(12),
    entry: 2,
    why: 'The file lacks its last byte, which is all of the last slice.',
  },
  {
    name: 'payload-missing',
    rule: 'slice-beyond-end',
    slices: {},
    payload: cut(0),
    entry: 0,
    why: 'The file ends with its header.',
  },
  {
    name: 'payload-cut-within-second',
    rule: 'slice-beyond-end',
    slices: {},
    payload: cut(10),
    entry: 1,
    why: 'The file ends within the second slice.',
  },
  {
    name: 'last-size-one-more',
    rule: 'slice-beyond-end',
    slices: { 2: { size: 2 } },
    entry: 2,
    why: 'The last slice would end one byte behind the file.',
  },
  {
    name: 'first-size-beyond-end',
    rule: 'slice-beyond-end',
    slices: { 0: { size: WHOLE + 1 } },
    entry: 0,
    why: 'The first slice would end one byte behind the file.',
  },
  {
    name: 'middle-size-beyond-end',
    rule: 'slice-beyond-end',
    slices: { 1: { size: 6 } },
    entry: 1,
    why: 'The second slice would end one byte behind the file.',
  },
  {
    name: 'last-offset-at-end',
    rule: 'slice-beyond-end',
    slices: { 2: { offset: WHOLE } },
    entry: 2,
    why: 'The last slice begins where the file ends.',
  },
  {
    name: 'size-of-33-bits',
    rule: 'slice-beyond-end',
    slices: { 2: { size: 2 ** 32 + 1 } },
    entry: 2,
    why: 'The lower 32 bits of the last size are 1, which would be right.',
  },
  {
    name: 'size-of-32-bits',
    rule: 'slice-beyond-end',
    slices: { 2: { size: 2 ** 32 - 1 } },
    entry: 2,
    why: 'Every one of 32 bits of the last size is set; as a signed number it is -1.',
  },
  {
    name: 'size-sums-to-32-bits',
    rule: 'slice-beyond-end',
    slices: { 2: { size: 2 ** 32 - 11 } },
    entry: 2,
    why: 'Offset and size add up to 1 in 32 bits.',
  },
  {
    name: 'size-of-31-bits',
    rule: 'slice-beyond-end',
    slices: { 2: { size: 2 ** 31 } },
    entry: 2,
    why: 'The last size is the first number that 32 bits with a sign do not hold.',
  },
  {
    name: 'offset-of-33-bits',
    rule: 'slice-beyond-end',
    slices: { 2: { offset: 2 ** 32 + 12 } },
    entry: 2,
    why: 'The lower 32 bits of the last offset are 12, which would be right.',
  },
  {
    name: 'first-offset-of-33-bits',
    rule: 'slice-beyond-end',
    slices: { 0: { offset: 2 ** 32 } },
    entry: 0,
    why: 'The lower 32 bits of the first offset are 0, which would be right.',
  },
  {
    name: 'size-greatest',
    rule: 'slice-beyond-end',
    slices: { 2: { size: 2 ** 53 - 1 } },
    entry: 2,
    why: 'The last size is the greatest there is, and the sum is none that doubles hold.',
  },
  {
    name: 'offset-and-size-greatest',
    rule: 'slice-beyond-end',
    slices: { 2: { offset: 2 ** 53 - 1, size: 2 ** 53 - 1 } },
    entry: 2,
    why: 'Offset and size are the greatest there are.',
  },
];

const overlaps: readonly SliceCase[] = [
  {
    name: 'slice-one-byte-early',
    rule: 'slice-overlap',
    slices: { 1: { offset: 7, size: 5 } },
    entry: 1,
    why: 'The second slice begins with the last byte of the first.',
  },
  {
    name: 'slice-at-beginning',
    rule: 'slice-overlap',
    slices: { 2: { offset: 0, size: WHOLE } },
    entry: 2,
    why: 'The last slice is the whole payload.',
  },
  {
    name: 'slice-shared',
    rule: 'slice-overlap',
    slices: { 2: { offset: 8, size: 4 } },
    payload: cut(12),
    entry: 2,
    why: 'The last two entries have the same slice, as a packer writes that stores what is the same once.',
  },
  {
    name: 'slice-within-the-one-before',
    rule: 'slice-overlap',
    slices: { 1: { size: 5 } },
    entry: 2,
    why: 'The last byte belongs to the second slice and is the third.',
  },
  {
    name: 'slice-behind-a-whole-payload',
    rule: 'slice-overlap',
    slices: { 0: { size: WHOLE } },
    entry: 1,
    why: 'The first slice is the whole payload, and the others lie in it.',
  },
  {
    name: 'slices-in-another-order',
    rule: 'slice-overlap',
    slices: { 0: { offset: 5 }, 1: { offset: 1 }, 2: { offset: 0 } },
    entry: 1,
    why: 'The slices fill the payload, in the order from the last entry to the first.',
  },
  {
    name: 'slice-within-all-before',
    rule: 'slice-overlap',
    slices: { 0: { size: 12 }, 1: { offset: 12, size: 1 }, 2: { offset: 4, size: 4 } },
    entry: 2,
    why: 'The last slice lies within the first, and the second one between them in the table.',
  },
];

const gaps: readonly SliceCase[] = [
  {
    name: 'slice-one-byte-late',
    rule: 'slice-gap',
    slices: { 1: { offset: 9 }, 2: { offset: 13 } },
    payload: insert(8, 1),
    entry: 1,
    why: 'A byte stands between the first two slices, which is zero.',
  },
  {
    name: 'first-slice-late',
    rule: 'slice-gap',
    slices: { 0: { offset: 1 }, 1: { offset: 9 }, 2: { offset: 13 } },
    payload: insert(0, 1),
    entry: 0,
    why: 'A byte stands ahead of the first slice.',
  },
  {
    name: 'last-slice-aligned',
    rule: 'slice-gap',
    slices: { 2: { offset: 16 } },
    payload: insert(12, 4),
    entry: 2,
    why: 'Four zero bytes let the last slice begin at a multiple of 16.',
  },
  {
    name: 'last-slice-one-byte-late',
    rule: 'slice-gap',
    slices: { 2: { offset: 13 } },
    payload: insert(12, 1),
    entry: 2,
    why: 'One byte stands ahead of the last slice.',
  },
];

function toRecipe({ name, rule: broken, slices, payload, entry, why }: SliceCase): Recipe {
  const header = (value: JsonObject): JsonObject =>
    Object.entries(slices).reduce(
      (changed, [index, fields]) =>
        Object.entries(fields).reduce((one, [field, number]) => withField(one, Number(index), field, number), changed),
      value,
    );
  const changes: PackChanges = { header, ...(payload && { payload }) };
  const field = broken === 'slice-beyond-end' ? 'size' : 'offset';
  const at = (pack: WrittenPack): ExpectedLocation => placeInPack(pack, `/asset_table/${entry}/${field}`);
  return reject({ name, cites: [rule(broken)], why, draft: threeSounds, changes, at, twin: 'three-sounds' });
}

interface TrailingCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly why: string;
}

const trailing: readonly TrailingCase[] = [
  { name: 'trailing-zero', bytes: zeros(1), why: 'A zero follows the last slice.' },
  { name: 'trailing-line-break', bytes: Uint8Array.of(0x0a), why: 'A line break ends the file.' },
  { name: 'trailing-padding', bytes: zeros(3), why: 'Zeros fill the file up to a multiple of four bytes.' },
  { name: 'trailing-pack', bytes: writePack(emptyPack).bytes, why: 'A second pack follows the first.' },
];

/** The slices of the payload. */
export const sliceRecipes: readonly Recipe[] = [
  accept({
    name: 'slices-of-one-byte',
    cites: ['slice-beyond-end', 'slice-overlap', 'slice-gap', 'trailing-payload', 'header-schema'].map(rule),
    why: 'Each slice has one byte, and in memory none: the least that a slice may have.',
    draft: {
      assets: [BLIP, COIN, DING].map((asset, index) => ({ ...asset, data: Uint8Array.of(index), decoded: 0 })),
      preload: [],
    },
  }),
  accept({
    name: 'slices-like-other-parts',
    cites: ['payload-offset-mismatch', 'trailing-payload', 'slice-gap'].map(rule),
    why: 'The slices hold a whole pack, zeros, and what could be a header; none of that means anything.',
    draft: {
      assets: [
        { ...BLIP, data: writePack(threeSounds).bytes },
        { ...COIN, data: zeros(64) },
        { ...DING, data: new TextEncoder().encode('{"asset_table":[],"preload":[]}') },
      ],
      preload: [],
    },
  }),
  ...[...beyond, ...overlaps, ...gaps].map(toRecipe),
  ...trailing.map(({ name, bytes, why }) => {
    const changes: PackChanges = { payload: (payload) => join(payload, bytes) };
    const at = (pack: WrittenPack) => ({ offset: pack.bytes.length - bytes.length });
    return reject({
      name,
      cites: [rule('trailing-payload')],
      why,
      draft: threeSounds,
      changes,
      at,
      twin: 'three-sounds',
    });
  }),
  reject({
    name: 'trailing-byte-in-empty-pack',
    cites: [rule('trailing-payload')],
    why: 'A pack without assets has a byte of payload.',
    draft: emptyPack,
    changes: { payload: () => zeros(1) },
    at: (pack) => ({ offset: pack.bytes.length - 1 }),
    twin: 'empty-pack',
  }),
];
