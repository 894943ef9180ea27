import { closeSync, writeSync } from 'node:fs';
import { type ByteSource, bufferSource, descriptorSource } from '../../archive/byte-source.ts';
import { openNamelessFile } from '../../archive/nameless-file.ts';
import { ContractsError } from '../../report/contracts-error.ts';

const MOST_IN_MEMORY = 4_194_304;

/** Bytes that come in one after the other, and are read afterwards. */
export interface Spool {
  readonly size: number;
  /** Throws ContractsError `io` where the system refuses. */
  add(chunk: Uint8Array): void;
  /** What came in; nothing is added any more. */
  source(name: string): ByteSource;
  /** Lets go of everything; a source must not be read afterwards. */
  discard(): void;
}

/** Keeps what is small in memory, and everything else in a file that has no name, so that nobody else can open it. */
export function openSpool(): Spool {
  let chunks: Uint8Array[] = [];
  let descriptor: number | undefined;
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(chunk) {
      size += chunk.length;
      if (descriptor === undefined && size <= MOST_IN_MEMORY) {
        chunks.push(Uint8Array.from(chunk));
        return;
      }
      const waiting = [...chunks, chunk];
      chunks = [];
      descriptor ??= withIo(openNamelessFile);
      for (const bytes of waiting) writeAll(descriptor, bytes);
    },
    source: (name) =>
      descriptor === undefined ? bufferSource(Buffer.concat(chunks)) : descriptorSource(descriptor, size, name),
    discard() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
      chunks = [];
    },
  };
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    const rest = bytes.subarray(done);
    done += withIo(() => writeSync(descriptor, rest));
  }
}

function withIo<T>(task: () => T): T {
  try {
    return task();
  } catch (cause) {
    throw new ContractsError('io', 'cannot keep what a server sent in a temporary file', { cause });
  }
}
