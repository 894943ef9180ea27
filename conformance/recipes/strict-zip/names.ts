import type { Recipe } from '../recipe.ts';
import { buildZip, toBytes } from '../zip-builder.ts';
import { accepted, place, rejected } from './zip-case.ts';

interface NameCase {
  readonly rule: string;
  /** Kebab-case stem of the vectors' names. */
  readonly stem: string;
  /** A name that holds, one step from those that do not. */
  readonly good: string;
  readonly bad: readonly (string | Uint8Array)[];
  readonly why: string;
  /** Name of the member as a reader decodes it, where it differs from the given one. */
  readonly decoded?: readonly string[];
  readonly flags?: number;
  readonly warnings?: readonly string[];
}

const UTF8_FLAG = 0x0800;
const HIGH_BYTES = Uint8Array.of(0x61, 0x82);

const NAME_CASES: readonly NameCase[] = [
  {
    rule: 'zip/invalid-utf8-name',
    stem: 'utf8',
    good: 'aé',
    bad: [
      Uint8Array.of(0x61, 0xe9),
      Uint8Array.of(0x61, 0xc0, 0xaf),
      Uint8Array.of(0x61, 0xed, 0xa0, 0x80),
      Uint8Array.of(0x61, 0xf4, 0x90, 0x80, 0x80),
      Uint8Array.of(0x61, 0xe2, 0x82),
    ],
    why: 'a lone high byte, an overlong form, a surrogate, a value above U+10FFFF, and a sequence that is cut short are no UTF-8',
    decoded: ['a\ufffd', 'a\ufffd\ufffd', 'a\ufffd\ufffd\ufffd', 'a\ufffd\ufffd\ufffd\ufffd', 'a\ufffd'],
    flags: UTF8_FLAG,
  },
  {
    rule: 'zip/name-encoding',
    stem: 'encoding',
    good: 'aé',
    bad: [HIGH_BYTES, toBytes('aé')],
    why: 'without the UTF-8 flag, code page 437 and UTF-8 read the name differently',
    decoded: ['aé', 'a├⌐'],
    flags: 0,
  },
  { rule: 'zip/empty-name', stem: 'empty', good: 'a', bad: [''], why: 'a member needs a name' },
  { rule: 'zip/absolute-path', stem: 'absolute', good: 'a/b', bad: ['/a/b'], why: 'the name begins with a slash' },
  {
    rule: 'zip/drive-letter',
    stem: 'drive',
    good: 'C/a',
    bad: ['C:/a', 'c:a'],
    why: 'the name begins with a drive letter',
  },
  {
    rule: 'zip/backslash-in-name',
    stem: 'backslash',
    good: 'a/b',
    bad: ['a\\b', '\\\\host\\a', '..\\a'],
    why: 'on Windows a backslash separates',
  },
  {
    rule: 'zip/parent-segment',
    stem: 'parent',
    good: 'a/..b/c',
    bad: ['../a', 'a/../b', 'a/..', '..'],
    why: 'the segment .. leaves its folder',
  },
  {
    rule: 'zip/dot-segment',
    stem: 'dot',
    good: 'a/.b',
    bad: ['./a', 'a/./b', '.', 'a/.'],
    why: 'the segment . is the folder itself',
  },
  { rule: 'zip/empty-segment', stem: 'empty-segment', good: 'a/b', bad: ['a//b', 'a/b//'], why: 'a segment is empty' },
  {
    rule: 'zip/control-character-in-name',
    stem: 'control',
    good: 'a b',
    bad: ['a\0b', 'a\nb', 'a\u001bb', 'a\u001fb', 'a\u007fb', 'a\u0080b', 'a\u009bb', 'a\u009fb'],
    why: 'a control character cuts or disguises the name',
  },
  {
    rule: 'zip/bidirectional-control-in-name',
    stem: 'bidirectional',
    good: 'aא.txt',
    bad: ['a\u061cb', 'a\u200eb', 'a\u200fb', 'a\u202ab', 'a\u202etxt.exe', 'a\u2066b', 'a\u2069b'],
    why: 'a bidirectional control shows the name in another order',
  },
  {
    rule: 'zip/invisible-character-in-name',
    stem: 'invisible',
    good: 'a\u2010b',
    bad: [
      'a\u00adb',
      'a\u180eb',
      'a\u200bb',
      'a\u200db',
      'a\u2028b',
      'a\u2029b',
      'a\u2060b',
      'a\u2064b',
      '\ufeffab',
      'a\u{e0001}b',
      'a\u{e007f}b',
    ],
    why: 'two names that look the same differ by an invisible character',
  },
  {
    rule: 'zip/lookalike-separator-in-name',
    stem: 'lookalike',
    good: 'a…b·c',
    bad: [
      '\uff0e\uff0e\uff0fa',
      'a\u2024b',
      '\u2025a',
      'a\u2044b',
      'a\u2215b',
      'a\u2216b',
      'a\u29f5b',
      'a\u29f8b',
      'a\ufe13b',
      'a\ufe52b',
      'a\ufe55b',
      'a\ufe68b',
      'a\uff0fb',
      'a\uff1ab',
      'a\uff3cb',
    ],
    why: 'some systems turn the character into a dot or a separator',
  },
  {
    rule: 'zip/colon-in-name',
    stem: 'colon',
    good: 'a;b',
    bad: ['a.txt:stream', 'ab:c', 'a/b:c', '1:a', 'C/a:b'],
    why: 'on NTFS a colon names a stream',
  },
  {
    rule: 'zip/reserved-device-name',
    stem: 'device',
    good: 'console/com0/com10/auxiliary.con',
    bad: [
      'CON',
      'con.txt',
      'a/NUL/b',
      'Prn',
      'aux.c',
      'COM1',
      'lpt9.log',
      'COM¹',
      'LPT³.txt',
      'CONIN$',
      'conout$.txt',
      'nul .txt',
      'con.tar.gz',
    ],
    why: 'Windows opens the device instead of the file',
  },
  {
    rule: 'zip/trailing-dot-or-space',
    stem: 'trailing',
    good: 'a_/b.c',
    bad: ['a.', 'a ', 'a./b', 'a /b', 'a...'],
    why: 'Windows drops dots and spaces at the end of a segment',
  },
];

