import type { Recipe } from '../recipe.ts';
import { buildTar, paxHeader, type TarEntry } from '../tar-builder.ts';
import { ALPHA, accepted, rejected } from './tar-case.ts';

interface NameCase {
  readonly rule: string;
  readonly stem: string;
  /** A name that holds, one step from those that do not. */
  readonly good: string;
  readonly bad: readonly (string | Uint8Array)[];
  readonly why: string;
  /** The names as a reader decodes them, where that is another text. */
  readonly decoded?: readonly string[];
  readonly warnings?: readonly string[];
}

const CASES: readonly NameCase[] = [
  {
    rule: 'tar/invalid-utf8-name',
    stem: 'utf8',
    good: 'é',
    bad: [
      Uint8Array.of(0x61, 0xe9),
      Uint8Array.of(0x61, 0xc0, 0xaf),
      Uint8Array.of(0x61, 0xed, 0xa0, 0x80),
      Uint8Array.of(0x61, 0xe2, 0x82),
    ],
    decoded: ['a\ufffd', 'a\ufffd\ufffd', 'a\ufffd\ufffd\ufffd', 'a\ufffd'],
    why: 'a lone high byte, an overlong form, a surrogate and a sequence that is cut short are no UTF-8',
  },
  {
    rule: 'tar/absolute-path',
    stem: 'absolute',
    good: 'a/b',
    bad: ['/a/b', '/etc/passwd'],
    why: 'the name begins with a slash',
  },
  {
    rule: 'tar/drive-letter',
    stem: 'drive',
    good: 'C/a',
    bad: ['C:/a', 'c:a'],
    why: 'the name begins with a drive letter',
  },
  {
    rule: 'tar/backslash-in-name',
    stem: 'backslash',
    good: 'a/b',
    bad: ['a\\b', '..\\a'],
    why: 'on Windows a backslash separates',
  },
  {
    rule: 'tar/parent-segment',
    stem: 'parent',
    good: 'a/..b/c',
    bad: ['../a', 'a/../b', 'a/..', '..', './../a'],
    decoded: ['../a', 'a/../b', 'a/..', '..', '../a'],
    why: 'the segment .. leaves its folder',
  },
  {
    rule: 'tar/dot-segment',
    stem: 'dot',
    good: 'a/.b',
    bad: ['a/./b', 'a/.', '././a'],
    decoded: ['a/./b', 'a/.', './a'],
    why: 'the segment . is the folder itself',
  },
  {
    rule: 'tar/empty-segment',
    stem: 'empty-segment',
    good: 'a/b',
    bad: ['a//b', 'a/b//c'],
    why: 'a segment is empty',
  },
  {
    rule: 'tar/control-character-in-name',
    stem: 'control',
    good: 'a b',
    bad: ['a\nb', 'a\u001bb', 'a\u007fb', 'a\u0080b', 'a\u009bb'],
    why: 'a control character cuts or disguises the name',
  },
  {
    rule: 'tar/bidirectional-control-in-name',
    stem: 'bidirectional',
    good: 'aא.txt',
    bad: ['a\u061cb', 'a\u200eb', 'a\u202etxt.exe', 'a\u2066b'],
    why: 'a bidirectional control shows the name in another order',
  },
  {
    rule: 'tar/invisible-character-in-name',
    stem: 'invisible',
    good: 'a‐b',
    bad: ['a\u00adb', 'a\u200bb', 'a\u200db', 'a\u2028b', 'a\ufeffb', 'a\u{e0041}b'],
    why: 'a character that is not seen makes two names look alike',
  },
  {
    rule: 'tar/lookalike-separator-in-name',
    stem: 'lookalike',
    good: 'a…b',
    bad: ['a\u2024b', 'a\u2044b', 'a\u2215b', 'a\u2216b', 'a\uff0fb', 'a\uff1ab'],
    why: 'a character looks like one that separates',
  },
  {
    rule: 'tar/colon-in-name',
    stem: 'colon',
    good: 'a;b',
    bad: ['a.txt:b', 'ab:c'],
    why: 'on NTFS a colon names a stream',
  },
  {
    rule: 'tar/reserved-device-name',
    stem: 'device',
    good: 'CON1',
    bad: ['CON', 'a/nul.txt', 'aux', 'COM¹', 'lpt9.tar.gz', 'CONIN$'],
    why: 'the segment names a device of Windows',
  },
  {
    rule: 'tar/trailing-dot-or-space',
    stem: 'trailing',
    good: 'a.b',
    bad: ['a.', 'a ', 'a./b', 'a /b'],
    why: 'Windows takes the end off the segment',
  },
  {
    rule: 'tar/slash-after-file-name',
    stem: 'slash',
    good: 'a',
    bad: ['a/', 'd/a/'],
    why: 'a file has the name of a directory',
  },
  {
    rule: 'tar/segment-too-long',
    stem: 'segment',
    good: `a/${'s'.repeat(255)}`,
    bad: [`a/${'s'.repeat(256)}`],
    why: 'a segment has more than 255 bytes',
  },
  {
    rule: 'tar/path-too-deep',
    stem: 'depth',
    good: `${'d/'.repeat(31)}a`,
    bad: [`${'d/'.repeat(32)}a`],
    why: 'there are more than 32 segments',
  },
  {
    rule: 'tar/name-too-long',
    stem: 'name',
    good: path(1024),
    bad: [path(1025)],
    why: 'the name has more than 1,024 bytes',
  },
];

