import { type GzipParts, gzipMember, storedBlocks } from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import { buildTar, paxHeader } from '../tar-builder.ts';
import { ALPHA, accepted, rejected, TWO_FILES, twoFiles } from './tar-case.ts';

const TAR = twoFiles().bytes;
const TWO_GZIP = 'gzip-two-files';
const WITH_FIELDS = 'gzip-every-field';
const DEFLATED = 'gzip-deflated';
/** What zlib makes of the two files at level 1. */
const DEFLATE =
  '4bd42ba92861a02d30000233131306100d04e83450c80c2606913734303433625030a0adb320a6971697241601ada7d42e90cb8100e6114a8da397fec49c828c442e7ad9366acf600b81a44191ff4d61d906928546f33fdd9249526ac968f6a75b688f5a341a02a321301a0283270400';
/** The same at level 9. */
const SMALLER =
  '4bd42ba92861a02d300002331313300d04e8344816890d14373430343362503060a003282d2e492c025a4f0d4f227b6e8880c49c828c442e8651304241d2a0c8ffa6a3f97fa0e23fb56434fb8f8251300a46c1080400';

const AND_EMPTY = 'core-gzip-empty-member';
const OF_PAX_HEADER = 'gzip-of-a-pax-header';

/** A tar that begins with a pax header of this name, which says nothing. */
const namedHeader = (name: string | Uint8Array): Uint8Array =>
  buildTar([{ ...paxHeader([['comment', 'first']]), name }, ALPHA]).bytes;

const gzip = (parts: GzipParts = {}): Buffer => gzipMember(TAR, parts);
const HEADER_BYTES = 10;
const STREAM_END = HEADER_BYTES + storedBlocks(TAR).length;

/** An extra field of one subfield, a name, a comment and the CRC-16 of all of it. */
const FIELDS = { header: '1f8b081e0000000000ff', fields: `0600${'41620200'}${'7879'}${'612e74617200'}${'6300'}` };

function crc16(parts: { readonly header: string; readonly fields: string }): string {
  const bytes = Buffer.from(parts.header + parts.fields, 'hex');
  const low = Buffer.alloc(2);
  low.writeUInt16LE(crcOf(bytes) % 65_536);
  return low.toString('hex');
}

/** CRC-32 by its definition (RFC 1952, 8). */
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffff_ffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >> 1n) ^ (crc % 2n === 1n ? 0xedb8_8320n : 0n);
  }
  return Number(crc ^ 0xffff_ffffn);
}

const EVERY_FIELD: GzipParts = { header: FIELDS.header, fields: FIELDS.fields + crc16(FIELDS) };

