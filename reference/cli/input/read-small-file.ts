import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { ContractsError } from '../../report/contracts-error.ts';
import { usageError } from '../usage-error.ts';

const PIECE = 65_536;

/** Bytes of a file that is held in memory as a whole. Throws ContractsError `usage` where it is none, or larger. */
export function readSmallFile(given: string, cwd: string, mostBytes: number): Buffer {
  try {
    const descriptor = openSync(resolve(cwd, given), 'r');
    try {
      return readUpTo(descriptor, given, mostBytes);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    if (cause instanceof ContractsError) throw cause;
    throw new ContractsError('usage', `cannot read ${given}`, { cause });
  }
}

// What counts are the bytes that come: a pipe and a device have no size, and a device may have no end.
function readUpTo(descriptor: number, given: string, mostBytes: number): Buffer {
  const pieces: Buffer[] = [];
  for (let size = fstatSync(descriptor).size, done = 0; ; ) {
    if (size > mostBytes) throw usageError(`${given} is larger than ${mostBytes} bytes`);
    const piece = Buffer.alloc(PIECE);
    const count = readSync(descriptor, piece);
    if (count === 0) return Buffer.concat(pieces);
    pieces.push(piece.subarray(0, count));
    done += count;
    size = Math.max(size, done);
  }
}
