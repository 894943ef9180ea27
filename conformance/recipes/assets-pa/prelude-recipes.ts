import type { Recipe } from '../recipe.ts';
import { emptyPack, twoSounds } from './base-packs.ts';
import { fieldOffset, type PreludeFields } from './pack-builder.ts';
import { type PackDraft, writePack } from './pack-draft.ts';
import { reject, rule } from './pack-recipe.ts';

/** One field of the prelude of the two sounds that says something else. */
interface FieldCase {
  readonly name: string;
  readonly rule: string;
  readonly field: string;
  readonly value: number | bigint | Uint8Array;
  readonly why: string;
  readonly draft?: PackDraft;
  readonly twin?: string;
}

const HEADER = Buffer.byteLength(writePack(twoSounds).header.text);
const PAYLOAD_OFFSET = 32 + HEADER;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const empty = { draft: emptyPack, twin: 'empty-pack' };

const fieldCases: readonly FieldCase[] = [
  ...(
    [
      ['last-letter', 'BSPA', 'The first byte is another one.'],
      ['first-letter', 'ASPB', 'The last byte of the four is another one.'],
      ['lower-case', 'aspa', 'The letters are lower-case ones.'],
      ['backwards', 'APSA', 'The letters stand in the order of a number that was written with its highest byte first.'],
      ['of-an-archive', 'PK\u0003\u0004', 'The file begins like an archive.'],
      ['of-zeros', '\0\0\0\0', 'Zeros stand in place of the magic.'],
    ] as const
  ).map(([name, value, why]) => ({
    name: `magic-${name}`,
    rule: 'bad-magic',
    field: 'magic',
    value: bytes(value),
    why,
  })),
  {
    name: 'magic-of-empty-pack',
    rule: 'bad-magic',
    field: 'magic',
    value: bytes('ASPK'),
    ...empty,
    why: 'The magic of a pack without assets is another one.',
  },
  ...(
    [
      ['0', 0, 'Version 0 was never one.'],
      ['2', 2, 'Version 2 is a later one.'],
      ['256-and-1', 257, 'The lowest byte is that of version 1, and the next one is not zero.'],
      ['high-byte-first', 0x0100_0000, 'The number is written with its highest byte first.'],
      ['greatest', 0xffff_ffff, 'Every bit of the version is set.'],
    ] as const
  ).map(([name, value, why]) => ({
    name: `schema-version-${name}`,
    rule: 'unsupported-schema-version',
    field: 'schema_version',
    value,
    why,
  })),
  {
    name: 'schema-version-2-of-empty-pack',
    rule: 'unsupported-schema-version',
    field: 'schema_version',
    value: 2,
    ...empty,
    why: 'What version 2 asks of a pack without assets is not known.',
  },
  ...(
    [
      ['lowest-bit', 1, 'The lowest flag is set.'],
      ['highest-bit', 0x8000_0000, 'The highest flag is set, with which a signed number is negative.'],
      ['third-byte', 0x0001_0000, 'A flag of the third byte is set.'],
      ['all', 0xffff_ffff, 'Every flag is set.'],
    ] as const
  ).map(([name, value, why]) => ({ name: `flags-${name}`, rule: 'nonzero-flags', field: 'flags', value, why })),
  {
    name: 'flags-of-empty-pack',
    rule: 'nonzero-flags',
    field: 'flags',
    value: 2,
    ...empty,
    why: 'A flag of a pack without assets is set.',
  },
];

const reservedCases = (['reserved', 'reserved_checksum'] as const).flatMap((field): readonly FieldCase[] => {
  const name = field.replaceAll('_', '-');
  const shared = { rule: 'nonzero-reserved', field };
  return [
    { ...shared, name: `${name}-lowest-bit`, value: 1, why: `The lowest bit of ${field} is set.` },
    { ...shared, name: `${name}-highest-bit`, value: 0x8000_0000, why: `The highest bit of ${field} is set.` },
    { ...shared, name: `${name}-second-byte`, value: 0xff00, why: `The second byte of ${field} is not zero.` },
  ];
});

