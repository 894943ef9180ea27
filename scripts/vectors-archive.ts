import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { vectorsArchive } from './vectors/vectors-archive.ts';

// `vectors-archive [FOLDER]`: writes vectors-<version>.tar there (here, if none is named), and its digest beside it in
// the form of `sha256sum -c`.
const root = join(import.meta.dirname, '..');
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = resolve(process.argv[2] ?? '.');
const name = `vectors-${version}.tar`;
const bytes = await vectorsArchive(root, version);
const digest = createHash('sha256').update(bytes).digest('hex');
mkdirSync(folder, { recursive: true });
publish(join(folder, name), bytes);
publish(join(folder, `${name}.sha256`), `${digest}  ${name}\n`);
console.log(`${name}: ${bytes.length} bytes, SHA-256 ${digest}`);

function publish(path: string, content: Uint8Array | string): void {
  writeFileSync(`${path}.${process.pid}.tmp`, content);
  renameSync(`${path}.${process.pid}.tmp`, path);
}