function names({ rule, stem, good, bad, why, decoded, flags, warnings }: NameCase): Recipe[] {
  const goodZip = buildZip([{ name: good, data: 'x' }]);
  const close = accepted({
    name: `name-${stem}-close`,
    cites: [rule],
    why: `The name ${JSON.stringify(good)} comes close to what the rule refuses: ${why}.`,
    zip: goodZip,
    members: { [good]: 'x' },
    ...(warnings === undefined ? {} : { warnings }),
  });
  return [
    close,
    ...bad.map((name, index) => {
      const zip = buildZip([{ name, data: 'x', ...(flags === undefined ? {} : { flags }) }]);
      const text = decoded?.[index] ?? (typeof name === 'string' ? name : '');
      const member = text.endsWith('/') ? text.slice(0, -1) : text;
      const extra = text.endsWith('/') ? { externalAttributes: 0o40755 * 0x10000 + 0x10 } : undefined;
      return rejected({
        name: `name-${stem}-${index + 1}`,
        cites: [rule],
        why: `The name is ${JSON.stringify(text)}: ${why}.`,
        zip: extra === undefined ? zip : buildZip([{ name, ...extra }]),
        at: {
          ...(member === '' ? {} : { member }),
          offset: place(extra === undefined ? zip : buildZip([{ name, ...extra }]), 0, 'central'),
        },
        twin: `name-${stem}-close`,
      });
    }),
  ];
}

interface LengthCase {
  readonly rule: string;
  readonly stem: string;
  /** Just below, at, and above the limit. */
  readonly below: string;
  readonly at: string;
  readonly above: string;
  readonly why: string;
}

const path = (length: number): string => `${'d'.repeat(200)}/`.repeat(5) + 'n'.repeat(length - 5 * 201);
const deep = (segments: number): string => `${'d/'.repeat(segments - 1)}f`;

const LENGTH_CASES: readonly LengthCase[] = [
  {
    rule: 'zip/name-too-long',
    stem: 'length',
    below: path(1023),
    at: path(1024),
    above: path(1025),
    why: 'a name has at most 1,024 bytes',
  },
  {
    rule: 'zip/segment-too-long',
    stem: 'segment-length',
    below: 's'.repeat(254),
    at: `d/${'é'.repeat(127)}s`,
    above: `d/${'é'.repeat(128)}`,
    why: 'a segment has at most 255 bytes',
  },
  {
    rule: 'zip/path-too-deep',
    stem: 'depth',
    below: deep(31),
    at: deep(32),
    above: deep(33),
    why: 'a name has at most 32 segments',
  },
];

