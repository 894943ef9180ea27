import { createHash } from 'node:crypto';
import { type ByteSource, openFileSource } from './byte-source.ts';
import { readPieces } from './read-pieces.ts';

/** SHA-256 of all bytes of a source, 64 lower-case hex digits; one reused buffer, whatever the size. */
export function digestSource(source: ByteSource): string {
  return digestWhileRead(source).digest();
}

/** SHA-256 of a file of any size. Throws ContractsError `io` and `source-changed` where it cannot be read. */
export function digestFile(path: string): string {
  const source = openFileSource(path);
  try {
    return digestSource(source);
  } finally {
    source.close();
  }
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
    const take = (piece: Uint8Array): void => {
      hash.update(piece);
      done += piece.length;
    };
    readPieces(source, take, { offset: done, size: stop - done });
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
