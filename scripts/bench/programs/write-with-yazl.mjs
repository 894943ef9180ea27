// Writes the files of a folder to a stored zip with yazl.
import { createWriteStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

const [folder, out] = process.argv.slice(2);
const archive = new yazl.ZipFile();
const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compress: false };
for (const name of readdirSync(folder).sort()) archive.addFile(join(folder, name), name, options);
archive.end();
await pipeline(archive.outputStream, createWriteStream(out));
