import type { Recipe } from '../recipe.ts';
import { minimal } from './base-packages.ts';
import { cargo } from './cargo-command-recipes.ts';
import { CI, MANIFEST, type PackageDraft, PROGRAM, placeIn, withManifest, withMembers } from './package-draft.ts';
import { accept, reject, rule } from './package-recipe.ts';
import { MISFITS, UNIVERSAL, X86 } from './program-misfits.ts';
import {
  ELF_MACHINE,
  ELF_SYSTEM,
  elfProgram,
  MACHO_CPU,
  machoProgram,
  SHELL_PROGRAM,
  universalProgram,
} from './programs.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The minimal package with another program, for the given platforms. */
function withProgram(program: Uint8Array, platforms: readonly string[]): PackageDraft {
  return withManifest(withMembers(minimal, { [PROGRAM]: { program } }), { supported_platforms: platforms });
}

const modes: readonly Recipe[] = [
  reject({
    name: 'program-not-executable',
    cites: [rule('not-executable')],
    why: 'The program has the right bytes, and its owner may not execute it.',
    draft: withMembers(minimal, { [PROGRAM]: SHELL_PROGRAM }),
    at: { member: PROGRAM },
    twin: 'minimal',
  }),
  accept({
    name: 'core-program-not-executable',
    cites: [rule('not-executable')],
    why: 'The owner of the program may not execute it; the seed says nothing of modes.',
    draft: withMembers(minimal, { [PROGRAM]: SHELL_PROGRAM }),
    profile: 'core',
  }),
  accept({
    name: 'executable-template',
    cites: [rule('not-executable')],
    why: 'A template is executable as well; the rule is about the program alone.',
    draft: { ...minimal, executable: [CI] },
  }),
];

/** Programs of which no format is known. */
const UNKNOWN: readonly (readonly [name: string, program: Uint8Array, said: string])[] = [
  ['text', ascii('echo doctor_demo 1.4.0\n'), 'is a text without #!'],
  [
    'windows',
    Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0]),
    'begins like a Windows executable',
  ],
  ['space-ahead', ascii(' #!/bin/sh\necho 1.4.0\n'), 'begins with a space ahead of #!'],
  ['byte-order-mark', ascii('\ufeff#!/bin/sh\necho 1.4.0\n'), 'begins with a byte order mark ahead of #!'],
  ['half-a-script', ascii('#'), 'has one byte, the first half of #!'],
  ['zip', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'begins like a zip archive'],
  [
    'universal-of-17',
    universalProgram([...Array.from({ length: 16 }, () => MACHO_CPU.ppc64), MACHO_CPU.x86_64]),
    'begins like a universal binary with 17 slices, one more than is taken for one',
  ],
  [
    'java-class-file',
    Uint8Array.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, 0, 16, 10, 0, 3, 0, 13, 7]),
    'is a Java class file, which begins like a universal binary with 52 slices',
  ],
  ['half-elf', Uint8Array.from([0x7f, 0x45, 0x4c]), 'has three bytes, not the four that an ELF begins with'],
];

/** Programs that fit exactly one platform, or several. */
const FITTING: readonly (readonly [name: string, program: Uint8Array, platforms: readonly string[]])[] = [
  ['elf-x86-64', elfProgram({ machine: ELF_MACHINE.x86_64 }), ['linux-x86_64']],
  ['elf-aarch64', elfProgram({ machine: ELF_MACHINE.aarch64 }), ['linux-aarch64']],
  ['elf-shared-object', elfProgram({ machine: ELF_MACHINE.x86_64, type: 3 }), ['linux-x86_64']],
  ['elf-of-linux', elfProgram({ machine: ELF_MACHINE.aarch64, system: ELF_SYSTEM.linux }), ['linux-aarch64']],
  ['macho-x86-64', machoProgram({ cpu: MACHO_CPU.x86_64 }), ['macos-x86_64']],
  ['macho-aarch64', machoProgram({ cpu: MACHO_CPU.aarch64 }), ['macos-aarch64']],
  ['macho-universal', universalProgram([MACHO_CPU.x86_64, MACHO_CPU.aarch64]), ['macos-aarch64', 'macos-x86_64']],
  [
    'macho-universal-64',
    universalProgram([MACHO_CPU.x86_64, MACHO_CPU.aarch64], { bits: 64 }),
    ['macos-aarch64', 'macos-x86_64'],
  ],
  ['macho-universal-with-ppc', universalProgram([MACHO_CPU.ppc64, MACHO_CPU.x86_64]), ['macos-x86_64']],
  [
    'macho-universal-of-16',
    universalProgram([...Array.from({ length: 15 }, () => MACHO_CPU.ppc64), MACHO_CPU.x86_64]),
    ['macos-x86_64'],
  ],
  ['script-without-line-break', ascii('#!/bin/sh'), ['linux-aarch64', 'linux-x86_64', 'macos-aarch64', 'macos-x86_64']],
];

const platforms: readonly Recipe[] = [
  ...UNKNOWN.map(([name, program, said]) =>
    reject({
      name: `program-${name}`,
      cites: [rule('unknown-binary-format')],
      why: `The program ${said}.`,
      draft: withProgram(program, ['linux-x86_64']),
      at: { member: PROGRAM },
      twin: 'minimal',
    }),
  ),
  accept({
    name: 'core-program-text',
    cites: [rule('unknown-binary-format')],
    why: 'The program is a text without #!; the seed does not ask what it is.',
    draft: withProgram(ascii('echo doctor_demo 1.4.0\n'), ['linux-x86_64']),
    profile: 'core',
  }),
  ...FITTING.map(([name, program, fitting]) =>
    accept({
      name: `program-${name}`,
      cites: [rule('unknown-binary-format'), rule('platform-mismatch')],
      why: `The first bytes of the program fit the platforms that the package claims: ${fitting.join(', ')}.`,
      draft: withProgram(program, fitting),
    }),
  ),
  ...[...MISFITS, ...UNIVERSAL].map(({ name, program, platforms: claimed, first, said, twin }) => {
    const draft = withProgram(program, claimed);
    return reject({
      name: `platform-${name}`,
      cites: [rule('platform-mismatch')],
      why: `The program is ${said}.`,
      draft,
      at: placeIn(draft, MANIFEST, `/supported_platforms/${first}`),
      twin,
    });
  }),
  accept({
    name: 'core-platform-of-other-machine',
    cites: [rule('platform-mismatch')],
    why: 'The program is an ELF for x86_64, and the package claims aarch64; the seed does not compare the two.',
    draft: withProgram(X86, ['linux-aarch64']),
    profile: 'core',
  }),
];

/** Section 5. */
export const programRecipes: readonly Recipe[] = [...modes, ...platforms, ...cargo];
