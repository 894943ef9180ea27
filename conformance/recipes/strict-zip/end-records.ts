import type { Recipe } from '../recipe.ts';
import { buildZip, concatBytes } from '../zip-builder.ts';
import { ALPHA, accepted, BETA, rejected, TWO_FILES, TWO_FILES_NAME, twoFiles } from './zip-case.ts';

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const comment = 'zip/archive-comment';

/** An end record of an empty archive, whose comment would reach `extra` bytes beyond it. */
function fakeEnd(extra: number): Uint8Array {
  const bytes = Buffer.alloc(22);
  END_SIGNATURE.copy(bytes);
  bytes.writeUInt16LE(extra, 20);
  return bytes;
}

/** The two files, the first one holding a fake end record whose comment ends `short` bytes before the file does. */
function fakeInData(short: number): ReturnType<typeof buildZip> {
  const build = (extra: number): ReturnType<typeof buildZip> => buildZip([{ ...ALPHA, data: fakeEnd(extra) }, BETA]);
  const first = build(0);
  return build(first.bytes.length - (first.members[0]?.data ?? 0) - 22 - short);
}

const plain = twoFiles();
const longComment = 'c'.repeat(65_535);
const maximal = twoFiles({}, { end: { comment: longComment } });
const tooFar = twoFiles({}, { end: { comment: longComment }, trailing: new Uint8Array(1) });
const inComment = twoFiles({}, { end: { comment: fakeEnd(7) } });
const almostInComment = twoFiles({}, { end: { comment: fakeEnd(7).subarray(0, 21) } });
const cutInComment = twoFiles({}, { end: { comment: END_SIGNATURE.subarray(0, 3) } });
const commented = twoFiles({}, { end: { comment: '\n' } });
const nested = fakeInData(1);
const empty = buildZip([]);
const gap = twoFiles({}, { beforeEnd: new Uint8Array(1) });
const largeDirectory = twoFiles({}, { end: { centralSize: plain.end - plain.central + 1 } });

