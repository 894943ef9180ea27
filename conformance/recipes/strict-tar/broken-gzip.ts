import { gzipMember } from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import { type BrokenEnvelope, brokenEnvelopes } from './broken-envelope.ts';
import {
  AND_EMPTY,
  DEFLATE,
  DEFLATED,
  EMPTY,
  EVERY_FIELD,
  FIELDS,
  gzip,
  HEADER_BYTES,
  NOTHING,
  namedHeader,
  OF_PAX_HEADER,
  STREAM_END,
  TAR,
  TWO_GZIP,
  WITH_FIELDS,
  whole,
} from './gzip-draft.ts';

const filled = gzip(EVERY_FIELD);

const CASES: readonly BrokenEnvelope[] = [
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
    // The second member stands where the first one ends.
    offset: [whole.length, gzipMember(TAR.subarray(0, 1000)).length],
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
const SECOND: readonly BrokenEnvelope[] = [
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

const behind: readonly BrokenEnvelope[] = SECOND.map((one) => ({
  ...one,
  twin: AND_EMPTY,
  inputs: one.inputs.map((input) => Buffer.concat([whole, input])),
}));

/** A name that begins as an envelope does is one that nobody reads: without the rule, the tar has nothing else wrong. */
const likeEnvelopes: readonly BrokenEnvelope[] = [
  {
    rule: 'tar/nested-envelope',
    stem: 'gzip-like-an-envelope',
    inputs: ['1f8b', '28b52ffd', '502a4d18'].map((magic) => gzipMember(namedHeader(Buffer.from(magic, 'hex')))),
    offset: 0,
    twin: OF_PAX_HEADER,
    why: 'holds a tar that begins as an envelope does',
  },
];

/** Gzip files that break a rule. */
export const brokenGzip: readonly Recipe[] = brokenEnvelopes('gzip', TWO_GZIP, [...CASES, ...behind, ...likeEnvelopes]);
