import type { Recipe } from '../recipe.ts';
import { buildTar, gnuLong, paxHeader } from '../tar-builder.ts';
import { before, GNU_NAME, PAX_NAME, paddedComment, pax, raw } from './extension-draft.ts';
import { ALPHA, accepted, TWO_FILES } from './tar-case.ts';

const EXTENSION = 'tar/extension-header';
const LONG = `${'d'.repeat(60)}/${'e'.repeat(60)}.txt`;

/** Extension headers that hold, of every kind. */
export const soundExtensions: readonly Recipe[] = [
  accepted({
    name: PAX_NAME,
    cites: [
      'tar/malformed-pax-record',
      'tar/duplicate-pax-keyword',
      'tar/empty-pax-value',
      'tar/conflicting-names',
      'tar/repeated-extension-header',
      'tar/dangling-extension-header',
    ],
    why: 'A pax header gives the name of the first member.',
    input: before(pax(['path', 'a0.txt'])),
    members: { 'a0.txt': 'alpha\n', 'b.txt': 'beta\n' },
    warnings: [EXTENSION],
  }),
  accepted({
    name: 'pax-every-keyword',
    cites: [
      'tar/unknown-pax-keyword',
      'tar/invalid-pax-value',
      'tar/pax-charset',
      'tar/size-mismatch',
      'tar/empty-pax-value',
    ],
    why: 'Every known keyword and one of a vendor stand with a value that they may have; a comment may be empty.',
    input: before(
      pax(
        ['atime', '-1.5'],
        ['charset', 'ISO-IR 8859 1 1998'],
        ['comment', ''],
        ['ctime', '0'],
        ['gid', '7'],
        ['gname', 'g'],
        ['hdrcharset', 'ISO-IR 10646 2000 UTF-8'],
        ['mtime', '1.25'],
        ['size', '6'],
        ['uid', '2097152'],
        ['uname', 'u'],
        ['LIBARCHIVE.creationtime', '1'],
      ),
    ),
    members: TWO_FILES,
    warnings: [EXTENSION],
  }),
  accepted({
    name: 'pax-keywords-by-bytes',
    cites: ['tar/duplicate-pax-keyword'],
    why: 'Two keywords of a vendor differ in one byte, and neither is valid UTF-8: they are two keywords.',
    // Records of eight bytes.
    input: before(raw(Buffer.from('8 V.\xb8=1\n8 V.\xb9=2\n', 'latin1'))),
    members: TWO_FILES,
    warnings: [EXTENSION],
  }),
  accepted({
    name: 'pax-without-records',
    cites: ['tar/malformed-pax-record'],
    why: 'A pax header without a record says nothing.',
    input: before(raw('')),
    members: TWO_FILES,
    warnings: [EXTENSION],
  }),
  accepted({
    name: 'pax-equals-sign-in-value',
    cites: ['tar/malformed-pax-record'],
    why: 'The keyword ends at the first equals sign; a value may hold more, and line feeds too.',
    input: before(pax(['comment', 'a=b\n5 c=d\n'])),
    members: TWO_FILES,
    warnings: [EXTENSION],
  }),
  accepted({
    name: 'global-comment',
    cites: ['tar/global-override'],
    why: 'A global header with a comment, as `git archive` writes it.',
    input: before(paxHeader([['comment', 'a'.repeat(40)]], 'g')),
    members: TWO_FILES,
    warnings: [EXTENSION],
  }),
  accepted({
    name: GNU_NAME,
    cites: ['tar/malformed-long-name', 'tar/conflicting-names', 'tar/repeated-extension-header'],
    why: 'A GNU long name with the NUL at its end gives the name of the first member.',
    input: before(gnuLong('L', 'a0.txt\0')),
    members: { 'a0.txt': 'alpha\n', 'b.txt': 'beta\n' },
    warnings: [EXTENSION, 'tar/not-ustar'],
  }),
  accepted({
    name: 'gnu-long-name-without-nul',
    cites: ['tar/malformed-long-name'],
    why: 'The NUL at the end of a GNU long name may be missing.',
    input: buildTar([gnuLong('L', LONG), ALPHA]),
    members: { [LONG]: 'alpha\n' },
    warnings: [EXTENSION, 'tar/not-ustar'],
  }),
  accepted({
    name: 'extension-header-of-1-mib',
    cites: ['tar/extension-header-too-large'],
    why: 'The content of the pax header has 1 MiB, as much as it may have.',
    input: before(raw(paddedComment(1_048_576))),
    members: TWO_FILES,
    warnings: [EXTENSION],
  }),
];
