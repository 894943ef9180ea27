import { createHash } from 'node:crypto';
import { decodeUtf8 } from '../../document/utf8.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { type Changelog, parseChangelog } from '../documents/changelog.ts';
import { isDistPath } from '../documents/dist-path.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import type { IndexFacts } from '../documents/distribution-model.ts';
import type { DocumentKind } from '../documents/document-kinds.ts';
import { rowsOf } from '../documents/index-rows.ts';
import { readDocument, readingLimit } from '../documents/read-document.ts';
import { CONTRACT_PATH } from '../produce/producer-inputs.ts';
import { readWhole } from '../resolve/find-index.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import type { StateSource, StoredFile } from './state-source.ts';

export const TEXT_PATH = 'docs/distribution.md';
const CHANGELOG_PATH = 'docs/distribution-changelog.md';

/** What one state of a repository says, as far as it is compared with another. */
export interface RepositoryState {
  readonly contract: DistributionDocument<'contract'>;
  readonly changelog: Changelog;
  /** SHA-256 of the three documents; undefined for one that is not there. */
  readonly digests: Readonly<Record<'contract' | 'text' | 'changelog', string | undefined>>;
  /** The canonical index; one without rows is undefined here. */
  readonly index: IndexFacts | undefined;
  readonly files: ReadonlyMap<string, StoredFile>;
}

/** Reads a state; undefined where its contract, or an index that is there, cannot be read or breaks its schema. */
export async function readState(
  { reader, files }: StateSource,
  collector: FindingCollector,
): Promise<RepositoryState | undefined> {
  const contract = await readPart('contract', CONTRACT_PATH, reader, collector);
  if (contract === undefined) return undefined;
  const { document } = contract;
  const changelogPath = document.value.governance?.changelog ?? CHANGELOG_PATH;
  const text = await readText(TEXT_PATH, reader);
  const changelog = await readText(changelogPath, reader);
  const indexPath = document.value.artifact.distribution_index.canonical;
  const isIndexed = files.has(indexPath);
  const index = isIndexed ? await readIndexAt(indexPath, reader, collector) : undefined;
  if (isIndexed && index === undefined) return undefined;
  if (!isIndexed && isDistPath(indexPath)) collector.add('distribution/missing-index', { member: indexPath });
  return {
    contract: document,
    changelog: parseChangelog(changelog === undefined ? '' : decodeUtf8(changelog), changelogPath),
    digests: { contract: digestOf(contract.bytes), text: digestOf(text), changelog: digestOf(changelog) },
    index,
    files,
  };
}

/** An index with its rows; undefined where it is not there or cannot be read. */
export async function readIndexAt(
  path: string,
  reader: RepositoryReader,
  collector: FindingCollector,
): Promise<IndexFacts | undefined> {
  const found = await readPart('index', path, reader, collector);
  return found && { index: found.document, rows: rowsOf(found.document.value) };
}

/** The contract of a state that is read by itself. */
export async function readContractAt(
  reader: RepositoryReader,
  collector: FindingCollector,
): Promise<DistributionDocument<'contract'> | undefined> {
  return (await readPart('contract', CONTRACT_PATH, reader, collector))?.document;
}

async function readPart<Kind extends DocumentKind>(
  kind: Kind,
  path: string,
  reader: RepositoryReader,
  collector: FindingCollector,
): Promise<{ readonly document: DistributionDocument<Kind>; readonly bytes: Uint8Array } | undefined> {
  const bytes = await readWhole(reader, path, readingLimit(kind));
  if (typeof bytes === 'string') {
    const rule = kind === 'contract' ? 'distribution/missing-document' : 'distribution/missing-index';
    collector.add(rule, { member: path });
    return undefined;
  }
  const document = readDocument(kind, bytes, collector, path);
  return document && { document, bytes };
}

async function readText(path: string, reader: RepositoryReader): Promise<Uint8Array | undefined> {
  const bytes = await readWhole(reader, path, LIMITS['json.size'].value);
  return typeof bytes === 'string' ? undefined : bytes;
}

function digestOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : createHash('sha256').update(bytes).digest('hex');
}
