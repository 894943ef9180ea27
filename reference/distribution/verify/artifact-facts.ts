import type { DistributionDocument } from '../documents/distribution-document.ts';
import type { IndexRow } from '../documents/index-rows.ts';
import type { ArtifactPaths } from '../documents/templates.ts';

/** A file as it is. */
export interface ReadFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** One artifact with what its row leads to. What could not be read, or does not fit its schema, is absent. */
export interface ArtifactFacts {
  readonly source: IndexRow;
  /** Its paths, those that are safe. */
  readonly paths: Partial<ArtifactPaths>;
  /** Those of them that lead to no file. */
  readonly missing: readonly string[];
  /** Bytes of the archive, also where there are too many of them to be read. */
  readonly archiveSize: number | undefined;
  readonly archive: ReadFile | undefined;
  /** The bytes of the sidecars, whatever they hold. */
  readonly files: { readonly [path in keyof ArtifactPaths]?: ReadFile };
  readonly manifest: DistributionDocument<'manifest'> | undefined;
  readonly checksums: DistributionDocument<'checksums'> | undefined;
  readonly provenance: DistributionDocument<'provenance'> | undefined;
  /** What the archive holds, where it was opened and could be read. */
  readonly content: ArchiveContent | undefined;
}

/** What an archive holds. */
export interface ArchiveContent {
  readonly isGzip: boolean;
  /** SHA-256 of the tar within it; of nothing, where it is no gzip. */
  readonly sha256: string;
  readonly members: readonly ArchiveMember[];
  /** The first way in which it is not the archive of section 6; undefined where it is. */
  readonly deviation: string | undefined;
}

export interface ArchiveMember {
  readonly path: string;
  readonly type: 'file' | 'directory';
  readonly size: number;
  readonly sha256: string | undefined;
  /** Four octal digits; undefined where the header is of a kind that no producer writes. */
  readonly mode: string | undefined;
}
