import type { Recipe } from '../recipe.ts';
import {
  BUILD,
  ciTemplate,
  minimal,
  minimalManifest,
  minimalPayload,
  PROMOTE,
  REPACKAGE,
  rich,
} from './base-packages.ts';
import {
  CI,
  type JsonObject,
  MANIFEST,
  type PackageDraft,
  PROGRAM,
  placeIn,
  withJson,
  withManifest,
  withMembers,
} from './package-draft.ts';
import { accept, acceptDocument, placeOf, reject, rejectDocument } from './package-recipe.ts';
import {
  ELF_MACHINE,
  ELF_SYSTEM,
  elfProgram,
  MACHO_CPU,
  machoProgram,
  SHELL_PROGRAM,
  universalProgram,
} from './programs.ts';

const rule = (name: string): string => `doctor-cli-package/${name}`;
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

/** A universal binary in which one field of the entry of its last slice holds another value. */
function withSliceField(field: 'offset' | 'size', value: bigint): Uint8Array {
  const bytes = universalProgram([MACHO_CPU.x86_64, MACHO_CPU.aarch64], { bits: 64 });
  new DataView(bytes.buffer).setBigUint64(8 + 32 + (field === 'offset' ? 8 : 16), value);
  return bytes;
}

const BOTH_MACOS = ['macos-aarch64', 'macos-x86_64'];

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

const X86 = elfProgram({ machine: ELF_MACHINE.x86_64 });
const MACOS_X86 = machoProgram({ cpu: MACHO_CPU.x86_64 });

interface Misfit {
  readonly name: string;
  readonly program: Uint8Array;
  readonly platforms: readonly string[];
  /** Index of the first platform that the program does not fit. */
  readonly first: number;
  readonly said: string;
  readonly twin: string;
}

// The fields are those of a little-endian program, and the header says that they are not.
const MISORDERED = X86.with(5, 2);

