import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What publishing asks of the operating system. Every call may throw an error with a `code`. */
export interface PublishSystem {
  /** What stands at a path, links not followed: `nothing`, `a file`, or another kind in words. */
  kindOf(path: string): string;
  makeFolder(path: string): void;
  /** Makes a new file for writing; fails where anything stands there. */
  create(path: string, mode: number): number;
  modeOf(descriptor: number): number;
  setMode(descriptor: number, mode: number): void;
  /** Writes some of the bytes, and answers how many. */
  write(descriptor: number, bytes: Uint8Array): number;
  synchronise(descriptor: number): void;
  openForSync(path: string): number;
  close(descriptor: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  removeFolder(path: string): void;
}

export const realSystem: PublishSystem = {
  kindOf(path) {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return 'nothing';
    if (status.isFile()) return 'a file';
    if (status.isDirectory()) return 'a folder';
    return status.isSymbolicLink() ? 'a symbolic link' : 'a device, pipe or socket';
  },
  makeFolder: (path) => mkdirSync(path),
  create: (path, mode) => openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode),
  modeOf: (descriptor) => fstatSync(descriptor).mode % 0o1000,
  setMode: (descriptor, mode) => fchmodSync(descriptor, mode),
  write: (descriptor, bytes) => writeSync(descriptor, bytes),
  synchronise: (descriptor) => fsyncSync(descriptor),
  openForSync: (path) => openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW),
  close: (descriptor) => closeSync(descriptor),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => unlinkSync(path),
  removeFolder: (path) => rmdirSync(path),
};

/**
 * Makes a folder and those above it that are missing; gives what it made, the deepest first. One level at a time: where
 * the system denies that there is a folder which is there, as in /proc, Node's own way of making all at once never ends.
 */
export function makeFolders(path: string, system: PublishSystem): readonly string[] {
  const missing: string[] = [];
  for (let folder = path; system.kindOf(folder) === 'nothing'; folder = dirname(folder)) missing.push(folder);
  const made: string[] = [];
  try {
    for (const folder of missing.toReversed()) {
      try {
        system.makeFolder(folder);
        made.unshift(folder);
      } catch (error) {
        // Somebody else may have made it in the meantime.
        if (system.kindOf(folder) !== 'a folder') throw error;
      }
    }
  } catch (error) {
    for (const folder of made) system.removeFolder(folder);
    throw error;
  }
  return made;
}
