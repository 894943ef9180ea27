import type { RepositoryReader } from '../resolve/repository-reader.ts';

/** How the content of files is told apart: by its own digest, or as git names it. */
export type ContentScheme = 'sha256' | 'git-sha1' | 'git-sha256';

/** A file below `dist`, as it is listed. */
export interface StoredFile {
  readonly size: number;
  /** What its content is called in the scheme of its source. May read the file. */
  readonly content: () => Promise<string>;
}

/** One state of a repository: a folder, or a revision that git knows. */
export interface StateSource {
  readonly scheme: ContentScheme;
  readonly reader: RepositoryReader;
  /** Every regular file below `dist`, by its path from the root. */
  readonly files: ReadonlyMap<string, StoredFile>;
  /** The states ahead of this one in which a file became what it was, the newest first; none where nothing is known. */
  readonly history: (path: string) => AsyncIterable<RepositoryReader>;
}
