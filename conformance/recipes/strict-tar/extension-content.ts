import type { Recipe } from '../recipe.ts';
import { base256, GNU_MAGIC, gnuLong, paxHeader, type TarEntry } from '../tar-builder.ts';
import { before, GNU_NAME, PAX_NAME, paddedComment, pax, raw } from './extension-draft.ts';
import { rejected } from './tar-case.ts';

interface BrokenContent {
  readonly rule: string;
  readonly stem: string;
  readonly broken: readonly TarEntry[];
  readonly why: string;
}

const CONTENT: readonly BrokenContent[] = [
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

/** Extension headers of which the content breaks a rule. */
export const brokenContent: readonly Recipe[] = CONTENT.flatMap(({ rule, stem, broken, why }) =>
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
