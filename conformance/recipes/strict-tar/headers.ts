import type { Recipe } from '../recipe.ts';
import {
  base256,
  buildTar,
  GNU_MAGIC,
  type TarEntry,
  tarHeader,
  tarSum,
  toBytes,
  V7_MAGIC,
  VERSION_7,
} from '../tar-builder.ts';
import { ALPHA, accepted, BETA, BETA_OFFSET, rejected, TWO_FILES, TWO_FILES_NAME, twoFiles } from './tar-case.ts';

const EMPTY_IN_BASE_256 = 'empty-in-base-256';

interface HeaderCase {
  readonly rule: string;
  readonly stem: string;
  /** Each gives one vector. */
  readonly broken: readonly TarEntry[];
  readonly why: string;
}

/** What one header breaks. It stands in the first file, and once, where there are several, in the second. */
const CASES: readonly HeaderCase[] = [
  {
    rule: 'tar/header-checksum-mismatch',
    stem: 'checksum',
    broken: [
      { checksum: '0000000\0' },
      { checksum: '        ' },
      { checksum: '\0'.repeat(8) },
      { checksum: '01234x\0 ' },
      { checksum: `${(tarSum(tarHeader(ALPHA)) + 1).toString(8).padStart(6, '0')}\0 ` },
    ],
    why: 'the checksum is another number than the sum of the header, or none',
  },
  {
    rule: 'tar/unknown-magic',
    stem: 'magic',
    broken: [{ magic: `ustar\0${'01'}` }, { magic: 'ustar   ' }, { magic: 'USTAR\0' + '00' }, { magic: 'ustar\0\0\0' }],
    why: 'magic and version together are those of none of the three forms',
  },
  {
    rule: 'tar/invalid-number',
    stem: 'number',
    broken: [
      { mode: '0000648\0' },
      { uid: '-000001\0' },
      { gid: '00 0001\0' },
      { mtime: '0x5f5e1000 ' },
      { size: '\0'.repeat(12) },
      { size: '            ' },
      { devmajor: '000000a\0' },
      { devminor: '0\x000001' },
    ],
    why: 'the field holds something else than octal digits between spaces and NULs',
  },
  {
    rule: 'tar/negative-size',
    stem: 'negative-size',
    broken: [{ size: base256(-6n, 12) }, { size: base256(-(2n ** 63n), 12) }],
    why: 'the size in base 256 is below zero',
  },
  {
    rule: 'tar/text-after-nul',
    stem: 'text-after-nul',
    broken: [{ name: 'a.txt\0evil' }, { overlay: { 256: 'x' } }, { uname: '\0root' }, { gname: 'r\0\0t' }],
    why: 'bytes stand behind the NUL that ends a text',
  },
  {
    rule: 'tar/nonzero-reserved',
    stem: 'reserved',
    broken: [
      { overlay: { 500: 'x' } },
      { overlay: { 511: '\u0001' } },
      { ...VERSION_7, typeflag: '0', overlay: { 500: 'x' } },
    ],
    why: 'a byte without a meaning is not zero',
  },
];

const broken: readonly Recipe[] = CASES.flatMap(({ rule, stem, broken: entries, why }) =>
  entries.flatMap((entry, place) => [
    rejected({
      name: `${stem}-${place + 1}`,
      cites: [rule],
      why: `In the first header, ${why}.`,
      input: twoFiles(entry),
      at: { offset: 0 },
      twin: entry.magic === V7_MAGIC ? 'form-v7' : TWO_FILES_NAME,
    }),
    ...(place === 0
      ? [
          rejected({
            name: `${stem}-second`,
            cites: [rule],
            why: `In the second header, ${why}; the first one holds.`,
            input: buildTar([ALPHA, { ...BETA, ...entry, name: entry.name ?? 'b.txt' }]),
            at: { offset: BETA_OFFSET },
            twin: TWO_FILES_NAME,
          }),
        ]
      : []),
  ]),
);

const NUMBER_FORM = 'tar/other-number-form';

