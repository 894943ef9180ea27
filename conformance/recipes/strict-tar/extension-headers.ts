import type { Recipe } from '../recipe.ts';
import { base256, buildTar, GNU_MAGIC, gnuLong, paxHeader, paxRecord, type TarEntry } from '../tar-builder.ts';
import { ALPHA, accepted, BETA, rejected, TWO_FILES, TWO_FILES_NAME } from './tar-case.ts';

const EXTENSION = 'tar/extension-header';
const PAX_NAME = 'pax-path';
const GNU_NAME = 'gnu-long-name';
const LONG = `${'d'.repeat(60)}/${'e'.repeat(60)}.txt`;
/** An extension header with content of less than a block takes two, so what it stands before begins here. */
const BEHIND_ONE = 1024;

const pax = (...records: readonly (readonly [string, string | Uint8Array])[]): TarEntry => paxHeader(records);
/** The two files with extension headers before the first. */
const before = (...extensions: readonly TarEntry[]) => buildTar([...extensions, ALPHA, BETA]);
const raw = (data: string | Uint8Array, typeflag = 'x'): TarEntry => ({ name: 'pax', typeflag, data });

const held: readonly Recipe[] = [
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

/** A pax header of exactly so many bytes. */
function paddedComment(size: number): Buffer {
  const empty = paxRecord('comment', 'x'.repeat(size - 30)).length;
  return paxRecord('comment', 'x'.repeat(size - 30 + size - empty));
}

interface BrokenPax {
  readonly rule: string;
  readonly stem: string;
  readonly broken: readonly TarEntry[];
  readonly why: string;
}

const CONTENT: readonly BrokenPax[] = [
  {
    rule: 'tar/malformed-pax-record',
    stem: 'pax-record',
    broken: [
      raw('17 path=a0.txt\n'),
      raw('14 path=a0.txt\n'),
      raw('999 path=a0.txt\n'),
      raw('015 path=a0.txt\n'),
      raw('0 path=a0.txt\n'),
      raw('path=a0.txt\n'),
      raw('15 path=a0.txt\0'),
      raw('15 path:a0.txt\n'),
      raw('11 =a0.txt\n'),
      raw('15 path=a0.txt\n\0'),
      raw(' 15 path=a0.txt\n'),
      raw('15\tpath=a0.txt\n'),
    ],
    why: 'the content is no sequence of complete records',
  },
  {
    rule: 'tar/duplicate-pax-keyword',
    stem: 'pax-keyword-twice',
    broken: [pax(['path', 'a0.txt'], ['path', 'a1.txt']), pax(['comment', 'a'], ['mtime', '1'], ['comment', 'a'])],
    why: 'a keyword stands twice',
  },
  {
    rule: 'tar/unknown-pax-keyword',
    stem: 'pax-unknown-keyword',
    broken: [pax(['paths', 'a0.txt']), pax(['PATH', 'a0.txt']), pax(['realtime', '1'])],
    why: 'a keyword without a full stop is none of those that are known',
  },
  {
    rule: 'tar/empty-pax-value',
    stem: 'pax-empty-value',
    broken: [pax(['path', '']), pax(['size', '']), pax(['uname', ''])],
    why: 'a keyword has no value',
  },
  {
    rule: 'tar/invalid-pax-value',
    stem: 'pax-value',
    broken: [
      pax(['size', '6 ']),
      pax(['size', '-6']),
      pax(['size', '0x6']),
      pax(['uid', '1.5']),
      pax(['gid', 'g']),
      pax(['mtime', '1e3']),
      pax(['atime', '.5']),
    ],
    why: 'a value is not the number that its keyword asks for',
  },
  {
    rule: 'tar/pax-charset',
    stem: 'pax-charset',
    broken: [pax(['hdrcharset', 'BINARY']), pax(['hdrcharset', 'ISO-IR 10646 1993 UTF-8'])],
    why: 'the values are declared to be in another character set',
  },
  {
    rule: 'tar/global-override',
    stem: 'global-override',
    broken: [
      paxHeader([['path', 'a0.txt']], 'g'),
      paxHeader([['linkpath', 'a0.txt']], 'g'),
      paxHeader([['size', '6']], 'g'),
      paxHeader([['hdrcharset', 'ISO-IR 10646 2000 UTF-8']], 'g'),
    ],
    why: 'a global header says what only a single member can be said of',
  },
  {
    rule: 'tar/malformed-long-name',
    stem: 'long-name',
    broken: [gnuLong('L', ''), gnuLong('L', '\0'), gnuLong('L', 'a\0b\0'), gnuLong('K', 'a\0b')],
    why: 'a GNU long name or link is empty, or has a NUL within',
  },
  {
    rule: 'tar/extension-header-too-large',
    stem: 'extension-header-size',
    broken: [
      raw(paddedComment(1_048_577)),
      { ...gnuLong('L', ''), size: 1_048_577 },
      { name: 'g', typeflag: 'g', size: base256(2n ** 60n, 12) },
    ],
    why: 'the content has more than 1 MiB',
  },
];

const brokenContent: readonly Recipe[] = CONTENT.flatMap(({ rule, stem, broken, why }) =>
  broken.map((extension, place) =>
    rejected({
      name: `${stem}-${place + 1}`,
      cites: [rule],
      why: `In the extension header before the first file, ${why}.`,
      input: before(extension),
      at: { offset: 0 },
      twin: extension.magic === GNU_MAGIC ? GNU_NAME : extension.typeflag === 'g' ? 'global-comment' : PAX_NAME,
    }),
  ),
);

const first = (offset: number) => ({ member: 'a0.txt', offset });

const together: readonly Recipe[] = [
  rejected({
    name: 'two-pax-headers',
    cites: ['tar/repeated-extension-header'],
    why: 'Two pax headers stand before one member; readers take the first, the last or both.',
    input: before(pax(['path', 'a0.txt']), pax(['mtime', '1'])),
    at: { offset: BEHIND_ONE },
    twin: PAX_NAME,
  }),
  rejected({
    name: 'two-long-names',
    cites: ['tar/repeated-extension-header'],
    why: 'Two GNU long names stand before one member.',
    input: before(gnuLong('L', 'a0.txt\0'), gnuLong('L', 'a1.txt\0')),
    at: { offset: BEHIND_ONE },
    twin: GNU_NAME,
  }),
  rejected({
    name: 'two-long-links-apart',
    cites: ['tar/repeated-extension-header'],
    why: 'A GNU long name stands between two GNU long links before one member.',
    input: before(gnuLong('K', 'x\0'), gnuLong('L', 'a0.txt\0'), gnuLong('K', 'x\0')),
    at: { offset: 2048 },
    twin: GNU_NAME,
  }),
  rejected({
    name: 'long-name-and-pax-path',
    cites: ['tar/conflicting-names'],
    why: 'A GNU long name and a pax header name the same member; readers disagree on which wins.',
    input: before(gnuLong('L', 'a0.txt\0'), pax(['path', 'a0.txt'])),
    at: first(2048),
    twin: PAX_NAME,
  }),
  rejected({
    name: 'dangling-at-the-end',
    cites: ['tar/dangling-extension-header'],
    why: 'A pax header stands behind the last member, before the zero blocks.',
    input: buildTar([ALPHA, BETA, pax(['path', 'c.txt'])]),
    at: { offset: 2048 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'dangling-long-name-at-the-end',
    cites: ['tar/dangling-extension-header'],
    why: 'A GNU long name stands at the very end, where not even zero blocks follow.',
    input: buildTar([ALPHA, BETA, gnuLong('L', 'c.txt\0')], new Uint8Array(0)),
    at: { offset: 2048 },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'dangling-before-global',
    cites: ['tar/dangling-extension-header'],
    why: 'A global header stands between a pax header and the member; the first of two extension headers is named.',
    input: before(pax(['path', 'a0.txt']), gnuLong('L', 'a1.txt\0'), paxHeader([['comment', 'x']], 'g')),
    at: { offset: 0 },
    twin: PAX_NAME,
  }),
  rejected({
    name: 'size-mismatch',
    cites: ['tar/size-mismatch'],
    why: 'The pax header gives another size than the header: readers that skip by the one find other members than those of the other.',
    input: before(pax(['path', 'a0.txt'], ['size', '5'])),
    at: first(BEHIND_ONE),
    twin: PAX_NAME,
  }),
  rejected({
    name: 'size-mismatch-larger',
    cites: ['tar/size-mismatch'],
    why: 'The pax header gives a size that hides the second file in the content of the first.',
    input: before(pax(['path', 'a0.txt'], ['size', '1536'])),
    at: first(BEHIND_ONE),
    twin: PAX_NAME,
  }),
  ...(
    [
      ['gnu', 'GNU.sparse.major', '1'],
      ['star', 'SCHILY.realsize', '6'],
      ['sun', 'SUN.holesdata', ' 0 6'],
    ] as const
  ).map(([stem, keyword, value]) =>
    rejected({
      name: `sparse-${stem}`,
      cites: ['tar/sparse-file'],
      why: 'The pax header says that the content is a map of a sparse file.',
      input: before(pax(['path', 'a0.txt'], [keyword, value])),
      at: first(BEHIND_ONE),
      twin: PAX_NAME,
    }),
  ),
  rejected({
    name: 'sparse-typeflag',
    cites: ['tar/sparse-file'],
    why: 'The typeflag is that of a sparse file of GNU tar.',
    input: buildTar([{ ...ALPHA, typeflag: 'S', magic: GNU_MAGIC }, BETA]),
    at: { member: 'a.txt', offset: 0 },
    twin: 'form-gnu-first',
  }),
  accepted({
    name: 'form-gnu-first',
    cites: ['tar/sparse-file'],
    why: 'The first header has the magic of GNU tar, and the typeflag of a file.',
    input: buildTar([{ ...ALPHA, magic: GNU_MAGIC }, BETA]),
    members: TWO_FILES,
    warnings: ['tar/not-ustar'],
  }),
  rejected({
    name: 'extension-header-cut',
    cites: ['tar/truncated-member'],
    why: 'The tar ends within the content of the pax header.',
    input: before(pax(['path', 'a0.txt'])).bytes.subarray(0, 520),
    at: { offset: 0 },
    twin: PAX_NAME,
  }),
  rejected({
    name: 'extension-header-padding',
    cites: ['tar/nonzero-padding'],
    why: 'Behind the records of the pax header the block is not zero.',
    input: before({ ...pax(['path', 'a0.txt']), padding: 'x' }),
    at: { offset: 0 },
    twin: PAX_NAME,
  }),
];

/** What only the profile core lets through, and how it is read. */
const core: readonly Recipe[] = [
  ...(
    [
      [
        'last-value',
        'tar/duplicate-pax-keyword',
        [pax(['path', 'x.txt'], ['path', 'a0.txt'])],
        'Of a keyword that stands twice the last value counts.',
      ],
      [
        'last-header',
        'tar/repeated-extension-header',
        [pax(['path', 'x.txt']), pax(['path', 'a0.txt'])],
        'Of two pax headers the last counts.',
      ],
      [
        'pax-wins',
        'tar/conflicting-names',
        [pax(['path', 'a0.txt']), gnuLong('L', 'x.txt\0')],
        'A pax path wins over a GNU long name.',
      ],
      [
        'global-path',
        'tar/global-override',
        [paxHeader([['path', 'a0.txt']], 'g'), pax(['path', 'a0.txt'])],
        'What a member says itself wins over a global header.',
      ],
      [
        'name-ends-at-nul',
        'tar/malformed-long-name',
        [gnuLong('L', 'a0.txt\0x')],
        'A long name ends at its first NUL.',
      ],
    ] as const
  ).map(([stem, rule, extensions, why]) =>
    accepted({
      name: `core-${stem}`,
      cites: [rule],
      why,
      input: buildTar([...extensions, ALPHA]),
      members: { 'a0.txt': 'alpha\n' },
      profile: 'core',
    }),
  ),
  accepted({
    name: 'core-empty-value',
    cites: ['tar/empty-pax-value'],
    why: 'An empty value means that the header counts.',
    input: before(pax(['path', ''], ['size', ''])),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-unknown-keyword',
    cites: ['tar/unknown-pax-keyword'],
    why: 'A keyword without a meaning here is passed over.',
    input: before(pax(['paths', 'x'])),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-pax-size',
    cites: ['tar/size-mismatch'],
    why: 'A pax size wins over that of the header.',
    input: buildTar([pax(['size', '3']), { ...ALPHA, size: 6 }, BETA]),
    members: { 'a.txt': 'alp', 'b.txt': 'beta\n' },
    profile: 'core',
  }),
  accepted({
    name: 'core-global-size',
    cites: ['tar/global-override'],
    why: 'The size of a global header holds for all members behind it.',
    input: buildTar([paxHeader([['size', '3']], 'g'), ALPHA, BETA]),
    members: { 'a.txt': 'alp', 'b.txt': 'bet' },
    profile: 'core',
  }),
];

export const extensionRecipes: readonly Recipe[] = [...held, ...brokenContent, ...together, ...core];
