import type { Recipe } from '../recipe.ts';
import { base256, buildTar, gnuLong, paxHeader, type TarEntry, VERSION_7 } from '../tar-builder.ts';
import { ALPHA, accepted, BETA, rejected, TWO_FILES, TWO_FILES_NAME, twoFiles } from './tar-case.ts';

const FOLDER: TarEntry = { name: 'd/', typeflag: '5', mode: 0o755 };
const WITH_FOLDER = 'directory';
const EMPTY: TarEntry = { name: 'a.txt' };
const EMPTY_FILE = 'empty-file';

interface MemberCase {
  readonly rule: string;
  readonly stem: string;
  readonly broken: readonly TarEntry[];
  readonly why: string;
  /** The file that is changed has no content. */
  readonly isEmpty?: boolean;
}

const CASES: readonly MemberCase[] = [
  {
    rule: 'tar/hard-link',
    stem: 'hard-link',
    broken: [{ typeflag: '1', linkname: 'b.txt' }],
    why: 'is a hard link',
    isEmpty: true,
  },
  {
    rule: 'tar/symbolic-link',
    stem: 'symbolic-link',
    broken: [{ typeflag: '2', linkname: 'b.txt' }, { typeflag: '2', linkname: '../../etc/passwd' }, { typeflag: '2' }],
    why: 'is a symbolic link',
    isEmpty: true,
  },
  {
    rule: 'tar/special-file',
    stem: 'special-file',
    broken: [{ typeflag: '3' }, { typeflag: '4', devmajor: 8, devminor: 1 }, { typeflag: '6' }],
    why: 'is a device or a FIFO',
    isEmpty: true,
  },
  {
    rule: 'tar/unsupported-type',
    stem: 'type',
    broken: [
      { typeflag: '7' },
      { typeflag: 'D' },
      { typeflag: 'M' },
      { typeflag: 'V' },
      { typeflag: 'A' },
      { typeflag: ' ' },
      { typeflag: '\u0001' },
    ],
    why: 'has a typeflag that is neither that of a file nor that of a directory',
  },
  {
    rule: 'tar/link-name-on-file',
    stem: 'link-name',
    broken: [{ linkname: 'b.txt' }],
    why: 'is no link and has a link name',
  },
  {
    rule: 'tar/setuid-or-setgid',
    stem: 'setuid',
    broken: [{ mode: 0o4755 }, { mode: 0o2644 }, { mode: 0o106644 }],
    why: 'is a file with the set-user-ID or set-group-ID bit',
  },
];

const edited: readonly Recipe[] = CASES.flatMap(({ rule, stem, broken, why, isEmpty = false }) =>
  broken.map((entry, place) =>
    rejected({
      name: `${stem}-${place + 1}`,
      cites: [rule],
      why: `The first member ${why}.`,
      input: buildTar([{ ...(isEmpty ? EMPTY : ALPHA), ...entry }, BETA]),
      at: { member: 'a.txt', offset: 0 },
      twin: isEmpty ? EMPTY_FILE : TWO_FILES_NAME,
    }),
  ),
);

const whole = twoFiles().bytes;