/** A name of so many bytes, in segments that are not too long. */
function path(bytes: number): string {
  return `${`${'s'.repeat(249)}/`.repeat(4)}${'s'.repeat(bytes - 1000)}`;
}

const EXTENSION = ['tar/extension-header'];

/** One file of that name; by a pax header where its field has no room. */
function named(name: string | Uint8Array): readonly TarEntry[] {
  const isLong = Buffer.byteLength(name) > 100;
  return isLong ? [paxHeader([['path', name]]), ALPHA] : [{ ...ALPHA, name }];
}

function offsetOf(name: string | Uint8Array): number {
  const bytes = Buffer.byteLength(name);
  if (bytes <= 100) return 0;
  return bytes > 490 ? 512 + Math.ceil((bytes + 20) / 512) * 512 : 1024;
}

const single: readonly Recipe[] = CASES.flatMap(({ rule, stem, good, bad, decoded, why }) => [
  accepted({
    name: `name-${stem}`,
    cites: [rule],
    why: 'The name comes close to one that is refused, and holds.',
    input: buildTar(named(good)),
    members: { [good]: 'alpha\n' },
    warnings: Buffer.byteLength(good) > 100 ? EXTENSION : [],
  }),
  ...bad.map((name, place) =>
    rejected({
      name: `name-${stem}-${place + 1}`,
      cites: [rule],
      why: `In the name of the member, ${why}.`,
      input: buildTar(named(name)),
      at: { member: decoded?.[place] ?? String(name), offset: offsetOf(name) },
      twin: `name-${stem}`,
    }),
  ),
]);

const ONE = 'name-one';

interface PairCase {
  readonly rule: string;
  readonly stem: string;
  readonly good: readonly [string, string];
  readonly bad: readonly (readonly [string, string])[];
  readonly why: string;
  readonly warnings?: readonly string[];
}

const PAIRS: readonly PairCase[] = [
  {
    rule: 'tar/duplicate-name',
    stem: 'duplicate',
    good: ['a', 'b'],
    bad: [
      ['a', 'a'],
      ['a', './a'],
    ],
    why: 'two members have one path',
  },
  {
    rule: 'tar/normalization-collision',
    stem: 'normalization',
    good: ['e', 'é'],
    bad: [['é', 'e\u0301']],
    why: 'two paths are one after normalization',
  },
  {
    rule: 'tar/case-collision',
    stem: 'case',
    good: ['A', 'b'],
    bad: [
      ['A', 'a'],
      ['STRASSE', 'straße'],
      ['s', '\u017f'],
    ],
    why: 'two paths are one without regard to case',
  },
  {
    rule: 'tar/file-directory-collision',
    stem: 'file-directory',
    good: ['a', 'b/c'],
    bad: [
      ['a', 'a/c'],
      ['A', 'a/c'],
    ],
    why: 'a file is the directory of another member',
  },
];

