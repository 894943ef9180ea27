import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packTar } from 'modern-tar';
import { archiveFiles } from './archive-files.ts';

const READABLE = 0o644;
const EPOCH = new Date(0);

/**
 * The vectors of a release as one tar archive (POSIX ustar): below `vectors-<release>/` the files of `archiveFiles`,
 * owned by nobody, of the year 1970. The same tree gives the same bytes on every machine.
 */
export function vectorsArchive(root: string, release: string): Promise<Uint8Array> {
  const entries = archiveFiles(root).map((path) => {
    const body = readFileSync(join(root, path));
    const header = { name: `vectors-${release}/${path}`, size: body.length, type: 'file' as const };
    return { header: { ...header, mode: READABLE, mtime: EPOCH, uid: 0, gid: 0, uname: '', gname: '' }, body };
  });
  return packTar(entries);
}