const others: readonly Recipe[] = [
  accepted({
    name: EMPTY_FILE,
    cites: ['tar/hard-link', 'tar/symbolic-link', 'tar/special-file'],
    why: 'The first file has no content.',
    input: buildTar([EMPTY, BETA]),
    members: { 'a.txt': '', 'b.txt': 'beta\n' },
  }),
  accepted({
    name: WITH_FOLDER,
    cites: ['tar/directory-with-data', 'tar/unsupported-type'],
    why: 'A directory stands beside the two files; its name ends in a slash.',
    input: buildTar([ALPHA, BETA, FOLDER]),
    members: { ...TWO_FILES, d: null },
    warnings: ['tar/directory-entry'],
  }),
  accepted({
    name: 'directory-without-slash',
    cites: ['tar/slash-after-file-name'],
    why: 'The typeflag makes a directory, whether its name ends in a slash or not.',
    input: buildTar([ALPHA, BETA, { ...FOLDER, name: 'd' }]),
    members: { ...TWO_FILES, d: null },
    warnings: ['tar/directory-entry'],
  }),
  accepted({
    name: 'directory-of-version-7',
    cites: ['tar/slash-after-file-name'],
    why: 'In version 7 a slash at the end of the name makes a directory.',
    input: buildTar([ALPHA, BETA, { ...FOLDER, ...VERSION_7 }]),
    members: { ...TWO_FILES, d: null },
    warnings: ['tar/directory-entry', 'tar/not-ustar'],
  }),
  accepted({
    name: 'sticky-directory',
    cites: ['tar/setuid-or-setgid'],
    why: 'A directory may hand its group on.',
    input: buildTar([ALPHA, BETA, { ...FOLDER, mode: 0o2775 }]),
    members: { ...TWO_FILES, d: null },
    warnings: ['tar/directory-entry'],
  }),
  rejected({
    name: 'directory-with-data',
    cites: ['tar/directory-with-data'],
    why: 'The directory has a size: some readers skip as many bytes, others none.',
    input: buildTar([ALPHA, BETA, { ...FOLDER, size: 5 }]),
    at: { member: 'd', offset: 2048 },
    twin: WITH_FOLDER,
  }),
  rejected({
    name: 'link-name-by-gnu',
    cites: ['tar/link-name-on-file'],
    why: 'A GNU long link stands before a file.',
    input: buildTar([gnuLong('K', 'x\0'), ALPHA, BETA]),
    at: { member: 'a.txt', offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'link-name-by-pax',
    cites: ['tar/link-name-on-file'],
    why: 'A pax header gives a file a link path.',
    input: buildTar([paxHeader([['linkpath', 'x']]), ALPHA, BETA]),
    at: { member: 'a.txt', offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'content-cut',
    cites: ['tar/truncated-member'],
    why: 'The tar ends within the content of the second file.',
    input: whole.subarray(0, 1024 + 512 + 3),
    at: { member: 'b.txt', offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'padding-cut',
    cites: ['tar/truncated-member'],
    why: 'The content of the second file is there, the rest of its block is not.',
    input: whole.subarray(0, 1024 + 512 + 5),
    at: { member: 'b.txt', offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'size-beyond-the-end',
    cites: ['tar/truncated-member'],
    why: 'The size of the second file leads far behind the end.',
    input: twoFiles({}, { size: base256(2n ** 33n, 12) }),
    at: { member: 'b.txt', offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'total-too-large',
    cites: ['tar/total-too-large', 'tar/truncated-member'],
    why: 'The sizes that are declared come to more than 16 GiB; that is seen before anything of the member is read.',
    input: twoFiles({}, { size: base256(2n ** 34n, 12) }),
    at: { member: 'b.txt', offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'padding',
    cites: ['tar/nonzero-padding'],
    why: 'A byte stands behind the content of the first file, in its last block.',
    input: twoFiles({ padding: 'x' }),
    at: { member: 'a.txt', offset: 0 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'padding-last-byte',
    cites: ['tar/nonzero-padding'],
    why: 'The last byte of the last block of the second file is not zero.',
    input: twoFiles({}, { padding: `${'\0'.repeat(506)}x` }),
    at: { member: 'b.txt', offset: 1024 },
    twin: TWO_FILES_NAME,
  }),
];

const core: readonly Recipe[] = [
  accepted({
    name: 'core-links-are-not-observed',
    cites: ['tar/symbolic-link'],
    why: 'Links have no content and are not observed, whatever their size says.',
    input: buildTar([
      { ...EMPTY, typeflag: '2', linkname: 'b.txt', size: 5 },
      BETA,
      { name: 'c', typeflag: '1', linkname: 'b.txt' },
    ]),
    members: { 'b.txt': 'beta\n' },
    profile: 'core',
  }),
  accepted({
    name: 'core-other-types-are-files',
    cites: ['tar/unsupported-type'],
    why: 'A typeflag that is unknown is read as that of a regular file.',
    input: twoFiles({ typeflag: '7' }, { typeflag: 'Z' }),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-directory-has-no-content',
    cites: ['tar/directory-with-data'],
    why: 'A directory has no content, whatever its size says.',
    input: buildTar([{ ...FOLDER, size: 5 }, ALPHA]),
    members: { d: null, 'a.txt': 'alpha\n' },
    profile: 'core',
  }),
  accepted({
    name: 'core-last-of-one-path',
    cites: ['tar/duplicate-name'],
    why: 'Of several members with one path the last counts.',
    input: buildTar([ALPHA, { ...BETA, name: 'a.txt' }]),
    members: { 'a.txt': 'beta\n' },
    profile: 'core',
  }),
];

export const memberRecipes: readonly Recipe[] = [...edited, ...others, ...core];
