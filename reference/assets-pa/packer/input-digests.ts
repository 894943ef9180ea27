import { relative, sep } from 'node:path';
import type { InputFile } from './asset-input.ts';
import { copyInput, createCopyBuffer } from './copy-input.ts';
import type { Noted } from './fingerprints.ts';

type NotedFile = Noted['files'][number];

/** The strong hashes of a workspace's inputs. */
export interface InputDigests {
  /** SHA-256 of a file: read, or taken from the build before where all hints agree. */
  digestOf(file: InputFile): string;
  /** Whether a digest was taken over, and so must be confirmed by reading before anything depends on it. */
  isTaken(file: InputFile): boolean;
  /** What to note of the files, by path. */
  notes(): NotedFile[];
}

/**
 * Digests files of a project once each. Size and times are hints by which a digest of the build before may be taken
 * over for the moment; the digest is what counts. Throws ContractsError `io` and `source-changed` while reading.
 */
export function createInputDigests(project: string, noted: Noted | undefined): InputDigests {
  const before = new Map(noted?.files.map((file) => [file.path, file]));
  const known = new Map<string, { readonly file: InputFile; readonly sha256: string; readonly isTaken: boolean }>();
  const buffer = createCopyBuffer();
  const entryOf = (file: InputFile) => {
    const found = known.get(file.path);
    if (found !== undefined) return found;
    const taken = before.get(nameIn(project, file));
    const isTaken = taken !== undefined && hintsAgree(taken, file);
    const entry = { file, sha256: isTaken ? taken.strong_hash : copyInput(file, buffer), isTaken };
    known.set(file.path, entry);
    return entry;
  };
  return {
    digestOf: (file) => entryOf(file).sha256,
    isTaken: (file) => entryOf(file).isTaken,
    notes: () =>
      [...known.values()].map(({ file, sha256 }) => ({
        path: nameIn(project, file),
        size: file.size,
        mtime: String(file.status.mtimeNs),
        ctime: String(file.status.ctimeNs),
        strong_hash: sha256,
      })),
  };
}

function hintsAgree({ size, mtime, ctime }: NotedFile, { status, ...file }: InputFile): boolean {
  return size === file.size && mtime === String(status.mtimeNs) && ctime === String(status.ctimeNs);
}

function nameIn(project: string, { path }: InputFile): string {
  return relative(project, path).split(sep).join('/');
}