/** The header's own checksum, which the runtime allows and version 1 does not have. */
const CHECKSUM = 0x0f11_38f0;

const lengthCases: readonly FieldCase[] = [
  ...(
    [
      ['one-more', PAYLOAD_OFFSET + 1, 'The payload would begin one byte behind the header.'],
      ['one-less', PAYLOAD_OFFSET - 1, 'The payload would begin with the last byte of the header.'],
      ['of-the-header-alone', HEADER, 'The prelude is not counted.'],
      ['end-of-prelude', 32, 'The payload would be the header too.'],
      ['zero', 0, 'The payload would begin with the prelude.'],
      ['end-of-file', PAYLOAD_OFFSET + 12, 'The payload would be empty.'],
      ['aligned', PAYLOAD_OFFSET + 7, 'The payload would begin at a multiple of eight.'],
    ] as const
  ).map(([name, value, why]) => ({
    name: `payload-offset-${name}`,
    rule: 'payload-offset-mismatch',
    field: 'payload_offset',
    value,
    why,
  })),
  ...(
    [
      ['behind-end', PAYLOAD_OFFSET + 13, 'One byte behind the end of the file.'],
      ['high-word', 2n ** 32n + BigInt(PAYLOAD_OFFSET), 'The lower 32 bits are right, and the next bit is set.'],
      ['beyond-doubles', 2n ** 53n + BigInt(PAYLOAD_OFFSET), 'The lower 53 bits are right; a double drops the lowest.'],
      [
        'highest-bit',
        2n ** 63n + BigInt(PAYLOAD_OFFSET),
        'The highest bit is set, with which a signed number is negative.',
      ],
      ['greatest', 2n ** 64n - 1n, 'All 64 bits are set; as a signed number it is -1.'],
    ] as const
  ).map(([name, value, why]) => ({
    name: `payload-offset-${name}`,
    rule: 'payload-offset-beyond-end',
    field: 'payload_offset',
    value,
    why,
  })),
  {
    name: 'payload-offset-behind-empty-pack',
    rule: 'payload-offset-beyond-end',
    field: 'payload_offset',
    value: 64,
    ...empty,
    why: 'The payload has no bytes, and would begin one byte behind the end of the file.',
  },
  {
    name: 'payload-offset-of-empty-pack-high-word',
    rule: 'payload-offset-beyond-end',
    field: 'payload_offset',
    value: 2n ** 32n + 63n,
    ...empty,
    why: 'The lower 32 bits are right, and the payload has no bytes that could tell.',
  },
  {
    name: 'payload-offset-within-empty-pack',
    rule: 'payload-offset-mismatch',
    field: 'payload_offset',
    value: 62,
    ...empty,
    why: 'The payload would be the last brace of the header, and no slice says otherwise.',
  },
  {
    name: 'reserved-checksum-of-header',
    rule: 'nonzero-reserved',
    field: 'reserved_checksum',
    value: CHECKSUM,
    why: 'A checksum stands in the word that version 1 reserves for it.',
  },
];

interface LengthCase {
  readonly name: string;
  readonly rule: string;
  readonly prelude: PreludeFields;
  readonly why: string;
  readonly draft?: PackDraft;
  readonly twin?: string;
}

