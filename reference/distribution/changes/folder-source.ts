import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '../../archive/byte-source.ts';
import { readFolder } from '../../archive/folder.ts';
import { readPieces } from '../../archive/read-pieces.ts';
import { LIMITS } from '../../generated/limits.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import type { ContentScheme, StateSource, StoredFile } from './state-source.ts';

/** The state of a folder. Its files are named in the scheme of the state that it is compared with. */
export function folderSource(root: string, scheme: ContentScheme = 'sha256'): StateSource {
  const reader = withoutLinks(root);
  const files = new Map<string, StoredFile>();
  if (lstatSync(join(root, 'dist'), { throwIfNoEntry: false })?.isDirectory() === true) {
    const most = LIMITS['distribution.files'];
    for (const { path, type, size } of readFolder(join(root, 'dist'), { digest: false, most }).members) {
      if (type !== 'file' || size === undefined) continue;
      const full = `dist/${path}`;
      files.set(full, { size, content: () => contentOf(full, reader, scheme) });
    }
  }
  return { scheme, reader, files, history: noHistory };
}

// No link is followed: of what git knows, none could be.
function withoutLinks(root: string): RepositoryReader {
  const reader = folderReader(root);
  return {
    open: async (path, most) =>
      lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true
        ? reader.open(path, most)
        : { kind: 'absent' },
  };
}

async function* noHistory(): AsyncIterable<RepositoryReader> {}

async function contentOf(path: string, reader: RepositoryReader, scheme: ContentScheme): Promise<string> {
  const opened = await reader.open(path, Number.MAX_SAFE_INTEGER);
  if (opened.kind !== 'file') throw new ContractsError('source-changed', `the file is gone: ${path}`);
  try {
    return nameContent(opened.source, scheme);
  } finally {
    opened.close();
  }
}

/** Names some content: git puts its type and its size ahead of it. */
function nameContent(source: ByteSource, scheme: ContentScheme): string {
  const hash = createHash(scheme === 'git-sha1' ? 'sha1' : 'sha256');
  if (scheme !== 'sha256') hash.update(`blob ${source.size}\0`);
  readPieces(source, (piece) => hash.update(piece));
  return hash.digest('hex');
}
