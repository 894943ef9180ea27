import { crc32 } from 'node:zlib';

/** A file of an archive; other members are for archives that are not what they must be. */
export interface ArchiveFile {
  readonly path: string;
  readonly mode: '0644' | '0755';
  readonly bytes: Uint8Array;
  /** Type flag of the header; `0`, a regular file, where it is absent. */
  readonly type?: string;
  /** Target of a link. */
  readonly link?: string;
}

const BLOCK = 512;
const LONGEST_STORED = 65_535;

/** The tar of section 6: the files in the order that is given, each of the moment, and two blocks of zeros. */
export function draftTar(files: readonly ArchiveFile[], epoch: number): Uint8Array {
  const parts = files.flatMap((file) => {
    const padding = (BLOCK - (file.bytes.length % BLOCK)) % BLOCK;
    return [tarHeader(file, epoch), file.bytes, new Uint8Array(padding)];
  });
  return Buffer.concat([...parts, new Uint8Array(2 * BLOCK)]);
}

/** The gzip of section 6: time 0, no flags, system 255, stored blocks. */
export function draftGzip(bytes: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length || start === 0; start += LONGEST_STORED) {
    const data = bytes.subarray(start, start + LONGEST_STORED);
    const head = Buffer.alloc(5);
    head.writeUInt8(start + LONGEST_STORED >= bytes.length ? 1 : 0, 0);
    head.writeUInt16LE(data.length, 1);
    head.writeUInt16LE(LONGEST_STORED - data.length, 3);
    blocks.push(head, data);
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(bytes), 0);
  trailer.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([Buffer.from('1f8b08000000000000ff', 'hex'), ...blocks, trailer]);
}

function tarHeader({ path, mode, bytes, type = '0', link = '' }: ArchiveFile, epoch: number): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0, 100, 'utf8');
  writeOctal(header, Number.parseInt(mode, 8), 100, 8);
  writeOctal(header, 0, 108, 8);
  writeOctal(header, 0, 116, 8);
  writeOctal(header, bytes.length, 124, 12);
  writeOctal(header, epoch, 136, 12);
  header.fill(' ', 148, 156);
  header.write(type, 156, 'latin1');
  header.write(link, 157, 100, 'utf8');
  header.write('ustar\u000000', 257, 'latin1');
  writeOctal(header, 0, 329, 8);
  writeOctal(header, 0, 337, 8);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
  return header;
}

// Digits with leading zeros, and a zero byte.
function writeOctal(header: Buffer, value: number, offset: number, width: number): void {
  header.write(`${value.toString(8).padStart(width - 1, '0')}\u0000`, offset, 'latin1');
}
