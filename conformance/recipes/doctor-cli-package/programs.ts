/**
 * Programs in the forms that the contract tells apart by their first bytes. Only the shell program runs; the others are
 * headers without code, which is enough for a reader that looks at headers.
 */

/** A program that any POSIX shell runs: it prints its version, and its report. */
export const SHELL_PROGRAM: Uint8Array = new TextEncoder().encode(`#!/bin/sh
if [ "$1" = --version ]; then
  echo 'doctor_demo 1.4.0'
else
  echo '{"schema_version": "doctor-core-report-v1"}'
fi
`);

/** Machine types of ELF: `e_machine` of the System V ABI. */
export const ELF_MACHINE = { x86_64: 62, aarch64: 183, riscv: 243 } as const;

/** What an ELF is for: `EI_OSABI`. */
export const ELF_SYSTEM = { systemV: 0, linux: 3, freebsd: 9 } as const;

interface ElfShape {
  readonly machine: number;
  /** 64 where nothing is said. */
  readonly bits?: 32 | 64;
  readonly order?: 'little' | 'big';
  /** `e_type`: 1 an object file, 2 an executable, 3 a shared object, 4 a core dump. */
  readonly type?: number;
  readonly system?: number;
}

/** The header of an ELF file, with nothing behind it. */
export function elfProgram({ machine, bits = 64, order = 'little', type = 2, system = 0 }: ElfShape): Uint8Array {
  const size = bits === 64 ? 64 : 52;
  const header = new DataView(new ArrayBuffer(size));
  const little = order === 'little';
  header.setUint32(0, 0x7f454c46);
  header.setUint8(4, bits === 64 ? 2 : 1);
  header.setUint8(5, little ? 1 : 2);
  header.setUint8(6, 1);
  header.setUint8(7, system);
  header.setUint16(16, type, little);
  header.setUint16(18, machine, little);
  header.setUint32(20, 1, little);
  header.setUint16(bits === 64 ? 52 : 40, size, little);
  return new Uint8Array(header.buffer);
}

/** CPU types of Mach-O, of `mach/machine.h`: the high byte says that it is of 64 bits. */
export const MACHO_CPU = { x86_64: 0x01000007, aarch64: 0x0100000c, i386: 7, ppc64: 0x01000012 } as const;

interface MachoShape {
  readonly cpu: number;
  /** 64 where nothing is said. */
  readonly bits?: 32 | 64;
  readonly order?: 'little' | 'big';
  /** `filetype`: 2 an executable, 6 a library. */
  readonly type?: number;
}

/** The header of a Mach-O file, without load commands. */
export function machoProgram({ cpu, bits = 64, order = 'little', type = 2 }: MachoShape): Uint8Array {
  const header = new DataView(new ArrayBuffer(bits === 64 ? 32 : 28));
  const little = order === 'little';
  header.setUint32(0, bits === 64 ? 0xfeedfacf : 0xfeedface, little);
  header.setUint32(4, cpu, little);
  header.setUint32(12, type, little);
  return new Uint8Array(header.buffer);
}

/** A universal binary: a header, an entry for each processor, and the programs of these, of 32 bytes each. */
export function universalProgram(cpus: readonly number[], { bits = 32 }: { readonly bits?: 32 | 64 } = {}): Uint8Array {
  const entrySize = bits === 64 ? 32 : 20;
  const start = 8 + entrySize * cpus.length;
  const bytes = new Uint8Array(start + 32 * cpus.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bits === 64 ? 0xcafebabf : 0xcafebabe);
  view.setUint32(4, cpus.length);
  for (const [index, cpu] of cpus.entries()) {
    const entry = 8 + entrySize * index;
    const offset = start + 32 * index;
    view.setUint32(entry, cpu);
    // Offsets and sizes of 64 bits hold small numbers here: their high halves stay 0.
    view.setUint32(entry + (bits === 64 ? 12 : 8), offset);
    view.setUint32(entry + (bits === 64 ? 20 : 12), 32);
    bytes.set(machoProgram({ cpu }), offset);
  }
  return bytes;
}
