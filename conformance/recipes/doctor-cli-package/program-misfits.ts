import { ELF_MACHINE, ELF_SYSTEM, elfProgram, MACHO_CPU, machoProgram, universalProgram } from './programs.ts';

/** A universal binary in which one field of the entry of its last slice holds another value. */
function withSliceField(field: 'offset' | 'size', value: bigint): Uint8Array {
  const bytes = universalProgram([MACHO_CPU.x86_64, MACHO_CPU.aarch64], { bits: 64 });
  new DataView(bytes.buffer).setBigUint64(8 + 32 + (field === 'offset' ? 8 : 16), value);
  return bytes;
}

export const BOTH_MACOS: readonly string[] = ['macos-aarch64', 'macos-x86_64'];
export const X86: Uint8Array = elfProgram({ machine: ELF_MACHINE.x86_64 });

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

/** Programs that do not fit a platform that is stated for them. */
export const MISFITS: readonly Misfit[] = [
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
export const UNIVERSAL: readonly Misfit[] = [
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
