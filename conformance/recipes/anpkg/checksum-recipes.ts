import type { Recipe } from '../recipe.ts';
import { concatBytes } from '../zip-builder.ts';
import { minimal } from './base-packages.ts';
import {
  canonicalList,
  LIST,
  lineOf,
  type PackageDraft,
  PROFILE,
  PROVENANCE,
  RUNTIME,
  SIM0,
  withMembers,
} from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';
import { runLengthDeflate } from './run-length-deflate.ts';

const ZEROS = '0'.repeat(64);
// The lines of the minimal package's list: machine-profile 1, provenance 2, sim0 3, runtime 4.
const SIM0_LINE = { member: LIST, line: 3, column: 1 };
const LAST_LINE = { member: LIST, line: 5, column: 1 };
const NOTE = withMembers(minimal, { 'notes.txt': 'Checked twice.\n' });

function withList(list: (canonical: string) => string | Uint8Array, draft: PackageDraft = minimal): PackageDraft {
  return { ...draft, list };
}

/** Changes the line that names the path. */
function atLine(path: string, change: (line: string) => string, draft: PackageDraft = minimal): PackageDraft {
  return withList((canonical) => {
    const changed = lineOf(canonical, path);
    return canonical
      .split('\n')
      .map((line, index) => (index === changed ? change(line) : line))
      .join('\n');
  }, draft);
}

/** A list of exactly so many bytes: the canonical lines, and one blank line of spaces. */
function withListOf(size: number): PackageDraft {
  const canonical = canonicalList(minimal);
  const count = size - canonical.length - 1;
  const stored = runLengthDeflate([canonical, { byte: 0x20, count }, '\n']);
  const draft = withList(() => `${canonical}${' '.repeat(count)}\n`);
  return { ...draft, fields: { [LIST]: { method: 8, stored } } };
}

const LIST_LIMIT = 16 * 1024 * 1024;
const lineLength = 64 + 2 + SIM0.length;
const lineStart = [PROFILE, PROVENANCE].reduce((sum, path) => sum + 64 + 2 + path.length + 1, 0);

