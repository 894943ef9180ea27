import { createHash } from 'node:crypto';
import { type ByteSource, readBytes } from '../../archive/byte-source.ts';
import { digestSource } from '../../archive/source-digest.ts';
import type { ParsedDocument } from '../../document/parsed-document.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import type { DocumentKind } from '../documents/document-kinds.ts';
import type { IndexRow } from '../documents/index-rows.ts';
import { checkDocumentSize, fitDocument, parseDocument, readingLimit } from '../documents/read-document.ts';
import type { ArtifactPaths } from '../documents/templates.ts';
import type { OpenedFile, RepositoryReader } from '../resolve/repository-reader.ts';
import { type OpenArchive, readArchive } from './archive-content.ts';
import type { ArtifactFacts, ReadFile } from './artifact-facts.ts';

export interface ArtifactReading {
  readonly reader: RepositoryReader;
  readonly collector: FindingCollector;
  /** What was parsed, by path. */
  readonly documents: Map<string, ParsedDocument>;
  /** Whether the archive is opened as well (section 6). */
  readonly deep: boolean;
}

const ANY_SIZE = Number.MAX_SAFE_INTEGER;
const SIDECARS = [
  ['manifest_file', 'manifest'],
  ['checksums_file', 'checksums'],
  ['provenance_file', 'provenance'],
] as const;

/** Reads the four files of an artifact, each once: what they hold, and the digests of those very bytes. */
export async function readArtifact(
  source: IndexRow,
  paths: Partial<ArtifactPaths>,
  reading: ArtifactReading,
): Promise<ArtifactFacts> {
  const missing: string[] = [];
  const files: { -readonly [path in keyof ArtifactPaths]?: ReadFile } = {};
  const sidecars: Partial<Record<'manifest' | 'checksums' | 'provenance', DistributionDocument<DocumentKind>>> = {};
  for (const [name, kind] of SIDECARS) {
    const path = paths[name];
    if (path === undefined) continue;
    const found = await withFile(path, { ...reading, most: readingLimit(kind), missing }, (bytes) =>
      readSidecar(kind, path, bytes, reading),
    );
    if (found?.file !== undefined) files[name] = found.file;
    if (found?.document !== undefined) sidecars[kind] = found.document;
  }
  const { checksums, provenance } = sidecars;
  const manifest = sidecars.manifest && isOf('manifest', sidecars.manifest) ? sidecars.manifest : undefined;
  const path = paths.artifact_file;
  const most = mostBytes(source, manifest, reading);
  let archiveSize: number | undefined;
  const archive =
    path === undefined
      ? undefined
      : await withFile(path, { ...reading, most, missing }, (bytes) => {
          archiveSize = bytes.size;
          return bytes.size > most ? undefined : readArchiveFile(path, bytes, source.row.source_date_epoch, reading);
        });
  if (archive !== undefined) files.artifact_file = archive.file;
  return {
    source,
    paths,
    missing,
    files,
    archiveSize,
    archive: archive?.file,
    manifest,
    checksums: checksums && isOf('checksums', checksums) ? checksums : undefined,
    provenance: provenance && isOf('provenance', provenance) ? provenance : undefined,
    content: archive?.content,
  };
}

/** The size beyond which an archive is not the one that was published, and is not read (section 5.5). */
function mostBytes(
  { row }: IndexRow,
  manifest: DistributionDocument<'manifest'> | undefined,
  { collector }: ArtifactReading,
): number {
  if (!collector.isInForce('distribution/artifact-size-mismatch')) return ANY_SIZE;
  return Math.min(row.artifact_size ?? ANY_SIZE, manifest?.value.artifact_size ?? ANY_SIZE);
}

function isOf<Kind extends DocumentKind>(
  kind: Kind,
  document: DistributionDocument<DocumentKind>,
): document is DistributionDocument<Kind> {
  return document.kind === kind;
}

interface FileRequest extends Pick<ArtifactReading, 'reader' | 'collector'> {
  readonly most: number;
  /** Where the path of a file goes that is not there. */
  readonly missing: string[];
}

async function withFile<T>(
  path: string,
  { reader, collector, most, missing }: FileRequest,
  read: (source: ByteSource) => T | Promise<T>,
): Promise<T | undefined> {
  const opened: OpenedFile = await reader.open(path, most);
  if (opened.kind === 'escapes') {
    collector.add('distribution/path-escapes', { member: path });
    return undefined;
  }
  if (opened.kind !== 'file') {
    missing.push(path);
    return undefined;
  }
  try {
    return await read(opened.source);
  } finally {
    opened.close();
  }
}

interface ReadSidecar {
  readonly file?: ReadFile;
  readonly document?: DistributionDocument<DocumentKind>;
}

function readSidecar(
  kind: 'manifest' | 'checksums' | 'provenance',
  path: string,
  source: ByteSource,
  { collector, documents }: ArtifactReading,
): ReadSidecar {
  if (source.size > readingLimit(kind)) {
    checkDocumentSize(kind, source.size, collector, path);
    return {};
  }
  const bytes = readBytes(source, 0, source.size);
  const file = { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const text = parseDocument(kind, bytes, collector, path);
  if (text === undefined) return { file };
  documents.set(path, text.document);
  const document = fitDocument(kind, text, collector, path);
  return document === undefined ? { file } : { file, document };
}

async function readArchiveFile(
  path: string,
  source: ByteSource,
  epoch: number,
  { collector, deep }: ArtifactReading,
): Promise<OpenArchive> {
  if (deep) return readArchive(source, path, epoch, collector);
  return { file: { path, size: source.size, sha256: digestSource(source) }, content: undefined };
}
