import type { ByteSource } from '../archive/byte-source.ts';
import { digestSource } from '../archive/source-digest.ts';
import { compareCodePoints } from '../report/code-point-order.ts';

export interface ChecksummedFile {
  readonly path: string;
  readonly source: ByteSource;
}

/** The canonical checksum list of the files (section 3): one line each, sorted by path. */
export function writeChecksumList(files: readonly ChecksummedFile[]): string {
  return files
    .toSorted((a, b) => compareCodePoints(a.path, b.path))
    .map(({ path, source }) => `${digestSource(source)}  ${path}\n`)
    .join('');
}