/** Headers that hold, in forms that readers have to know. */
const forms: readonly Recipe[] = [
  accepted({
    name: 'form-gnu',
    cites: ['tar/unknown-magic', 'tar/nonzero-reserved'],
    why: 'Both headers have the magic of GNU tar.',
    input: twoFiles({ magic: GNU_MAGIC }, { magic: GNU_MAGIC }),
    members: TWO_FILES,
    warnings: ['tar/not-ustar'],
  }),
  accepted({
    name: 'form-v7',
    cites: ['tar/unknown-magic', 'tar/nonzero-reserved'],
    why: 'The first header is one of version 7 with the typeflag of a file, and all behind the link name is zero.',
    input: twoFiles({ ...VERSION_7, typeflag: '0' }),
    members: TWO_FILES,
    warnings: ['tar/not-ustar'],
  }),
  accepted({
    name: 'form-v7-without-devices',
    cites: ['tar/invalid-number'],
    why: 'The device numbers of a header of version 7 may be empty, as those of others.',
    input: twoFiles({ ...VERSION_7, typeflag: '0', devmajor: '', devminor: '' }),
    members: TWO_FILES,
    warnings: ['tar/not-ustar', 'tar/other-number-form'],
  }),
  accepted({
    name: 'typeflag-nul',
    cites: ['tar/unsupported-type'],
    why: 'A NUL stands for a regular file.',
    input: twoFiles({ typeflag: '\0' }),
    members: TWO_FILES,
    warnings: ['tar/not-ustar'],
  }),
  ...(
    [
      ['spaces-ahead', { mode: '   644 \0', size: '          6 ' }],
      ['digits-to-the-end', { size: '000000000006' }],
      ['nul-and-space', { uid: '0 \0\0 \0\0\0', mtime: '0\0\0\0\0\0\0\0\0\0\0 ' }],
      ['empty-but-size', { mode: '', uid: '       ', gid: '\0 \0', mtime: '', devmajor: '', devminor: '' }],
      ['base-256', { size: base256(6n, 12), mtime: base256(0n, 12) }],
      ['checksum-seven-digits', { checksum: `${tarSum(tarHeader(ALPHA)).toString(8).padStart(7, '0')}\0` }],
      ['checksum-spaces-ahead', { checksum: `${tarSum(tarHeader(ALPHA)).toString(8).padStart(6, ' ')}\0 ` }],
    ] as const
  ).map(([stem, entry]) =>
    accepted({
      name: `number-${stem}`,
      cites: ['tar/invalid-number', 'tar/header-checksum-mismatch'],
      why: 'Numbers are written as ordinary programs write them, though not in the canonical way.',
      input: twoFiles(entry),
      members: TWO_FILES,
      warnings: 'mode' in entry && entry.mode === '' ? [NUMBER_FORM, 'tar/other-mode'] : [NUMBER_FORM],
    }),
  ),
  accepted({
    name: EMPTY_IN_BASE_256,
    cites: ['tar/negative-size'],
    why: 'The size of an empty file is written in base 256.',
    input: twoFiles({}, { data: '', size: base256(0n, 12) }),
    members: { ...TWO_FILES, 'b.txt': '' },
    warnings: [NUMBER_FORM],
  }),
  rejected({
    name: 'negative-size-of-an-empty-file',
    cites: ['tar/negative-size'],
    why: 'The size in base 256 is below zero, and no content follows.',
    input: twoFiles({}, { data: '', size: base256(-1n, 12) }),
    at: { offset: BETA_OFFSET },
    twin: EMPTY_IN_BASE_256,
  }),
  accepted({
    name: 'negative-time',
    cites: ['tar/negative-size', 'tar/invalid-number'],
    why: 'A time may be below zero: only a size may not.',
    input: twoFiles({ mtime: base256(-1n, 12) }, { mtime: base256(-1n, 12) }),
    members: TWO_FILES,
    warnings: [NUMBER_FORM],
  }),
  accepted({
    name: 'name-fills-its-field',
    cites: ['tar/text-after-nul'],
    why: 'A name of 100 bytes fills its field, and no NUL ends it.',
    input: buildTar([ALPHA, { ...BETA, name: 'b'.repeat(100) }]),
    members: { 'a.txt': 'alpha\n', ['b'.repeat(100)]: 'beta\n' },
  }),
];

const whole = twoFiles().bytes;

const cut: readonly Recipe[] = [
  rejected({
    name: 'header-cut-in-member',
    cites: ['tar/truncated-header'],
    why: 'The tar ends within the header of the second file.',
    input: whole.subarray(0, BETA_OFFSET + 300),
    at: { offset: BETA_OFFSET },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'header-cut-in-zeros',
    cites: ['tar/truncated-header'],
    why: 'The tar ends within the first of its zero blocks.',
    input: whole.subarray(0, 2048 + 511),
    at: { offset: 2048 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'one-byte',
    cites: ['tar/truncated-header'],
    why: 'There is one byte alone.',
    input: toBytes('a'),
    at: { offset: 0 },
    twin: TWO_FILES_NAME,
  }),
];

export const headerRecipes: readonly Recipe[] = [...broken, ...forms, ...cut];
