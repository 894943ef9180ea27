import type { FileSource } from '../archive/byte-source.ts';

/** What a path of a project leads to, symbolic links resolved. */
export type ProjectFile =
  /** `path` is where it stands on disk. */
  | { readonly state: 'file'; readonly path?: string; readonly open: () => FileSource }
  | { readonly state: 'missing' }
  /** Outside of the project (and of the data root, where that may be looked in). */
  | { readonly state: 'outside' }
  /** A folder, a device, …: the kind in words. */
  | { readonly state: 'special'; readonly kind: string };

/** Where a project's file may lie: in the project alone, or in the project or else in the data root. */
export type ProjectScope = 'project' | 'project-or-data-root';

/** A project as a producer sees it. Nothing is listed: only what the project's own documents name is looked up. */
export interface ProjectFolder {
  /** Name of the folder itself, symbolic links resolved. */
  readonly name: string;
  /** Looks up a path as a document of the project has it, relative to the project. */
  find(path: string, scope: ProjectScope): ProjectFile;
}
