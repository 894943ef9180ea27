// Writes the files of a folder to a canonical zip with our own writer.
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip } from 'package-contracts/strict-zip';
import { lazySource } from './lazy-source.mjs';

const [folder, out] = process.argv.slice(2);
const target = openSync(out, 'w');
writeZip(
  readdirSync(folder).map((path) => ({ path, source: lazySource(join(folder, path)) })),
  (bytes) => writeSync(target, bytes),
);
closeSync(target);
