import { expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import { PLATFORMS, readBinaryFormat } from './platform-of-binary.ts';

// Headers by the System V ABI and <mach-o/loader.h>, <mach-o/fat.h>.
function elf({ bits = 2, order = 1, system = 0, type = 3, machine = 62 } = {}): Buffer {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, bits, order, 1, system]);
  header.writeUInt16LE(type, 16);
  header.writeUInt16LE(machine, 18);
  return header;
}

function mach(processor: number, type = 2): Buffer {
  const header = Buffer.alloc(32);
  header.writeUInt32LE(0xfeedfacf, 0);
  header.writeUInt32LE(processor, 4);
  header.writeUInt32LE(type, 12);
  return header;
}

function fat(slices: readonly (readonly [number, Buffer])[], cut = 0): Buffer {
  const table = Buffer.alloc(8 + slices.length * 20);
  table.writeUInt32BE(0xcafebabe, 0);
  table.writeUInt32BE(slices.length, 4);
  let offset = table.length;
  for (const [index, [processor, bytes]] of slices.entries()) {
    table.writeUInt32BE(processor, 8 + index * 20);
    table.writeUInt32BE(offset, 16 + index * 20);
    table.writeUInt32BE(bytes.length, 20 + index * 20);
    offset += bytes.length;
  }
  const whole = Buffer.concat([table, ...slices.map(([, bytes]) => bytes)]);
  return whole.subarray(0, whole.length - cut);
}

const X86 = 0x01000007;
const ARM = 0x0100000c;

test.each([
  ['a script', Buffer.from('#!/bin/sh\n'), PLATFORMS],
  ['ELF for x86-64', elf(), ['linux-x86_64']],
  ['ELF for AArch64, of Linux, an executable', elf({ machine: 183, system: 3, type: 2 }), ['linux-aarch64']],
  ['ELF of 32 bits', elf({ bits: 1 }), []],
  ['ELF of the other byte order', elf({ order: 2 }), []],
  ['ELF of FreeBSD', elf({ system: 9 }), []],
  ['an ELF object', elf({ type: 1 }), []],
  ['ELF for RISC-V', elf({ machine: 243 }), []],
  ['a cut ELF', elf().subarray(0, 12), []],
  ['Mach-O for x86-64', mach(X86), ['macos-x86_64']],
  ['Mach-O for ARM', mach(ARM), ['macos-aarch64']],
  ['a Mach-O library', mach(ARM, 6), []],
  [
    'Mach-O for both',
    fat([
      [X86, mach(X86)],
      [ARM, mach(ARM)],
    ]),
    ['macos-aarch64', 'macos-x86_64'],
  ],
  [
    'Mach-O for both, the second cut',
    fat(
      [
        [X86, mach(X86)],
        [ARM, mach(ARM)],
      ],
      1,
    ),
    ['macos-x86_64'],
  ],
  ['Mach-O whose slice is another', fat([[X86, mach(ARM)]]), []],
])('%s', (_what, bytes, platforms) => {
  expect(readBinaryFormat(bufferSource(bytes))).toMatchObject({ isKnown: true, platforms });
});

test.each([
  ['a Windows executable', Buffer.from('MZ\0\0')],
  ['a Java class', Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61])],
  ['a text', Buffer.from('echo')],
  ['one byte', Buffer.from('#')],
  ['nothing', Buffer.alloc(0)],
])('%s is of no known format', (_what, bytes) => {
  expect(readBinaryFormat(bufferSource(bytes))).toMatchObject({ isKnown: false, platforms: [] });
});
