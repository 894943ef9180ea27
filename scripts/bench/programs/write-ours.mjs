// Writes the files of a folder to a canonical zip with our own writer.
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openFileSource } from 'package-contracts';
import { writeZip } from 'package-contracts/strict-zip';

const [folder, out] = process.argv.slice(2);
const members = readdirSync(folder).map((path) => ({ path, source: openFileSource(join(folder, path)) }));
const target = openSync(out, 'w');
writeZip(members, (bytes) => writeSync(target, bytes));
closeSync(target);