/** Section 3: the form of the checksum list. */
const formRecipes: readonly Recipe[] = [
  accept({
    name: 'checksum-list-at-limit',
    cites: ['anpkg/checksum-list-too-large', 'anpkg/checksum-blank-line'],
    why: 'The checksum list has exactly 16 MiB, most of them in one blank line.',
    draft: withListOf(LIST_LIMIT),
    warnings: ['zip/compressed-member', 'anpkg/checksum-blank-line'],
  }),
  reject({
    name: 'checksum-list-above-limit',
    cites: ['anpkg/checksum-list-too-large'],
    why: 'The checksum list has one byte more than 16 MiB.',
    draft: withListOf(LIST_LIMIT + 1),
    at: { member: LIST },
    twin: 'checksum-list-at-limit',
  }),
  reject({
    name: 'checksum-list-not-utf8',
    cites: ['anpkg/checksum-list-encoding'],
    why: 'The path of one line holds the byte FF, which occurs in no UTF-8 text.',
    draft: withList((canonical) => {
      const [before, after] = splitAt(canonical, lineStart + 66);
      return concatBytes(before, Uint8Array.of(0xff), after);
    }),
    at: { member: LIST, offset: lineStart + 66 },
    twin: 'minimal',
  }),
  accept({
    name: 'checksum-list-non-ascii-path',
    cites: ['anpkg/checksum-list-encoding', 'anpkg/checksum-line-break', 'anpkg/checksum-order'],
    why: 'A path holds characters beyond ASCII, in UTF-8, and sorts by code point after U+FFFD.',
    draft: withMembers(minimal, {
      'überblick.txt': 'Übersicht\n',
      'notes-\ufffd.txt': 'a\n',
      'notes-\u{1f600}.txt': 'b\n',
    }),
  }),
  ...(
    [
      ['crlf', '\r\n', 'a carriage return and a line feed'],
      ['carriage-return', '\r', 'a carriage return alone'],
      ['vertical-tab', '\v', 'a vertical tab'],
      ['next-line', '\u0085', 'U+0085'],
      ['line-separator', '\u2028', 'U+2028'],
      ['file-separator', '\u001c', 'U+001C'],
    ] as const
  ).flatMap(([name, lineBreak, said]): Recipe[] => {
    const draft = withList((canonical) => {
      const [before, after] = splitAt(canonical, lineStart + lineLength);
      return `${before}${lineBreak}${after.slice(1)}`;
    });
    const why = `One line of the checksum list ends with ${said}, which some readers take for a line break.`;
    return [
      reject({
        name: `checksum-line-break-${name}`,
        cites: ['anpkg/checksum-line-break'],
        why,
        draft,
        at: { member: LIST, line: 3, column: lineLength + 1, offset: lineStart + lineLength },
        twin: 'minimal',
      }),
      accept({
        name: `core-checksum-line-break-${name}`,
        cites: ['anpkg/checksum-line-break'],
        why,
        draft,
        profile: 'core',
      }),
    ];
  }),
  ...(
    [
      ['trailing-space', (line: string) => `${line} `, 'ends with a space'],
      ['leading-space', (line: string) => ` ${line}`, 'begins with a space'],
      ['trailing-tab', (line: string) => `${line}\t`, 'ends with a tab'],
      ['trailing-no-break-space', (line: string) => `${line}\u00a0`, 'ends with a no-break space'],
    ] as const
  ).flatMap(([name, change, said]): Recipe[] => [
    reject({
      name: `checksum-line-${name}`,
      cites: ['anpkg/checksum-line-whitespace'],
      why: `One line of the checksum list ${said}.`,
      draft: atLine(SIM0, change),
      at: { member: LIST, line: 3 },
      twin: 'minimal',
    }),
    accept({
      name: `core-checksum-line-${name}`,
      cites: ['anpkg/checksum-line-whitespace'],
      why: `One line of the checksum list ${said}; the published reader strips it.`,
      draft: atLine(SIM0, change),
      profile: 'core',
    }),
  ]),
  ...(['core', 'hardened'] as const).flatMap((profile): Recipe[] => {
    const prefix = profile === 'core' ? 'core-' : '';
    const twin = profile === 'core' ? 'minimal-core' : 'minimal';
    return [
      reject({
        name: `${prefix}checksum-line-comment`,
        cites: ['anpkg/checksum-line-format'],
        why: 'A further line of the checksum list is a comment without two spaces in a row.',
        draft: withList((canonical) => `${canonical}# five files\n`),
        at: LAST_LINE,
        twin,
        profile,
      }),
      reject({
        name: `${prefix}checksum-line-single-space`,
        cites: ['anpkg/checksum-line-format'],
        why: 'A further line of the checksum list has one space between digest and path.',
        draft: withList((canonical) => `${canonical}${ZEROS} zeros.txt\n`),
        at: LAST_LINE,
        twin,
        profile,
      }),
      reject({
        name: `${prefix}checksum-digest-upper-case`,
        cites: ['anpkg/checksum-digest-format'],
        why: 'One digest is written in upper-case hexadecimal digits.',
        draft: atLine(SIM0, (line) => line.slice(0, 64).toUpperCase() + line.slice(64)),
        at: SIM0_LINE,
        twin,
        profile,
      }),
      reject({
        name: `${prefix}checksum-digest-short`,
        cites: ['anpkg/checksum-digest-format'],
        why: 'One digest has 63 digits.',
        draft: atLine(SIM0, (line) => line.slice(1)),
        at: SIM0_LINE,
        twin,
        profile,
      }),
      reject({
        name: `${prefix}checksum-digest-not-hexadecimal`,
        cites: ['anpkg/checksum-digest-format'],
        why: 'One digest holds a letter beyond f.',
        draft: atLine(SIM0, (line) => `g${line.slice(1)}`),
        at: SIM0_LINE,
        twin,
        profile,
      }),
      reject({
        name: `${prefix}duplicate-checksum-entry`,
        cites: ['anpkg/duplicate-checksum-entry'],
        why: 'The last line of the checksum list stands there twice.',
        draft: withList((canonical) => `${canonical}${canonical.split('\n')[3]}\n`),
        at: LAST_LINE,
        twin,
        profile,
      }),
    ];
  }),
];

