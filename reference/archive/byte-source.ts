import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { attempt } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';

/** Random access to a fixed number of bytes, by offset, without holding them all. */
export interface ByteSource {
  /** Total number of bytes. */
  readonly size: number;
  /**
   * Fills the whole of `target` with the bytes from `position` on.
   * Throws ContractsError `internal` for a range outside of the source: callers check bounds first.
   */
  read(position: number, target: Uint8Array): void;
}

export interface FileSource extends ByteSource {
  /** Releases the file, once. To read afterwards throws ContractsError `usage`. */
  close(): void;
}

/** A source over bytes in memory. */
export function bufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(position, target) {
      assertRange(position, target.length, bytes.length);
      target.set(bytes.subarray(position, position + target.length));
    },
  };
}

/**
 * Opens a regular file once; size and bytes come from the same descriptor, so replacing the path later changes
 * nothing. Throws ContractsError `io` (cannot be opened, not a regular file) or, while reading, `source-changed`
 * (the file shrank) and `io`.
 */
export function openFileSource(path: string): FileSource {
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  const descriptor = attempt(`cannot open ${path}`, () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  const status = attempt(`cannot read ${path}`, () => fstatSync(descriptor));
  if (!status.isFile()) {
    closeSync(descriptor);
    throw new ContractsError('io', `not a regular file: ${path}`);
  }
  return descriptorSource(descriptor, status.size, path);
}

/** A source over an open file of a known size; closing it closes the descriptor. `path` is for messages. */
export function descriptorSource(descriptor: number, size: number, path: string): FileSource {
  let isOpen = true;
  return {
    size,
    read(position, target) {
      // By now the descriptor may be another file's.
      if (!isOpen) throw new ContractsError('usage', `the source is closed: ${path}`);
      assertRange(position, target.length, size);
      let filled = 0;
      while (filled < target.length) {
        const count = attempt(`cannot read ${path}`, () =>
          readSync(descriptor, target, filled, target.length - filled, position + filled),
        );
        if (count === 0) throw new ContractsError('source-changed', `the file shrank while it was read: ${path}`);
        filled += count;
      }
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

/**
 * Reads a range into a fresh array. Throws ContractsError `internal` for a range outside of the source, and `io` for one
 * that memory cannot hold as a whole.
 */
export function readBytes(source: ByteSource, position: number, length: number): Uint8Array {
  assertRange(position, length, source.size);
  const bytes = allocate(length);
  source.read(position, bytes);
  return bytes;
}

/** Throws ContractsError `internal` for a range that is not within so many bytes. */
export function assertRange(position: number, length: number, size: number): void {
  // Asked for what holds: of NaN nothing does.
  if (Number.isSafeInteger(position) && position >= 0 && length >= 0 && length <= size - position) return;
  throw new ContractsError('internal', `read of ${length} bytes at ${position} outside of ${size} bytes`);
}

function allocate(length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw new ContractsError('io', `${length} bytes are more than memory holds at once`, { cause });
  }
}
