import { type ByteSource, readBytes } from '../archive/byte-source.ts';

/** Operating system and machine type, as release manifests name them. */
export type Platform = 'linux-aarch64' | 'linux-x86_64' | 'macos-aarch64' | 'macos-x86_64';

/** Every platform that a release manifest may claim, sorted. */
export const PLATFORMS: readonly Platform[] = ['linux-aarch64', 'linux-x86_64', 'macos-aarch64', 'macos-x86_64'];

/** What the first bytes of a program say about it (section 5). */
export interface BinaryFormat {
  /** The format in words. */
  readonly format: string;
  /** Whether it is one that section 5 names. */
  readonly isKnown: boolean;
  /** Whether an interpreter runs it. */
  readonly isScript: boolean;
  /** The platforms that it fits, sorted. */
  readonly platforms: readonly Platform[];
}

const HEADER_SIZE = 32;
// System V ABI, "ELF Header"; the machine types of the processor supplements.
const ELF_MACHINES: ReadonlyMap<number, Platform> = new Map([
  [62, 'linux-x86_64'],
  [183, 'linux-aarch64'],
]);
// EI_OSABI: System V, Linux. e_type: executable, shared object.
const ELF_SYSTEMS: readonly number[] = [0, 3];
const ELF_TYPES: readonly number[] = [2, 3];
// <mach/machine.h> and <mach-o/loader.h>.
const MACH_MACHINES: ReadonlyMap<number, Platform> = new Map([
  [0x01000007, 'macos-x86_64'],
  [0x0100000c, 'macos-aarch64'],
]);
const MACH_MAGICS: readonly number[] = [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe];
const MACH_EXECUTABLE = 2;
// <mach-o/fat.h>. A Java class begins as the first does, with its version where the number of slices stands.
const FAT_32 = 0xcafebabe;
const FAT_64 = 0xcafebabf;
const MOST_SLICES = 16;

/** Reads what a program is from its header, and from those of its slices. */
export function readBinaryFormat(source: ByteSource): BinaryFormat {
  const header = readHeader(source, 0);
  if (header.subarray(0, 2).toString('latin1') === '#!')
    return { format: 'a script', isKnown: true, isScript: true, platforms: PLATFORMS };
  if (header.length < 4)
    return { format: 'neither ELF nor Mach-O nor a script', isKnown: false, isScript: false, platforms: [] };
  const magic = header.readUInt32BE(0);
  if (magic === 0x7f454c46) return elfFormat(header);
  if (MACH_MAGICS.includes(magic)) return named('Mach-O', toList(machPlatform(header)));
  if ((magic === FAT_32 || magic === FAT_64) && header.length >= 8 && header.readUInt32BE(4) <= MOST_SLICES) {
    return named('Mach-O', slicePlatforms(source, header));
  }
  const what =
    header.subarray(0, 2).toString('latin1') === 'MZ' ? 'a Windows executable' : 'neither ELF nor Mach-O nor a script';
  return { format: what, isKnown: false, isScript: false, platforms: [] };
}

function elfFormat(header: Buffer): BinaryFormat {
  if (header.length < 20) return named('ELF', []);
  const isPlain = header.readUInt8(4) === 2 && header.readUInt8(5) === 1 && ELF_SYSTEMS.includes(header.readUInt8(7));
  const platform = ELF_MACHINES.get(header.readUInt16LE(18));
  return named('ELF', isPlain && ELF_TYPES.includes(header.readUInt16LE(16)) ? toList(platform) : []);
}

function machPlatform(header: Buffer): Platform | undefined {
  if (header.length < 16 || header.readUInt32LE(0) !== 0xfeedfacf) return undefined;
  return header.readUInt32LE(12) === MACH_EXECUTABLE ? MACH_MACHINES.get(header.readUInt32LE(4)) : undefined;
}

function slicePlatforms(source: ByteSource, header: Buffer): readonly Platform[] {
  const isWide = header.readUInt32BE(0) === FAT_64;
  const recordSize = isWide ? 32 : 20;
  const found = new Set<Platform>();
  for (let index = 0; index < header.readUInt32BE(4); index += 1) {
    const at = 8 + index * recordSize;
    if (at + recordSize > source.size) break;
    const record = Buffer.from(readBytes(source, at, recordSize));
    const offset = isWide ? Number(record.readBigUInt64BE(8)) : record.readUInt32BE(8);
    const size = isWide ? Number(record.readBigUInt64BE(16)) : record.readUInt32BE(12);
    if (offset + size > source.size) continue;
    const platform = machPlatform(readHeader(source, offset).subarray(0, size));
    if (platform !== undefined && MACH_MACHINES.get(record.readUInt32BE(0)) === platform) found.add(platform);
  }
  return PLATFORMS.filter((platform) => found.has(platform));
}

function readHeader(source: ByteSource, offset: number): Buffer {
  return Buffer.from(readBytes(source, offset, Math.min(HEADER_SIZE, source.size - offset)));
}

function named(kind: string, platforms: readonly Platform[]): BinaryFormat {
  const whom = platforms.length > 0 ? platforms.join(' and ') : 'another platform';
  return { format: `${kind} for ${whom}`, isKnown: true, isScript: false, platforms };
}

function toList(platform: Platform | undefined): readonly Platform[] {
  return platform === undefined ? [] : [platform];
}
