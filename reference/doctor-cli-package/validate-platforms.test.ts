import { describe, expect, test } from 'vitest';
import { judge, rulesOf, without } from './judge-sample.test-fixture.ts';
import type { PackageEdit } from './sample-package.test-fixture.ts';

/** The first 64 bytes of an ELF executable: class, byte order, system, type, machine. */
function elf({ bits = 2, order = 1, system = 0, type = 2, machine = 62 } = {}): Uint8Array {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.set([bits, order, 1, system], 4);
  if (order === 1) {
    header.writeUInt16LE(type, 16);
    header.writeUInt16LE(machine, 18);
  } else {
    header.writeUInt16BE(type, 16);
    header.writeUInt16BE(machine, 18);
  }
  return header;
}

/** The header of a Mach-O file of 64 bits. */
function mach(processor: number, type = 2): Buffer {
  const header = Buffer.alloc(32);
  header.writeUInt32LE(0xfeedfacf, 0);
  header.writeUInt32LE(processor, 4);
  header.writeUInt32LE(type, 12);
  return header;
}

/** A Mach-O file with a slice for each processor. */
function fat(processors: readonly number[], shift = 0): Buffer {
  const start = 8 + processors.length * 20;
  const table = Buffer.alloc(start);
  table.writeUInt32BE(0xcafebabe, 0);
  table.writeUInt32BE(processors.length, 4);
  for (const [index, processor] of processors.entries()) {
    table.writeUInt32BE(processor, 8 + index * 20);
    table.writeUInt32BE(start + index * 32 + shift, 8 + index * 20 + 8);
    table.writeUInt32BE(32, 8 + index * 20 + 12);
  }
  return Buffer.concat([table, ...processors.map((processor) => mach(processor))]);
}

const X86_64 = 0x01000007;
const ARM64 = 0x0100000c;

describe('the platforms that a program fits', () => {
  const ALL = ['linux-aarch64', 'linux-x86_64', 'macos-aarch64', 'macos-x86_64'];
  test.each([
    ['a script', '#!/usr/bin/env node\n', ALL],
    ['ELF for x86-64', elf(), ['linux-x86_64']],
    ['ELF for x86-64, for Linux, as a shared object', elf({ system: 3, type: 3 }), ['linux-x86_64']],
    ['ELF for AArch64', elf({ machine: 183 }), ['linux-aarch64']],
    ['ELF for x86-64 with addresses of 32 bits', elf({ bits: 1 }), []],
    ['ELF for AArch64, big-endian', elf({ order: 2, machine: 183 }), []],
    ['ELF for FreeBSD', elf({ system: 9 }), []],
    ['ELF that is an object file', elf({ type: 1 }), []],
    ['ELF for RISC-V', elf({ machine: 243 }), []],
    ['ELF that ends early', elf().subarray(0, 18), []],
    ['Mach-O for x86-64', mach(X86_64), ['macos-x86_64']],
    ['Mach-O for ARM', mach(ARM64), ['macos-aarch64']],
    ['Mach-O that is a library', mach(ARM64, 6), []],
    ['Mach-O for both', fat([X86_64, ARM64]), ['macos-aarch64', 'macos-x86_64']],
    ['Mach-O whose slice ends behind the file', fat([ARM64], 1), []],
  ])('%s', async (_, program, expected) => {
    const claims = (platforms: readonly string[]): PackageEdit => ({
      program,
      manifest: { '/supported_platforms': platforms },
    });
    const judgement = await judge(claims(ALL));
    const refused = judgement.findings.map(({ at }) => at.pointer);
    const unfit = ALL.flatMap((platform, index) =>
      expected.includes(platform) ? [] : [`/supported_platforms/${index}`],
    );
    expect(refused).toEqual(unfit);
    if (unfit.length > 0) expect(rulesOf(judgement)).toEqual(['doctor-cli-package/platform-mismatch']);
    expect(rulesOf(await judge(claims(ALL), without('doctor-cli-package/platform-mismatch')))).toEqual([]);
    if (expected.length > 0) expect((await judge(claims(expected))).findings).toEqual([]);
  });

  test('a Java class, which begins as Mach-O for several processors does, is unknown', async () => {
    const program = Buffer.from('cafebabe0000003d', 'hex');
    expect(rulesOf(await judge({ program }))).toEqual(['doctor-cli-package/unknown-binary-format']);
  });
});
