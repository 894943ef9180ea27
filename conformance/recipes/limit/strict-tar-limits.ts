import { crc32 } from 'node:zlib';
import type { Segment } from '../../suite/vector.ts';
import type { LimitRecipe } from '../case-recipe.ts';
import { blockHeader, GZIP_HEADER, gzipMember, storedBlocks, ZSTD_MAGIC } from '../envelope-builder.ts';
import { buildTar, tarEntry, tarHeader } from '../tar-builder.ts';
import { limitCase } from './limit-case.ts';

const tar = limitCase('strict-tar@1', { seconds: 30, mebibytes: 1024 });

const MOST_MEMBERS = 65_535;
const MOST_GZIP_HEADER = 131_072;
const MIB = 1_048_576;
const BLOCK = 512;
const END: Segment = { zeros: 1024 };

/** The same empty file so many times: only its count matters, and `core` takes the last of one path. */
const EMPTY_FILE = tarHeader({ name: 'a' }).toString('hex');
const members = (count: number): readonly Segment[] => [{ repeat: count, segments: [{ hex: EMPTY_FILE }] }, END];

const SMALL = buildTar([{ name: 'a', data: 'a\n' }]).bytes;

/** A gzip header of so many bytes, by its file name, and the rest of the file. */
function gzipHeader(bytes: number): readonly Segment[] {
  const rest = gzipMember(SMALL).subarray(GZIP_HEADER.length / 2);
  return [
    { hex: '1f8b08080000000000ff' },
    { repeat: bytes - 11, segments: [{ text: 'n' }] },
    { hex: '00' },
    { hex: rest.toString('hex') },
  ];
}

/** A whole file, and behind it a header of so many bytes: core reads one member behind the other. */
function secondHeader(bytes: number): readonly Segment[] {
  return [{ hex: gzipMember(SMALL).toString('hex') }, ...gzipHeader(bytes).slice(0, 3)];
}

/** A frame without size and checksum: a file of so many zeros in run-length blocks, and the end of the archive. */
function zstdZeros(size: number): readonly Segment[] {
  const largest = 131_072;
  const blocks = (size + 1024) / largest;
  const header = tarEntry({ name: 'a', size });
  return [
    { hex: `${ZSTD_MAGIC}0038` },
    { hex: blockHeader(0, header.length, false) + header.toString('hex') },
    { repeat: blocks - 1, segments: [{ hex: `${blockHeader(1, largest, false)}00` }] },
    { hex: `${blockHeader(1, largest)}00` },
  ];
}

/** As many zeros as leave whole blocks of 128 KiB with what ends the archive. */
const ZEROS_BELOW = 7 * 131_072 - 1024;
const ZEROS_ABOVE = 16 * 131_072 - 1024;

export const strictTarLimits: readonly LimitRecipe[] = [
  tar.accepted({
    name: 'limit-65535-members',
    cites: ['tar/too-many-members'],
    why: 'An archive may have 65,535 members.',
    segments: members(MOST_MEMBERS),
  }),
  tar.rejected({
    name: 'limit-65536-members',
    rule: 'tar/too-many-members',
    why: 'One member more than an archive may have.',
    segments: members(MOST_MEMBERS + 1),
  }),
  tar.accepted({
    name: 'limit-gzip-header',
    cites: ['gzip/header-too-large', 'gzip/optional-field'],
    warnings: ['gzip/optional-field'],
    why: 'The gzip header has 131,072 bytes with its file name, as many as it may have.',
    segments: gzipHeader(MOST_GZIP_HEADER),
  }),
  tar.rejected({
    name: 'limit-gzip-header-and-1',
    rule: 'gzip/header-too-large',
    why: 'The gzip header has one byte more than it may have.',
    segments: gzipHeader(MOST_GZIP_HEADER + 1),
  }),
  tar.rejected({
    name: 'limit-gzip-second-header',
    rule: 'gzip/header-too-large',
    why: 'The header of a second member has one byte more than it may have; all of the tar comes before it.',
    segments: secondHeader(MOST_GZIP_HEADER + 1),
  }),
  tar.accepted({
    name: 'limit-zstd-below-1-mib',
    cites: ['zstd/ratio-too-high', 'zstd/checksum-missing', 'zstd/content-size-missing'],
    warnings: ['zstd/checksum-missing', 'zstd/content-size-missing'],
    why: 'The content is far more than 200 times as long as the file, and not more than 1 MiB.',
    segments: zstdZeros(ZEROS_BELOW),
  }),
  tar.rejected({
    name: 'limit-zstd-ratio',
    rule: 'zstd/ratio-too-high',
    why: 'Two MiB of zeros come of less than a KiB.',
    segments: zstdZeros(ZEROS_ABOVE),
  }),
  tar.accepted({
    name: 'limit-gzip-stored',
    cites: ['gzip/ratio-too-high'],
    why: 'More than 1 MiB of content that is not compressed.',
    segments: gzipStored(2 * MIB),
  }),
  tar.rejected({
    name: 'limit-gzip-ratio',
    rule: 'gzip/ratio-too-high',
    why: 'Two MiB of zeros come of less than three KiB: one bit stands for a length of 258, another for a distance.',
    segments: gzipZeros(),
  }),
];

/** A file of so many zeros in stored blocks; its CRC-32 is that of the tar as a whole. */
function gzipStored(size: number): readonly Segment[] {
  const bytes = buildTar([{ name: 'a', data: new Uint8Array(size) }]).bytes;
  const header = tarHeader({ name: 'a', size });
  const whole = gzipMember(bytes);
  const first = storedBlocks(bytes).subarray(0, 5).toString('hex');
  const last = whole.subarray(-8).toString('hex');
  const most = 65_535;
  const full = Math.floor((bytes.length - most) / most);
  const rest = bytes.length - most * (full + 1);
  const blockOf = (length: number, isLast: boolean): string => {
    const head = Buffer.from([isLast ? 1 : 0, 0, 0, 0, 0]);
    head.writeUInt16LE(length, 1);
    head.writeUInt16LE(0xffff - length, 3);
    return head.toString('hex');
  };
  return [
    { hex: GZIP_HEADER + first + header.toString('hex') },
    { zeros: most - header.length },
    { repeat: full, segments: [{ hex: blockOf(most, false) }, { zeros: most }] },
    { hex: blockOf(rest, true) },
    { zeros: rest },
    { hex: last },
  ];
}

/**
 * A header and some zeros in a stored block, then zeros in a block of dynamic codes (RFC 1951, 3.2.7): two literals, and
 * behind them copies of 258 bytes at the distance 1 with codes of one bit each, so that every zero byte stands for 1,032,
 * and the end. Ratio aside, all of it is as it should be.
 */
function gzipZeros(): readonly Segment[] {
  const bytes = 2200;
  // Three more before the two bits that end the stream.
  const copied = 2 + 258 * (4 * bytes + 3);
  const stored = (BLOCK - (copied % BLOCK)) % BLOCK;
  const size = copied + stored - 1024;
  const header = tarHeader({ name: 'a', size });
  const head = storedBlocks(Buffer.concat([header, new Uint8Array(stored)]));
  head[0] = 0;
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(Buffer.concat([header, new Uint8Array(copied + stored)])), 0);
  end.writeUInt32LE(header.length + copied + stored, 4);
  return [
    { hex: `${GZIP_HEADER}${head.toString('hex')}edc101010000008220ffaf6e484001` },
    { zeros: bytes },
    { hex: `03${end.toString('hex')}` },
  ];
}
