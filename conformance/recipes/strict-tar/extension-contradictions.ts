import type { Recipe } from '../recipe.ts';
import { buildTar, GNU_MAGIC, gnuLong, paxHeader } from '../tar-builder.ts';
import { BEHIND_ONE, before, GNU_NAME, PAX_NAME, pax } from './extension-draft.ts';
import { ALPHA, accepted, BETA, rejected, TWO_FILES, TWO_FILES_NAME } from './tar-case.ts';

const first = (offset: number) => ({ member: 'a0.txt', offset });

/** Extension headers that contradict each other, the member behind them, or what follows. */
export const contradictingExtensions: readonly Recipe[] = [
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
