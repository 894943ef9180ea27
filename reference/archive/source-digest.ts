import { createHash } from 'node:crypto';
import type { ByteSource } from './byte-source.ts';

const CHUNK = 256 * 1024;

/** SHA-256 of all bytes of a source, 64 lower-case hex digits; one reused buffer, whatever the size. */
export function digestSource(source: ByteSource): string {
  return digestWhileRead(source).digest();
}

/** A source, and the SHA-256 of all its bytes once it has been read. */
export interface DigestedSource {
  readonly source: ByteSource;
  /** 64 lower-case hex digits; reads what has not been read yet. */
  readonly digest: () => string;
}

/** Up to so many bytes that a reader passes over are read for the digest alone, to stay in step with the reader. */
const NARROW_GAP = 4096;

/**
 * A source that is digested while it is read. Readers go over the bulk of a file from front to back, so most bytes
 * need not be read twice, and the digest is of the bytes that were judged.
 */
export function digestWhileRead(source: ByteSource): DigestedSource {
  const hash = createHash('sha256');
  let done = 0;
  const digestUpTo = (stop: number): void => {
    const buffer = new Uint8Array(Math.min(CHUNK, stop - done));
    while (done < stop) {
      const chunk = buffer.subarray(0, Math.min(buffer.length, stop - done));
      source.read(done, chunk);
      hash.update(chunk);
      done += chunk.length;
    }
  };
  const read = (position: number, target: Uint8Array): void => {
    source.read(position, target);
    if (position > done && position - done <= NARROW_GAP) digestUpTo(position);
    if (position > done || position + target.length <= done) return;
    hash.update(target.subarray(done - position));
    done = position + target.length;
  };
  return {
    source: { size: source.size, read },
    digest: () => {
      digestUpTo(source.size);
      return hash.digest('hex');
    },
  };
}
