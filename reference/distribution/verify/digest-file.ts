import { createHash } from 'node:crypto';
import type { ByteSource } from '../../archive/byte-source.ts';

const CHUNK = 262_144;

/** SHA-256 of a file, in 64 lower-case hex digits. */
export function digestFile(source: ByteSource): string {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(Math.min(CHUNK, source.size));
  for (let done = 0; done < source.size; ) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - done));
    source.read(done, chunk);
    hash.update(chunk);
    done += chunk.length;
  }
  return hash.digest('hex');
}
