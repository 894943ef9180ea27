import { createHash } from 'node:crypto';
import type { ByteSource } from '../archive/byte-source.ts';
import { compareCodePoints } from '../report/code-point-order.ts';

const CHUNK = 256 * 1024;

export interface ChecksummedFile {
  readonly path: string;
  readonly source: ByteSource;
}

/** The canonical checksum list of the files (section 3): one line each, sorted by path. */
export function writeChecksumList(files: readonly ChecksummedFile[]): string {
  return files
    .toSorted((a, b) => compareCodePoints(a.path, b.path))
    .map(({ path, source }) => `${sha256Hex(source)}  ${path}\n`)
    .join('');
}

function sha256Hex(source: ByteSource): string {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(Math.min(CHUNK, source.size));
  for (let position = 0; position < source.size; position += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - position));
    source.read(position, chunk);
    hash.update(chunk);
  }
  return hash.digest('hex');
}
