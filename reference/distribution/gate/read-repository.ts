import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readBytes } from '../../archive/byte-source.ts';
import { type FolderReading, readFolder } from '../../archive/folder.ts';
import { digestSource } from '../../archive/source-digest.ts';
import type { ParsedDocument } from '../../document/parsed-document.ts';
import { decodeUtf8 } from '../../document/utf8.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { ObservedMember } from '../../report/observation.ts';
import { isSignatureOutdated } from '../authenticity/signature-state.ts';
import { parseChangelog } from '../documents/changelog.ts';
import { isDistPath } from '../documents/dist-path.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import { type DistributionModel, type IndexFacts, NOTHING } from '../documents/distribution-model.ts';
import type { DocumentKind } from '../documents/document-kinds.ts';
import { rowsOf } from '../documents/index-rows.ts';
import { checkDocumentSize, fitDocument, parseDocument, readingLimit } from '../documents/read-document.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import { readAliases } from './read-aliases.ts';
import { readArtifacts } from './read-artifacts.ts';

export const CONTRACT = 'docs/distribution-contract.json';
export const TEXT = 'docs/distribution.md';
const CHANGELOG = 'docs/distribution-changelog.md';

export interface RepositoryOptions {
  /** Whether the digests of all files are wanted. */
  readonly observe: boolean;
  readonly now: string | undefined;
}

/** What everything of one reading goes into. */
export interface RepositoryReading {
  readonly root: string;
  readonly reader: RepositoryReader;
  readonly collector: FindingCollector;
  readonly documents: Map<string, ParsedDocument>;
  readonly files: Map<string, ObservedMember>;
}

/**
 * Reads a repository (section 2): its contract, what that leads to, and everything below `dist`. Undefined where `dist`
 * breaks a MUST of section 2.1, and then nothing else is read.
 */
export async function readRepository(
  root: string,
  collector: FindingCollector,
  { observe, now }: RepositoryOptions,
): Promise<DistributionModel | undefined> {
  const files = listDist(root, collector, observe);
  if (collector.errorCount > 0) return undefined;
  const reading: RepositoryReading = {
    root,
    reader: withoutLinks(folderReader(root), files),
    collector,
    documents: new Map(),
    files,
  };
  const contract = await readPart('contract', CONTRACT, reading);
  const nothingElse = {
    missingIndex: undefined,
    isComplete: false,
    aliases: [],
    isSignatureOutdated: false,
    text: undefined,
    changelog: undefined,
  };
  if (contract === undefined) {
    const missing = files.has(CONTRACT) ? [] : [CONTRACT];
    return { ...NOTHING, documents: reading.documents, repository: { ...nothingElse, missing, files, now } };
  }
  const changelogPath = contract.value.governance?.changelog ?? CHANGELOG;
  const configPath = contract.value.artifact.release_artifacts.orchestrator.config;
  const text = await readText(TEXT, reading);
  const changelog = await readText(changelogPath, reading);
  const config = await readPart('orchestrator-config', configPath, reading);
  const missing = [TEXT, changelogPath, configPath].filter((path) => !files.has(path));

  const { canonical } = contract.value.artifact.distribution_index;
  const index = await readIndex(canonical, reading);
  const { aliases, indexes } = await readAliases(contract.value, canonical, reading);
  const artifacts = index === undefined ? [] : await readArtifacts(index, contract, reading);
  return {
    ...NOTHING,
    documents: reading.documents,
    contract,
    config,
    indexes: [...(index === undefined ? [] : [index]), ...indexes],
    manifests: distinct(artifacts.map(({ manifest }) => manifest)),
    checksums: distinct(artifacts.map(({ checksums }) => checksums)),
    provenances: distinct(artifacts.map(({ provenance }) => provenance)),
    artifacts,
    repository: {
      missing: [...new Set(missing)],
      files,
      missingIndex: files.has(canonical) || !isDistPath(canonical) ? undefined : canonical,
      isComplete: index !== undefined,
      aliases,
      isSignatureOutdated: files.has(canonical) && (await isSignatureOutdated(reading.reader, canonical)),
      text,
      changelog: changelog === undefined ? undefined : parseChangelog(changelog, changelogPath),
      now,
    },
  };
}

