// Writes the files of a folder to a canonical tar with our own writer, in gzip where the name says so. FOLDER OUT
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipWriter, writeTar } from 'package-contracts/strict-tar';
import { lazySource } from './lazy-source.mjs';

const [folder, out] = process.argv.slice(2);
const target = openSync(out, 'w');
const write = (bytes) => writeSync(target, bytes);
const members = readdirSync(folder).map((path) => ({ path, source: lazySource(join(folder, path)) }));
if (out.endsWith('.gz')) {
  const envelope = gzipWriter(write);
  writeTar(members, {}, envelope.write);
  envelope.end();
} else writeTar(members, {}, write);
closeSync(target);