const MISFITS: readonly Misfit[] = [
  {
    name: 'elf-of-other-byte-order',
    program: MISORDERED,
    platforms: ['linux-x86_64'],
    first: 0,
    said: 'an ELF whose header says that its numbers are big-endian, so that its machine is none of ours',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-x86-64-for-aarch64',
    program: X86,
    platforms: ['linux-aarch64'],
    first: 0,
    said: 'an ELF for x86_64, and the package claims aarch64',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-for-both-machines',
    program: X86,
    platforms: ['linux-aarch64', 'linux-x86_64'],
    first: 0,
    said: 'an ELF for x86_64, and the package claims aarch64 too',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-for-macos',
    program: X86,
    platforms: ['linux-x86_64', 'macos-x86_64'],
    first: 1,
    said: 'an ELF for x86_64, and the package claims macOS too',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-riscv',
    program: elfProgram({ machine: ELF_MACHINE.riscv }),
    platforms: ['linux-x86_64'],
    first: 0,
    said: 'an ELF for RISC-V',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-32-bits',
    program: elfProgram({ machine: ELF_MACHINE.x86_64, bits: 32 }),
    platforms: ['linux-x86_64'],
    first: 0,
    said: 'an ELF of 32 bits, though for machine 62',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-big-endian',
    program: elfProgram({ machine: ELF_MACHINE.aarch64, order: 'big' }),
    platforms: ['linux-aarch64'],
    first: 0,
    said: 'a big-endian ELF',
    twin: 'program-elf-aarch64',
  },
  {
    name: 'elf-object-file',
    program: elfProgram({ machine: ELF_MACHINE.x86_64, type: 1 }),
    platforms: ['linux-x86_64'],
    first: 0,
    said: 'an ELF object file, which nothing can run',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-core-dump',
    program: elfProgram({ machine: ELF_MACHINE.x86_64, type: 4 }),
    platforms: ['linux-x86_64'],
    first: 0,
    said: 'an ELF core dump',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-of-freebsd',
    program: elfProgram({ machine: ELF_MACHINE.x86_64, system: ELF_SYSTEM.freebsd }),
    platforms: ['linux-x86_64'],
    first: 0,
    said: 'an ELF for FreeBSD',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'elf-cut-off',
    program: X86.subarray(0, 18),
    platforms: ['linux-x86_64'],
    first: 0,
    said: 'an ELF that ends ahead of its machine type',
    twin: 'program-elf-x86-64',
  },
  {
    name: 'macho-for-linux',
    program: MACOS_X86,
    platforms: ['linux-x86_64', 'macos-x86_64'],
    first: 0,
    said: 'a Mach-O for x86_64, and the package claims Linux too',
    twin: 'program-macho-x86-64',
  },
  {
    name: 'macho-x86-64-for-aarch64',
    program: MACOS_X86,
    platforms: ['macos-aarch64'],
    first: 0,
    said: 'a Mach-O for x86_64, and the package claims aarch64',
    twin: 'program-macho-x86-64',
  },
  {
    name: 'macho-big-endian',
    program: machoProgram({ cpu: MACHO_CPU.x86_64, order: 'big' }),
    platforms: ['macos-x86_64'],
    first: 0,
    said: 'a big-endian Mach-O',
    twin: 'program-macho-x86-64',
  },
  {
    name: 'macho-library',
    program: machoProgram({ cpu: MACHO_CPU.x86_64, type: 6 }),
    platforms: ['macos-x86_64'],
    first: 0,
    said: 'a Mach-O library',
    twin: 'program-macho-x86-64',
  },
  {
    name: 'macho-32-bits',
    program: machoProgram({ cpu: MACHO_CPU.i386, bits: 32 }),
    platforms: ['macos-x86_64'],
    first: 0,
    said: 'a Mach-O of 32 bits',
    twin: 'program-macho-x86-64',
  },
  {
    name: 'macho-universal-of-one',
    program: universalProgram([MACHO_CPU.x86_64]),
    platforms: ['macos-aarch64', 'macos-x86_64'],
    first: 0,
    said: 'a universal binary with one slice, for x86_64, and the package claims aarch64 too',
    twin: 'program-macho-universal',
  },
  {
    name: 'macho-universal-slice-outside',
    program: universalProgram([MACHO_CPU.x86_64, MACHO_CPU.aarch64]).subarray(0, 48 + 32 + 31),
    platforms: ['macos-aarch64', 'macos-x86_64'],
    first: 0,
    said: 'a universal binary whose slice for aarch64 ends one byte behind the end of the file',
    twin: 'program-macho-universal',
  },
];