function lengths({ rule, stem, below, at, above, why }: LengthCase): Recipe[] {
  const inside = ([step, name]: readonly [string, string]): Recipe =>
    accepted({
      name: `name-${stem}-${step}`,
      cites: [rule],
      why: `Just ${step === 'at' ? 'at' : 'below'} the limit: ${why}.`,
      zip: buildZip([{ name, data: 'x' }]),
      members: { [name]: 'x' },
    });
  const zip = buildZip([{ name: above, data: 'x' }]);
  return [
    inside(['below', below]),
    inside(['at', at]),
    rejected({
      name: `name-${stem}-above`,
      cites: [rule],
      why: `One above the limit: ${why}.`,
      zip,
      at: { member: above, offset: place(zip, 0, 'central') },
      twin: `name-${stem}-at`,
    }),
  ];
}

interface CollisionCase {
  readonly rule: string;
  readonly stem: string;
  readonly good: readonly [string, string];
  readonly bad: readonly (readonly [string, string])[];
  readonly why: string;
}

const COLLISION_CASES: readonly CollisionCase[] = [
  {
    rule: 'zip/duplicate-name',
    stem: 'duplicate',
    good: ['a', 'b'],
    bad: [
      ['a', 'a'],
      ['é', 'é'],
    ],
    why: 'one reader takes the first of two members with the same name, another the last',
  },
  {
    rule: 'zip/normalization-collision',
    stem: 'normalization',
    good: ['é', 'ê'],
    bad: [
      ['é', 'e\u0301'],
      ['Å', '\u212b'],
    ],
    why: 'the names are one on a file system that normalizes',
  },
  {
    rule: 'zip/case-collision',
    stem: 'case',
    good: ['readme', 'readm3'],
    bad: [
      ['README', 'readme'],
      ['a/B', 'A/b'],
      ['STRASSE', 'straße'],
      ['k', '\u212a'],
      ['ΟΔΟΣ', 'οδος'],
      ['É', 'e\u0301'],
    ],
    why: 'the names are one on a file system without regard to case',
  },
  {
    rule: 'zip/file-directory-collision',
    stem: 'folder',
    good: ['a', 'ab/c'],
    bad: [
      ['a', 'a/b'],
      ['a', 'a/b/c'],
      ['A', 'a/b'],
      ['é', 'e\u0301/b'],
      ['a/b/c', 'a/b'],
    ],
    why: 'what is a file in one name is a folder in the other',
  },
];

function collisions({ rule, stem, good, bad, why }: CollisionCase): Recipe[] {
  const pair = ([first, second]: readonly [string, string]): ReturnType<typeof buildZip> =>
    buildZip(
      [
        { name: first, data: 'first' },
        { name: second, data: 'second' },
      ],
      { order: 'given' },
    );
  return [
    accepted({
      name: `names-${stem}-close`,
      cites: [rule],
      why: `The names ${JSON.stringify(good)} stay apart: ${why} otherwise.`,
      zip: pair(good),
      members: { [good[0]]: 'first', [good[1]]: 'second' },
      ...(Buffer.compare(Buffer.from(good[0]), Buffer.from(good[1])) > 0 ? { warnings: ['zip/unsorted-members'] } : {}),
    }),
    ...bad.map((two, index) => {
      const zip = pair(two);
      // The finding stands at the name that has the other one's file as its folder, or else at the later name.
      const later = rule === 'zip/file-directory-collision' && two[0].length > two[1].length ? 0 : 1;
      return rejected({
        name: `names-${stem}-${index + 1}`,
        cites: [rule],
        why: `The names are ${JSON.stringify(two)}: ${why}.`,
        zip,
        at: { member: two[later], offset: place(zip, later, 'central') },
        twin: `names-${stem}-close`,
      });
    }),
  ];
}

const unnamed = accepted({
  name: 'core-name-empty',
  cites: ['zip/empty-name'],
  why: 'One of two members has no name; core lets it through and observes the other.',
  zip: buildZip([
    { name: '', data: 'x' },
    { name: 'a', data: 'y' },
  ]),
  members: { a: 'y' },
});

export const nameRecipes: readonly Recipe[] = [
  { ...unnamed, profile: 'core' },
  ...NAME_CASES.flatMap(names),
  ...LENGTH_CASES.flatMap(lengths),
  ...COLLISION_CASES.flatMap(collisions),
];