export const endRecordRecipes: readonly Recipe[] = [
  accepted({
    name: 'empty-archive',
    cites: ['zip/no-end-record', 'zip/leading-data'],
    why: 'An archive without members is an end record and nothing else.',
    zip: empty,
    members: {},
  }),
  rejected({
    name: 'empty-file',
    cites: ['zip/no-end-record'],
    why: 'A file without bytes has no end record.',
    zip: new Uint8Array(0),
    at: {},
    twin: 'empty-archive',
  }),
  rejected({
    name: 'end-record-left-out',
    cites: ['zip/no-end-record'],
    why: 'The file stops after the central directory.',
    zip: twoFiles({}, { omitEnd: true }),
    at: {},
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'end-record-cut-short',
    cites: ['zip/no-end-record'],
    why: 'The last byte of the end record is missing.',
    zip: plain.bytes.subarray(0, -1),
    at: {},
    twin: TWO_FILES_NAME,
  }),
  accepted({
    name: 'longest-archive-comment',
    cites: ['zip/no-end-record', 'zip/end-comment-truncated'],
    why: 'The end record with the longest comment takes the last 65,557 bytes.',
    zip: maximal,
    members: TWO_FILES,
    warnings: [comment],
  }),
  rejected({
    name: 'end-record-too-far-from-the-end',
    cites: ['zip/no-end-record'],
    why: 'The end record begins 65,558 bytes before the end of the file, where no reader looks.',
    zip: tooFar,
    at: {},
    twin: 'longest-archive-comment',
  }),
  accepted({
    name: 'signature-cut-short-in-comment',
    cites: ['zip/ambiguous-end-record'],
    why: 'The comment ends with the first three bytes of the signature of an end record.',
    zip: cutInComment,
    members: TWO_FILES,
    warnings: [comment],
  }),
  rejected({
    name: 'signature-in-comment-without-room',
    cites: ['zip/ambiguous-end-record'],
    why: 'The comment begins with the signature of an end record and has one byte less than such a record.',
    zip: almostInComment,
    at: { offset: almostInComment.end },
    twin: 'signature-cut-short-in-comment',
  }),
  rejected({
    name: 'end-record-in-comment',
    cites: ['zip/ambiguous-end-record'],
    why: 'The comment is an end record of its own: a reader that takes the last signature sees an empty archive.',
    zip: inComment,
    at: { offset: inComment.end },
    twin: 'signature-cut-short-in-comment',
  }),
  accepted({
    name: 'end-record-in-member-data',
    cites: ['zip/ambiguous-end-record'],
    why: 'A member holds an end record whose comment ends before the file does, as a stored zip in a zip has.',
    zip: nested,
    members: { 'a.txt': memberBytes(nested), 'b.txt': 'beta\n' },
  }),
  rejected({
    name: 'end-record-in-member-data-reaches-the-end',
    cites: ['zip/ambiguous-end-record'],
    why: 'A member holds an end record whose comment ends exactly where the file does.',
    zip: fakeInData(0),
    at: { offset: fakeInData(0).end },
    twin: 'end-record-in-member-data',
  }),
  accepted({
    name: 'archive-comment',
    cites: ['zip/end-comment-truncated', 'zip/trailing-data'],
    why: 'The comment has the declared length.',
    zip: commented,
    members: TWO_FILES,
    warnings: [comment],
  }),
  rejected({
    name: 'archive-comment-cut-short',
    cites: ['zip/end-comment-truncated'],
    why: 'A comment of two bytes is declared and one stands there.',
    zip: twoFiles({}, { end: { comment: '\n', commentLength: 2 } }),
    at: { offset: commented.end },
    twin: 'archive-comment',
  }),
  rejected({
    name: 'byte-after-the-end',
    cites: ['zip/trailing-data'],
    why: 'A line feed follows the end record, which declares no comment.',
    zip: twoFiles({}, { end: { comment: '\n', commentLength: 0 } }),
    at: { offset: commented.end + 22 },
    twin: 'archive-comment',
  }),
  ...(['disk', 'centralDisk'] as const).map((field) =>
    rejected({
      name: field === 'disk' ? 'disk-one' : 'central-directory-on-disk-one',
      cites: ['zip/disk-number'],
      why: `The end record's ${field === 'disk' ? 'number of this disk' : 'number of the disk of the central directory'} is 1.`,
      zip: twoFiles({}, { end: { [field]: 1 } }),
      at: { offset: plain.end },
      twin: TWO_FILES_NAME,
    }),
  ),
  rejected({
    name: 'fewer-entries-on-disk',
    cites: ['zip/disk-entry-count-mismatch'],
    why: 'One of two entries is declared to stand on this disk.',
    zip: twoFiles({}, { end: { entriesOnDisk: 1 } }),
    at: { offset: plain.end },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'central-directory-one-byte-too-long',
    cites: ['zip/central-directory-out-of-bounds'],
    why: 'The declared size of the central directory takes the first byte of the end record in.',
    zip: largeDirectory,
    at: { offset: plain.end },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'byte-before-end-record',
    cites: ['zip/gap-before-end-record'],
    why: 'One byte stands between the central directory and the end record.',
    zip: gap,
    at: { offset: plain.end },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'central-header-behind-the-directory',
    cites: ['zip/gap-before-end-record'],
    why: 'The end record counts one entry of two, in number and in size: the other header is hidden behind it.',
    zip: hiddenHeader(),
    at: { offset: plain.end },
    twin: TWO_FILES_NAME,
  }),
];

/** The two files, and a copy of the second one's central header that no count covers. */
function hiddenHeader(): Uint8Array {
  const second = plain.members[1]?.central ?? 0;
  return concatBytes(
    plain.bytes.subarray(0, plain.end),
    plain.bytes.subarray(second, plain.end),
    plain.bytes.subarray(plain.end),
  );
}

function memberBytes(zip: ReturnType<typeof buildZip>): Uint8Array {
  const start = zip.members[0]?.data ?? 0;
  return zip.bytes.subarray(start, start + 22);
}