/** Universal binaries of which a careless reader reads what is not there. */
const UNIVERSAL: readonly Misfit[] = [
  {
    name: 'macho-universal-offset-beyond-numbers',
    program: withSliceField('offset', 2n ** 64n - 16n),
    platforms: BOTH_MACOS,
    first: 0,
    said: 'a universal binary whose slice for aarch64 begins at 2^64 - 16, so that its end overflows',
    twin: 'program-macho-universal-64',
  },
  {
    name: 'macho-universal-size-beyond-numbers',
    program: withSliceField('size', 2n ** 63n),
    platforms: BOTH_MACOS,
    first: 0,
    said: 'a universal binary whose slice for aarch64 has 2^63 bytes by its header',
    twin: 'program-macho-universal-64',
  },
  {
    name: 'macho-universal-empty-slice',
    program: withSliceField('size', 0n),
    platforms: BOTH_MACOS,
    first: 0,
    said: 'a universal binary whose slice for aarch64 has no bytes by its header',
    twin: 'program-macho-universal-64',
  },
  {
    name: 'macho-universal-without-slices',
    program: universalProgram([]),
    platforms: ['macos-x86_64'],
    first: 0,
    said: 'a universal binary without slices',
    twin: 'program-macho-universal-with-ppc',
  },
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

const upgrade = (command: string): JsonObject => ({ upgrade_path: [{ ...BUILD, command }, REPACKAGE, PROMOTE] });
const compatibility = (cargo_wrapper: string): JsonObject => ({
  compatibility: { ...Object(minimalManifest.compatibility), cargo_wrapper },
});

const UNROUTED: readonly (readonly [name: string, command: string, said: string])[] = [
  ['plain', 'cargo build --release', 'runs cargo without the wrapper'],
  ['by-path', '/usr/bin/cargo build', 'runs cargo by its path'],
  ['behind-env', 'env RUSTFLAGS=-g cargo build', 'runs cargo behind another program'],
  ['other-wrapper', 'sccache exec -- cargo build', 'runs cargo through another wrapper'],
  ['without-exec', 'rch -- cargo build', 'leaves out exec'],
  ['without-dashes', 'rch exec cargo build', 'leaves out the two hyphens'],
  ['longer-wrapper', 'rch2 exec -- cargo build', 'has a wrapper whose name only begins alike'],
];

const ROUTED: readonly (readonly [name: string, command: string, said: string])[] = [
  ['routed', 'rch exec -- cargo build', 'runs cargo through the wrapper'],
  ['routed-by-path', 'rch exec -- /usr/bin/cargo build', 'runs cargo by its path, through the wrapper'],
  ['of-other-tool', 'make release', 'runs no cargo'],
  ['of-cargo-like-word', 'cargo-make release --cargo=no', 'has words that only look like cargo'],
];

const cargo: readonly Recipe[] = [
  ...UNROUTED.map(([name, command, said]): Recipe => {
    const draft = withManifest(rich, upgrade(command));
    return reject({
      name: `cargo-${name}`,
      cites: [rule('unrouted-cargo-command')],
      why: `The command of the build step ${said}.`,
      draft,
      at: placeIn(draft, MANIFEST, '/upgrade_path/0/command'),
      twin: 'rich',
    });
  }),
  ...ROUTED.map(([name, command, said]) =>
    accept({
      name: `cargo-${name}`,
      cites: [rule('unrouted-cargo-command')],
      why: `The command of the build step ${said}.`,
      draft: withManifest(rich, upgrade(command)),
    }),
  ),
  accept({
    name: 'cargo-through-wrapper-of-template',
    cites: [rule('unrouted-cargo-command')],
    why: 'The default template names another wrapper, and the command of the build step runs cargo through that.',
    draft: withManifest(withJson(minimal, CI, { ...ciTemplate, rch_binary: 'tools/rch-2' }), {
      ...upgrade('tools/rch-2 exec -- cargo build'),
      ...compatibility('tools/rch-2 exec --'),
    }),
  }),
  ...(
    [
      ['payload-cargo-plain', 'cargo run -- doctor package-cli', false],
      ['payload-cargo-wrapper-alone', 'rch exec cargo run', false],
      ['payload-cargo-any-wrapper', 'tools/rch-2 exec -- cargo run', true],
      ['payload-cargo-none', 'cargo-run exec', true],
    ] as const
  ).map(([name, command, routed]): Recipe => {
    const value = { ...minimalPayload, rerun_commands: [command] };
    const cites = [rule('unrouted-cargo-command')];
    const why = `A command of the payload is "${command}"; no template is at hand, so that any word may be the wrapper.`;
    if (routed) return acceptDocument({ name, cites, why, value });
    return rejectDocument({
      name,
      cites,
      why,
      value,
      at: placeOf(value, '/rerun_commands/0'),
      twin: 'package-payload-base-1',
    });
  }),
  ...(
    [
      ['manifest-cargo-other-wrapper', 'sccache exec -- cargo build', false],
      ['manifest-cargo-routed', 'rch exec -- cargo build', true],
    ] as const
  ).map(([name, command, routed]): Recipe => {
    const value = { ...minimalManifest, ...upgrade(command) };
    const cites = [rule('unrouted-cargo-command')];
    const why = `The build step of a manifest on its own is "${command}", and its cargo_wrapper is "rch exec --".`;
    if (routed) return acceptDocument({ name, cites, why, value });
    const at = placeOf(value, '/upgrade_path/0/command');
    return rejectDocument({ name, cites, why, value, at, twin: 'release-manifest-base-1' });
  }),
];

/** Section 5. */
export const programRecipes: readonly Recipe[] = [...modes, ...platforms, ...cargo];
