import { createHash } from 'node:crypto';
import type { ByteSource } from '../archive/byte-source.ts';

const CHUNK = 256 * 1024;

/** SHA-256 of all bytes of a source, 64 lower-case hex digits; one reused buffer, whatever the size. */
export function digestSource(source: ByteSource): string {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(Math.min(CHUNK, source.size));
  for (let position = 0; position < source.size; position += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - position));
    source.read(position, chunk);
    hash.update(chunk);
  }
  return hash.digest('hex');
}
