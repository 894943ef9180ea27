import type { ByteSource } from '../../archive/byte-source.ts';

/** What a path of a repository leads to. */
export type OpenedFile =
  | { readonly kind: 'file'; readonly source: ByteSource; readonly close: () => void }
  /** Nothing stands there. */
  | { readonly kind: 'absent' }
  /** Symbolic links lead out of where the file may stand. */
  | { readonly kind: 'escapes' }
  /** Something stands there that cannot be read. */
  | { readonly kind: 'unreadable' };

/**
 * Where a resolver reads from: a folder, or a server. A path is relative to the root, with `/` between its segments. A
 * file is opened once; its size and its bytes stay the same for as long as it is open (section 5.5, K9).
 */
export interface RepositoryReader {
  /**
   * `most`: so many bytes are wanted at most, for a reader that would have to fetch them first. A file with more may be
   * cut off behind the next byte, so that its size still says that it is too large.
   */
  open(path: string, most: number): Promise<OpenedFile>;
}