const pairs: readonly Recipe[] = PAIRS.flatMap(({ rule, stem, good, bad, why }) => [
  accepted({
    name: `pair-${stem}`,
    cites: [rule],
    why: 'Two names that are told apart by every reader.',
    input: buildTar(good.map((name) => ({ ...ALPHA, name }))),
    members: Object.fromEntries(good.map((name) => [name, 'alpha\n'])),
  }),
  ...bad.map((names, place) =>
    rejected({
      name: `pair-${stem}-${place + 1}`,
      cites: [rule],
      why: `There, ${why}.`,
      input: buildTar(names.map((name) => ({ ...ALPHA, name }))),
      at: { offset: 1024 },
      twin: `pair-${stem}`,
    }),
  ),
]);

const others: readonly Recipe[] = [
  accepted({
    name: ONE,
    cites: ['tar/empty-name'],
    why: 'One file with a name of one byte.',
    input: buildTar([{ ...ALPHA, name: 'a' }]),
    members: { a: 'alpha\n' },
  }),
  rejected({
    name: 'name-empty',
    cites: ['tar/empty-name'],
    why: 'The file has no name.',
    input: buildTar([{ ...ALPHA, name: '' }]),
    at: { offset: 0 },
    twin: ONE,
  }),
  rejected({
    name: 'name-empty-behind-dot',
    cites: ['tar/empty-name'],
    why: 'The file has no name behind the `./`.',
    input: buildTar([{ ...ALPHA, name: './' }]),
    at: { offset: 0 },
    twin: ONE,
  }),
  rejected({
    name: 'name-nul-by-pax',
    cites: ['tar/control-character-in-name'],
    why: 'The path of the pax header has a NUL; some readers end there.',
    input: buildTar([paxHeader([['path', 'a\0b']]), ALPHA]),
    at: { offset: 1024 },
    twin: 'pax-path-alone',
  }),
  accepted({
    name: 'pax-path-alone',
    cites: ['tar/control-character-in-name'],
    why: 'The path of the pax header is the name.',
    input: buildTar([paxHeader([['path', 'a0b']]), ALPHA]),
    members: { a0b: 'alpha\n' },
    warnings: EXTENSION,
  }),
  accepted({
    name: 'root-and-leading-dots',
    cites: ['tar/dot-segment', 'tar/empty-name'],
    why: 'What `tar -c .` writes: the root, which is not observed, and names that begin with `./`.',
    input: buildTar([
      { name: './', typeflag: '5', mode: 0o755 },
      { ...ALPHA, name: './a.txt' },
    ]),
    members: { 'a.txt': 'alpha\n' },
    warnings: ['tar/directory-entry', 'tar/leading-dot-segment'],
  }),
  accepted({
    name: 'core-replaced-bytes',
    cites: ['tar/invalid-utf8-name'],
    why: 'Bytes of a name that are not UTF-8 are read as U+FFFD.',
    input: buildTar([{ ...ALPHA, name: Uint8Array.of(0x61, 0xe9) }]),
    members: { 'a\ufffd': 'alpha\n' },
    profile: 'core',
  }),
  accepted({
    name: 'core-without-a-name',
    cites: ['tar/empty-name'],
    why: 'A member without a path is not observed.',
    input: buildTar([
      { ...ALPHA, name: '' },
      { ...ALPHA, name: 'b' },
    ]),
    members: { b: 'alpha\n' },
    profile: 'core',
  }),
];

export const nameRecipes: readonly Recipe[] = [...single, ...pairs, ...others];