/** Section 3: what the list says of the members, and its canonical form. */
const contentRecipes: readonly Recipe[] = [
  reject({
    name: 'self-checksum-entry',
    cites: ['anpkg/self-checksum-entry'],
    why: 'The checksum list names itself, with a digest that cannot be its own.',
    draft: withList(namingItself),
    at: { member: LIST, line: 2, column: 1 },
    twin: 'minimal',
  }),
  accept({
    name: 'core-self-checksum-entry',
    cites: ['anpkg/self-checksum-entry'],
    why: 'The checksum list names itself; the published reader ignores the digest.',
    draft: withList(namingItself),
    profile: 'core',
  }),
  ...(['core', 'hardened'] as const).flatMap((profile): Recipe[] => {
    const prefix = profile === 'core' ? 'core-' : '';
    const twin = profile === 'core' ? 'minimal-core' : 'minimal';
    return [
      accept({
        name: `${prefix}additional-member`,
        cites: ['anpkg/unlisted-member', 'anpkg/listed-member-missing', 'anpkg/checksum-mismatch'],
        why: 'The package holds a file that no rule asks for, and lists it.',
        draft: NOTE,
        profile,
      }),
      reject({
        name: `${prefix}unlisted-member`,
        cites: ['anpkg/unlisted-member'],
        why: 'The package holds a file that its checksum list does not name.',
        draft: withList((canonical) => withoutLine(canonical, 'notes.txt'), NOTE),
        at: { member: 'notes.txt' },
        twin: `${prefix}additional-member`,
        profile,
      }),
      reject({
        name: `${prefix}unlisted-machine-profile`,
        cites: ['anpkg/unlisted-member'],
        why: 'The checksum list does not name the machine profile.',
        draft: withList((canonical) => withoutLine(canonical, PROFILE)),
        at: { member: PROFILE },
        twin,
        profile,
      }),
      reject({
        name: `${prefix}listed-member-missing`,
        cites: ['anpkg/listed-member-missing'],
        why: 'The checksum list names a file that the package does not hold.',
        draft: withList((canonical) => `${canonical}${ZEROS}  zeros.txt\n`),
        at: { member: 'zeros.txt' },
        twin,
        profile,
      }),
      reject({
        name: `${prefix}checksum-mismatch`,
        cites: ['anpkg/checksum-mismatch'],
        why: 'The last digit of the digest of one provider configuration is another one.',
        draft: atLine(SIM0, otherDigit),
        at: { member: SIM0 },
        twin,
        profile,
      }),
      reject({
        name: `${prefix}checksum-mismatch-last`,
        cites: ['anpkg/checksum-mismatch'],
        why: 'The digest that does not match is that of the last line.',
        draft: atLine(RUNTIME, otherDigit),
        at: { member: RUNTIME },
        twin,
        profile,
      }),
    ];
  }),
  reject({
    name: 'listed-with-dot-slash',
    cites: ['anpkg/listed-member-missing'],
    why: 'The checksum list names a second time a file that is there, with ./ ahead of its path.',
    draft: withList((canonical) => `${digestOf(canonical, SIM0)}  ./${SIM0}\n${canonical}`),
    at: { member: `./${SIM0}` },
    twin: 'minimal',
  }),
  reject({
    name: 'listed-with-third-space',
    cites: ['anpkg/listed-member-missing'],
    why: 'Three spaces follow a further digest, so that its path begins with a space and names no file.',
    draft: withList((canonical) => `${digestOf(canonical, SIM0)}   ${SIM0}\n${canonical}`),
    at: { member: ` ${SIM0}` },
    twin: 'minimal',
  }),
  accept({
    name: 'checksum-blank-line',
    cites: ['anpkg/checksum-blank-line'],
    why: 'A blank line stands between two lines of the checksum list, which readers skip.',
    draft: withList((canonical) => canonical.replace('\n', '\n\n')),
    warnings: ['anpkg/checksum-blank-line'],
  }),
  accept({
    name: 'checksum-final-line-break',
    cites: ['anpkg/checksum-final-line-break'],
    why: 'The last line of the checksum list ends with the file.',
    draft: withList((canonical) => canonical.trimEnd()),
    warnings: ['anpkg/checksum-final-line-break'],
  }),
  accept({
    name: 'checksum-order',
    cites: ['anpkg/checksum-order'],
    why: 'The lines of the checksum list stand in reverse order.',
    draft: withList((canonical) => `${canonical.trimEnd().split('\n').reverse().join('\n')}\n`),
    warnings: ['anpkg/checksum-order'],
  }),
  accept({
    name: 'checksum-list-canonical',
    cites: [
      'anpkg/checksum-line-format',
      'anpkg/duplicate-checksum-entry',
      'anpkg/checksum-digest-format',
      'anpkg/checksum-line-whitespace',
      'anpkg/checksum-blank-line',
      'anpkg/checksum-final-line-break',
      'anpkg/checksum-order',
    ],
    why: 'The checksum list is canonical, and a path differs from another by an upper-case letter, which sorts first.',
    draft: withMembers(minimal, { 'notes/Zeta.txt': 'z\n', 'notes/alpha.txt': 'a\n' }),
  }),
];

export const checksumRecipes: readonly Recipe[] = [...formRecipes, ...contentRecipes];

function namingItself(canonical: string): string {
  return canonical.replace('\n', `\n${ZEROS}  ${LIST}\n`);
}

function withoutLine(canonical: string, path: string): string {
  return canonical
    .split('\n')
    .filter((line) => !line.endsWith(`  ${path}`))
    .join('\n');
}

function digestOf(canonical: string, path: string): string {
  return (canonical.split('\n')[lineOf(canonical, path)] ?? '').slice(0, 64);
}

function otherDigit(line: string): string {
  return `${line.slice(0, 63)}${line.charAt(63) === '0' ? '1' : '0'}${line.slice(64)}`;
}

function splitAt(text: string, index: number): readonly [string, string] {
  return [text.slice(0, index), text.slice(index)];
}
