import { createHash, type Hash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

// Such a file is not read again each time; whoever writes to it changes its times.
const LARGE = 64 * 1024 * 1024;

/** One text for everything below a path: kinds, names, modes and bytes. Nothing is followed; what is missing says so. */
export function fingerprint(path: string): string {
  const hash = createHash('sha256');
  addTo(hash, path, '');
  return hash.digest('hex');
}

function addTo(hash: Hash, path: string, name: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  hash.update(`${JSON.stringify(name)} ${stats?.mode} `);
  if (stats === undefined) return;
  if (stats.isSymbolicLink()) hash.update(JSON.stringify(readlinkSync(path)));
  else if (stats.isFile() && stats.size >= LARGE) hash.update(`${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`);
  else if (stats.isFile()) hash.update(`${stats.size} `).update(readFileSync(path));
  else if (stats.isDirectory()) {
    for (const entry of readdirSync(path).sort()) addTo(hash, join(path, entry), entry);
  }
}
