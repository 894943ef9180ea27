// Writes the files of a folder to a canonical zip with our own writer.
import { closeSync, openSync, readdirSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip } from 'package-contracts/strict-zip';

const [folder, out] = process.argv.slice(2);
const target = openSync(out, 'w');
writeZip(
  readdirSync(folder).map((path) => ({ path, source: lazySource(join(folder, path)) })),
  (bytes) => writeSync(target, bytes),
);
closeSync(target);

// A file is open only while it is read: there may be more of them than descriptors.
function lazySource(path) {
  return {
    size: statSync(path).size,
    read(position, bytes) {
      const file = openSync(path);
      readSync(file, bytes, 0, bytes.length, position);
      closeSync(file);
    },
  };
}