// Below `dist` no link is followed: what is not among the files that were listed is not there.
function withoutLinks(reader: RepositoryReader, files: ReadonlyMap<string, ObservedMember>): RepositoryReader {
  return {
    open: async (path, most) =>
      path.startsWith('dist/') && !files.has(path) ? { kind: 'absent' } : reader.open(path, most),
  };
}

// Several rows may lead to one document.
function distinct<Document>(documents: readonly (Document | undefined)[]): readonly Document[] {
  return [...new Set(documents)].filter((document) => document !== undefined);
}

/** Every file below `dist`, by its path from the root. */
function listDist(root: string, collector: FindingCollector, digest: boolean): Map<string, ObservedMember> {
  const status = lstatSync(join(root, 'dist'), { throwIfNoEntry: false });
  if (status === undefined) return new Map();
  if (!status.isDirectory()) {
    const kind = status.isSymbolicLink() ? 'symbolic link' : 'file';
    collector.add('distribution/special-file', { member: 'dist' }, { kind });
    return new Map();
  }
  const { value, unit } = LIMITS['distribution.files'];
  const reading = readFolder(join(root, 'dist'), { digest, most: { value, unit } });
  reportProblems(reading, collector);
  const files = reading.members.filter(({ type }) => type === 'file');
  return new Map(files.map((member) => [`dist/${member.path}`, { ...member, path: `dist/${member.path}` }]));
}

function reportProblems({ problems }: FolderReading, collector: FindingCollector): void {
  for (const problem of problems) {
    if (problem.kind === 'limit') {
      collector.add('distribution/tree-too-large', {}, { limit: problem.limit, unit: problem.unit });
      continue;
    }
    const at = { member: `dist/${problem.path}` };
    if (problem.kind === 'special-file') collector.add('distribution/special-file', at, { kind: problem.what });
    else collector.add('distribution/unsafe-name', at, { problem: problem.what });
  }
}

/** The bytes of a file, which is observed from then on; undefined where there is no regular file. */
async function readFile(
  path: string,
  most: number,
  { root, reader, files }: RepositoryReading,
): Promise<Uint8Array | number | undefined> {
  if (lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const opened = await reader.open(path, most);
  if (opened.kind !== 'file') return undefined;
  try {
    const { source } = opened;
    if (!files.has(path)) files.set(path, { path, type: 'file', size: source.size, sha256: digestSource(source) });
    return source.size > most ? source.size : readBytes(source, 0, source.size);
  } finally {
    opened.close();
  }
}

async function readText(path: string, reading: RepositoryReading): Promise<string | undefined> {
  const bytes = await readFile(path, LIMITS['json.size'].value, reading);
  return bytes instanceof Uint8Array ? decodeUtf8(bytes) : undefined;
}

/** Reads a document of the repository and holds it against its schema. */
async function readPart<Kind extends DocumentKind>(
  kind: Kind,
  path: string,
  reading: RepositoryReading,
): Promise<DistributionDocument<Kind> | undefined> {
  const bytes = await readFile(path, readingLimit(kind), reading);
  if (bytes === undefined) return undefined;
  if (typeof bytes === 'number') {
    checkDocumentSize(kind, bytes, reading.collector, path);
    return undefined;
  }
  const text = parseDocument(kind, bytes, reading.collector, path);
  if (text === undefined) return undefined;
  reading.documents.set(path, text.document);
  return fitDocument(kind, text, reading.collector, path);
}

/** Reads an index with its rows. */
export async function readIndex(path: string, reading: RepositoryReading): Promise<IndexFacts | undefined> {
  if (!reading.files.has(path)) return undefined;
  const index = await readPart('index', path, reading);
  return index && { index, rows: rowsOf(index.value) };
}
