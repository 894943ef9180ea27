import { fstatSync, statSync, writeSync } from 'node:fs';

// Opening a standard stream loads what sockets and terminals need: a fifth of a bare start. A file or a pipe can do
// without.

/** Whether a standard stream may be a terminal: a device other than the null device. */
export function mayBeTerminal(descriptor: number): boolean {
  try {
    const status = fstatSync(descriptor);
    return status.isCharacterDevice() && status.rdev !== statSync('/dev/null').rdev;
  } catch {
    // Whatever it is, the stream says what is wrong with it.
    return true;
  }
}

export interface DirectWrite {
  /** What the other side has no room for now. */
  readonly rest: Uint8Array;
  readonly error?: NodeJS.ErrnoException;
}

/** Writes bytes to a descriptor, waiting as long as it takes unless the descriptor is one that does not wait. */
export function writeDirectly(descriptor: number, bytes: Uint8Array): DirectWrite {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    return { rest };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'code' in error && error.code === 'EAGAIN' ? { rest } : { rest, error };
  }
}
