import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** A file that is open only while it is read: there may be more of them than descriptors. */
export function lazySource(path) {
  return {
    size: statSync(path).size,
    read(position, bytes) {
      const file = openSync(path);
      readSync(file, bytes, 0, bytes.length, position);
      closeSync(file);
    },
  };
}