const held: readonly Recipe[] = [
  accepted({
    name: TWO_GZIP,
    cites: [
      'gzip/truncated-header',
      'gzip/unknown-method',
      'gzip/reserved-flag',
      'gzip/truncated-deflate',
      'gzip/truncated-trailer',
      'gzip/crc-mismatch',
      'gzip/size-mismatch',
      'gzip/several-members',
      'gzip/trailing-data',
      'tar/nested-envelope',
      'gzip/optional-field',
      'gzip/modification-time',
      'gzip/extra-flags',
      'gzip/operating-system',
    ],
    why: 'The two files in gzip, in the canonical form with stored blocks.',
    input: gzip(),
    members: TWO_FILES,
  }),
  accepted({
    name: DEFLATED,
    cites: ['gzip/invalid-deflate'],
    why: 'The tar is compressed; how well is not judged.',
    input: gzip({ deflate: DEFLATE }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'gzip-deflated-well',
    cites: ['gzip/invalid-deflate'],
    why: 'The tar is compressed by another level.',
    input: gzip({ deflate: SMALLER }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'gzip-several-blocks',
    cites: ['gzip/truncated-deflate'],
    why: 'The deflate stream has many stored blocks, an empty one last.',
    input: gzip({
      deflate: Buffer.concat([withoutEnd(storedBlocks(TAR, 500)), storedBlocks(new Uint8Array(0))]).toString('hex'),
    }),
    members: TWO_FILES,
  }),
  accepted({
    name: WITH_FIELDS,
    cites: ['gzip/malformed-extra-field', 'gzip/header-crc-mismatch', 'gzip/truncated-header', 'gzip/header-too-large'],
    why: 'The header has an extra field, a name, a comment and its CRC-16.',
    input: gzip(EVERY_FIELD),
    members: TWO_FILES,
    warnings: ['gzip/optional-field'],
  }),
  accepted({
    name: 'gzip-of-the-gzip-program',
    cites: ['gzip/reserved-flag'],
    why: 'The header has a name, a time and the system Unix, as the gzip program writes it.',
    input: gzip({ header: '1f8b0808d2029649' + '0003', fields: Buffer.from('two.tar\0').toString('hex') }),
    members: TWO_FILES,
    warnings: ['gzip/optional-field', 'gzip/modification-time', 'gzip/operating-system'],
  }),
  accepted({
    name: 'gzip-best-compression',
    cites: ['gzip/extra-flags'],
    why: 'The extra flags say that the best compression was chosen.',
    input: gzip({ header: '1f8b08000000000002ff' }),
    members: TWO_FILES,
    warnings: ['gzip/extra-flags'],
  }),
  accepted({
    name: 'gzip-time',
    cites: [],
    why: 'The header has a time.',
    input: gzip({ header: '1f8b0800d202964900ff' }),
    members: TWO_FILES,
    warnings: ['gzip/modification-time'],
  }),
  accepted({
    name: 'gzip-system',
    cites: [],
    why: 'The header says that the file was made on Unix.',
    input: gzip({ header: '1f8b0800000000000003' }),
    members: TWO_FILES,
    warnings: ['gzip/operating-system'],
  }),
  accepted({
    name: OF_PAX_HEADER,
    cites: ['tar/nested-envelope'],
    why: 'The content begins with the name of a pax header, which has no meaning.',
    input: gzipMember(namedHeader('pax')),
    members: { 'a.txt': 'alpha\n' },
    warnings: ['tar/extension-header'],
  }),
];

/** All blocks but the mark of the last one. */
function withoutEnd(stream: Buffer): Buffer {
  const copy = Buffer.from(stream);
  let last = 0;
  for (let at = 0; at < copy.length; at += 5 + copy.readUInt16LE(at + 1)) last = at;
  copy[last] = 0;
  return copy;
}

const NOTHING = new Uint8Array(0);
const EMPTY = gzipMember(NOTHING);
const whole = gzip();
const filled = gzip(EVERY_FIELD);

interface BrokenGzip {
  readonly rule: string;
  readonly stem: string;
  readonly inputs: readonly Uint8Array[];
  readonly offset: number;
  readonly twin?: string;
  readonly why: string;
}

const CASES: readonly BrokenGzip[] = [
  {
    rule: 'gzip/truncated-header',
    stem: 'gzip-header',
    inputs: [whole.subarray(0, 9), whole.subarray(0, 2)],
    offset: 0,
    why: 'ends within its header',
  },
  {
    rule: 'gzip/truncated-header',
    stem: 'gzip-fields',
    inputs: [filled.subarray(0, 15), filled.subarray(0, 22), filled.subarray(0, 26)],
    offset: 0,
    twin: WITH_FIELDS,
    why: 'ends within a field of its header',
  },
  {
    rule: 'gzip/unknown-method',
    stem: 'gzip-method',
    inputs: [gzip({ header: '1f8b07000000000000ff' }), gzip({ header: '1f8b09000000000000ff' })],
    offset: 0,
    why: 'names another method than deflate',
  },
  {
    rule: 'gzip/reserved-flag',
    stem: 'gzip-reserved',
    inputs: [0x20, 0x40, 0x80].map((flag) => gzip({ header: `1f8b08${flag.toString(16)}0000000000ff` })),
    offset: 0,
    why: 'has a reserved flag',
  },
  {
    rule: 'gzip/malformed-extra-field',
    stem: 'gzip-extra',
    inputs: ['0300414202', '0600416203007879', '010041'].map((fields) =>
      gzip({ header: '1f8b08040000000000ff', fields }),
    ),
    offset: 0,
    twin: WITH_FIELDS,
    why: 'has an extra field that is cut short',
  },
  {
    rule: 'gzip/header-crc-mismatch',
    stem: 'gzip-header-crc',
    inputs: [
      gzip({ ...EVERY_FIELD, fields: `${FIELDS.fields}0000` }),
      gzip({ header: '1f8b08020000000000ff', fields: 'ffff' }),
    ],
    offset: 0,
    twin: WITH_FIELDS,
    why: 'has another CRC-16 than that of its header',
  },
  {
    rule: 'gzip/invalid-deflate',
    stem: 'gzip-deflate',
    inputs: [
      gzip({ deflate: `07${DEFLATE.slice(2)}` }),
      gzip({ deflate: '010000fffe' }),
      gzip({ deflate: `${DEFLATE.slice(0, 60)}ffffffff${DEFLATE.slice(68)}` }),
    ],
    offset: HEADER_BYTES,
    twin: DEFLATED,
    why: 'has a deflate stream that is none',
  },
  {
    rule: 'gzip/truncated-deflate',
    stem: 'gzip-stream',
    inputs: [whole.subarray(0, HEADER_BYTES), whole.subarray(0, 1000), whole.subarray(0, STREAM_END - 1)],
    offset: HEADER_BYTES,
    why: 'ends within its deflate stream',
  },
  {
    rule: 'gzip/truncated-trailer',
    stem: 'gzip-trailer',
    inputs: [whole.subarray(0, STREAM_END), whole.subarray(0, STREAM_END + 7)],
    offset: STREAM_END,
    why: 'ends within its trailer',
  },
  {
    rule: 'gzip/crc-mismatch',
    stem: 'gzip-crc',
    inputs: [gzip({ crc: 0 }), gzip({ crc: 0xffff_ffff })],
    offset: STREAM_END,
    why: 'has another CRC-32 than its trailer says',
  },
  {
    rule: 'gzip/size-mismatch',
    stem: 'gzip-size',
    inputs: [gzip({ size: TAR.length + 1 }), gzip({ size: 0 })],
    offset: STREAM_END,
    why: 'has another size than its trailer says',
  },
  {
    rule: 'gzip/several-members',
    stem: 'gzip-members',
    inputs: [
      Buffer.concat([whole, gzipMember(new Uint8Array(0))]),
      Buffer.concat([gzipMember(TAR.subarray(0, 1000)), gzipMember(TAR.subarray(1000))]),
    ],
    offset: 0,
    why: 'has a second member',
  },
  {
    rule: 'gzip/trailing-data',
    stem: 'gzip-trailing',
    inputs: [
      Buffer.concat([whole, Buffer.alloc(1)]),
      Buffer.concat([whole, Buffer.from('1f8c', 'hex')]),
      Buffer.concat([whole, Buffer.from([0x1f])]),
    ],
    offset: whole.length,
    why: 'is followed by bytes that are no member',
  },
  {
    rule: 'tar/nested-envelope',
    stem: 'gzip-in-gzip',
    inputs: [gzipMember(whole)],
    offset: 0,
    why: 'holds another gzip file',
  },
];

/** A second member behind a whole one: core reads it, and has all of the tar already. */
const SECOND: readonly BrokenGzip[] = [
  {
    rule: 'gzip/truncated-header',
    stem: 'gzip-second-header',
    inputs: [EMPTY.subarray(0, 2), EMPTY.subarray(0, 9)],
    offset: whole.length,
    why: 'has a second member that ends within its header',
  },
  {
    rule: 'gzip/invalid-deflate',
    stem: 'gzip-second-deflate',
    inputs: [gzipMember(NOTHING, { deflate: '07' }), gzipMember(NOTHING, { deflate: '010000fffe' })],
    offset: whole.length + HEADER_BYTES,
    why: 'has a second member of which the deflate stream is none',
  },
  {
    rule: 'gzip/truncated-deflate',
    stem: 'gzip-second-stream',
    inputs: [EMPTY.subarray(0, HEADER_BYTES), EMPTY.subarray(0, HEADER_BYTES + 4)],
    offset: whole.length + HEADER_BYTES,
    why: 'has a second member that ends within its deflate stream',
  },
];

const behind: readonly BrokenGzip[] = SECOND.map((one) => ({
  ...one,
  twin: AND_EMPTY,
  inputs: one.inputs.map((input) => Buffer.concat([whole, input])),
}));

/** A name that begins as an envelope does is one that nobody reads: without the rule, the tar has nothing else wrong. */
const likeEnvelopes: readonly BrokenGzip[] = [
  {
    rule: 'tar/nested-envelope',
    stem: 'gzip-like-an-envelope',
    inputs: ['1f8b', '28b52ffd', '502a4d18'].map((magic) => gzipMember(namedHeader(Buffer.from(magic, 'hex')))),
    offset: 0,
    twin: OF_PAX_HEADER,
    why: 'holds a tar that begins as an envelope does',
  },
];

const broken: readonly Recipe[] = [...CASES, ...behind, ...likeEnvelopes].flatMap(
  ({ rule, stem, inputs, offset, twin = TWO_GZIP, why }) =>
    inputs.map((input, place) =>
      rejected({
        name: `${stem}-${place + 1}`,
        cites: [rule],
        why: `The gzip file ${why}.`,
        input,
        // The second of two members stands where the first one ends.
        at: {
          offset:
            rule === 'gzip/several-members' ? gzipMember(place === 0 ? TAR : TAR.subarray(0, 1000)).length : offset,
        },
        twin,
      }),
    ),
);

const core: readonly Recipe[] = [
  accepted({
    name: AND_EMPTY,
    cites: ['gzip/several-members'],
    why: 'A member without content follows the one with the tar.',
    input: Buffer.concat([whole, EMPTY]),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-gzip-like-an-envelope',
    cites: ['tar/nested-envelope'],
    why: 'The content begins as a gzip file does, and is read as a tar.',
    input: gzipMember(namedHeader(Buffer.from('1f8b', 'hex'))),
    members: { 'a.txt': 'alpha\n' },
    profile: 'core',
  }),
  accepted({
    name: 'core-gzip-members',
    cites: ['gzip/several-members'],
    why: 'Members are read one behind the other.',
    input: Buffer.concat([gzipMember(TAR.subarray(0, 1000)), gzipMember(TAR.subarray(1000))]),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-gzip-trailing-data',
    cites: ['gzip/trailing-data'],
    why: 'What follows a member and begins otherwise is passed over.',
    input: Buffer.concat([whole, Buffer.from('more')]),
    members: TWO_FILES,
    profile: 'core',
  }),
];

export const gzipRecipes: readonly Recipe[] = [...held, ...broken, ...core];
