import type { ByteSource } from './byte-source.ts';

/** What is judged: bytes (a file, standard input, an upload) or a folder on disk. */
export type Artifact =
  | { readonly kind: 'bytes'; readonly name: string; readonly source: ByteSource }
  | { readonly kind: 'folder'; readonly name: string; readonly path: string };
