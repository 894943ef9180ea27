import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { attempt } from '../../report/attempt.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { type InputFile, toFileStatus } from './asset-input.ts';

const CHUNK_BYTES = 262_144;

/** The one buffer of an operation that reads many files. */
export function createCopyBuffer(): Uint8Array {
  return new Uint8Array(CHUNK_BYTES);
}

/**
 * Reads a file once, in chunks that are valid only during the call, and gives its SHA-256 in hex.
 * Throws ContractsError `source-changed` where it is not the file any more that the workspace was read with, and `io`.
 */
export function copyInput(file: InputFile, buffer: Uint8Array, sink?: (chunk: Uint8Array) => void): string {
  const hash = createHash('sha256');
  // O_NOFOLLOW and O_NONBLOCK: what was a regular file may have been replaced since.
  const descriptor = attempt(`cannot read ${file.path}`, () =>
    openSync(file.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK),
  );
  try {
    assertUnchanged(file, descriptor);
    for (let position = 0; position < file.size; ) {
      const wanted = Math.min(buffer.length, file.size - position);
      const count = attempt(`cannot read ${file.path}`, () => readSync(descriptor, buffer, 0, wanted, position));
      if (count === 0) throw changed(file);
      hash.update(buffer.subarray(0, count));
      sink?.(buffer.subarray(0, count));
      position += count;
    }
    assertUnchanged(file, descriptor);
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

function assertUnchanged(file: InputFile, descriptor: number): void {
  const status = attempt(`cannot read ${file.path}`, () => fstatSync(descriptor, { bigint: true }));
  const { ino, dev, mtimeNs } = toFileStatus(status);
  const before = file.status;
  const isSame = ino === before.ino && dev === before.dev && mtimeNs === before.mtimeNs;
  if (!status.isFile() || Number(status.size) !== file.size || !isSame) throw changed(file);
}

function changed({ path }: InputFile): ContractsError {
  return new ContractsError('source-changed', `a file of the workspace changed while it was read: ${path}`);
}