const headerLengths: readonly LengthCase[] = [
  {
    name: 'header-len-zero',
    rule: 'empty-header',
    prelude: { header_len: 0, payload_offset: 32 },
    why: 'The header has no bytes; where the payload begins follows that.',
  },
  {
    name: 'header-len-zero-alone',
    rule: 'empty-header',
    prelude: { header_len: 0 },
    why: 'The header has no bytes, and the payload begins elsewhere.',
  },
  {
    name: 'header-len-over-limit',
    rule: 'header-too-large',
    prelude: { header_len: 67_108_865, payload_offset: 67_108_897 },
    why: 'One byte more than a header may have, which the file has not either.',
  },
  {
    name: 'header-len-greatest',
    rule: 'header-too-large',
    prelude: { header_len: 0xffff_ffff },
    why: 'Every bit of the length is set; as a signed number it is -1.',
  },
  {
    name: 'header-len-wraps',
    rule: 'header-too-large',
    prelude: { header_len: 0xffff_ffff, payload_offset: 31 },
    why: 'Added to 32 in 32 bits, the length ends within the prelude, where the payload would begin.',
  },
  {
    name: 'header-len-beyond-32-bits',
    rule: 'header-too-large',
    prelude: { header_len: 0xffff_ffff, payload_offset: 2n ** 32n + 31n },
    why: 'The payload would begin where the greatest length leads, which 32 bits do not hold.',
  },
  {
    name: 'header-len-highest-bit',
    rule: 'header-too-large',
    prelude: { header_len: 0x8000_0000 + HEADER },
    why: 'The highest bit is set, with which a signed number is negative.',
  },
  {
    name: 'header-len-at-limit-beyond-file',
    rule: 'truncated-header',
    prelude: { header_len: 67_108_864, payload_offset: 67_108_896 },
    why: 'As long as a header may be, and longer than the file.',
  },
  {
    name: 'header-len-behind-file',
    rule: 'truncated-header',
    prelude: { header_len: HEADER + 13, payload_offset: PAYLOAD_OFFSET + 13 },
    why: 'The header would end one byte behind the file.',
  },
  {
    name: 'header-len-behind-empty-pack',
    rule: 'truncated-header',
    prelude: { header_len: 32, payload_offset: 64 },
    ...empty,
    why: 'A whole header stands in the file, and is said to have one byte more.',
  },
  {
    name: 'header-len-high-byte-first',
    rule: 'header-too-large',
    prelude: { header_len: 0x7101_0000 },
    why: 'The length is written with its highest byte first.',
  },
];

interface CutCase {
  readonly name: string;
  readonly rule: string;
  readonly length: number;
  readonly why: string;
}

const cuts: readonly CutCase[] = [
  { name: 'cut-to-nothing', rule: 'truncated-prelude', length: 0, why: 'The file has no bytes.' },
  { name: 'cut-to-magic', rule: 'truncated-prelude', length: 4, why: 'The magic is all that is left.' },
  { name: 'cut-to-31-bytes', rule: 'truncated-prelude', length: 31, why: 'The last byte of the prelude is missing.' },
  { name: 'cut-to-prelude', rule: 'truncated-header', length: 32, why: 'The header is missing.' },
  { name: 'cut-to-400-bytes', rule: 'truncated-header', length: 400, why: 'The last byte of the header is missing.' },
];

/** What the prelude says and the rest of the pack does not. */
export const preludeRecipes: readonly Recipe[] = [
  reject({
    name: 'padding-ahead-of-payload',
    cites: [rule('payload-offset-mismatch')],
    why: 'Seven zeros stand between the header and the payload, as the prelude says.',
    draft: twoSounds,
    changes: {
      prelude: { payload_offset: PAYLOAD_OFFSET + 7 },
      payload: (payload) => Uint8Array.from([...new Uint8Array(7), ...payload]),
    },
    at: { offset: fieldOffset('payload_offset') },
    twin: 'two-sounds',
  }),
  ...[...fieldCases, ...reservedCases, ...lengthCases].map(
    ({ draft = twoSounds, twin = 'two-sounds', name, field, value, why, rule: broken }) => {
      const at = { offset: fieldOffset(field) };
      return reject({ name, cites: [rule(broken)], why, draft, changes: { prelude: { [field]: value } }, at, twin });
    },
  ),
  ...headerLengths.map(({ draft = twoSounds, twin = 'two-sounds', name, rule: broken, prelude, why }) => {
    const at = { offset: fieldOffset('header_len') };
    return reject({ name, cites: [rule(broken)], why, draft, changes: { prelude }, at, twin });
  }),
  ...cuts.map(({ name, rule: broken, length, why }) => {
    const bytes = (whole: Uint8Array): Uint8Array => whole.slice(0, length);
    const at = { offset: broken === 'truncated-prelude' ? length : fieldOffset('header_len') };
    return reject({ name, cites: [rule(broken)], why, draft: twoSounds, bytes, at, twin: 'two-sounds' });
  }),
];
