import { createHash } from 'node:crypto';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { rowsOf } from '../documents/index-rows.ts';
import { readingLimit } from '../documents/read-document.ts';
import { legacyPaths } from '../documents/templates.ts';
import { aliasesToWrite } from '../produce/legacy-alias.ts';
import { type PlacedRow, withRows } from '../produce/merge-index.ts';
import { readInputs, readProducedIndex } from '../produce/producer-inputs.ts';
import { documentText } from '../produce/write-sidecars.ts';
import { readWhole } from '../resolve/find-index.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';

/** An index whose rows have the digests of their checksums. */
export interface SignableIndex {
  readonly name: string;
  readonly contractVersion: string;
  /** The canonical path, then the legacy ones that have a copy or get one. */
  readonly paths: readonly string[];
  readonly bytes: Buffer;
}

/**
 * Reads the index of a repository that was judged, and completes its rows: a producer that signs writes `checksums_sha256`
 * into every row (section 7). Undefined, with findings, where the index is not one that a producer wrote.
 */
export async function readSignableIndex(
  reader: RepositoryReader,
  now: string,
  collector: FindingCollector,
): Promise<SignableIndex | undefined> {
  const inputs = await readInputs(reader, collector);
  const index = inputs && (await readProducedIndex(reader, inputs, collector));
  if (inputs === undefined || index === undefined) return undefined;
  const { contract, config } = inputs;
  const rows: PlacedRow[] = [];
  for (const { identity, row } of rowsOf(index)) {
    const digest = row.checksums_sha256 ?? (await digestOfChecksums(reader, row.checksums_file, collector));
    if (digest === undefined) return undefined;
    rows.push({ identity, row: { ...row, checksums_sha256: digest } });
  }
  const { canonical } = contract.artifact.distribution_index;
  const standing: string[] = [];
  for (const path of legacyPaths(contract)) {
    if ((await readWhole(reader, path, 0)) !== 'absent') standing.push(path);
  }
  return {
    name: contract.artifact.name,
    contractVersion: contract.contract_version,
    paths: [...new Set([canonical, ...aliasesToWrite(contract, config, now), ...standing])],
    bytes: Buffer.from(documentText(withRows(index, rows))),
  };
}

async function digestOfChecksums(
  reader: RepositoryReader,
  path: string,
  collector: FindingCollector,
): Promise<string | undefined> {
  const bytes = await readWhole(reader, path, readingLimit('checksums'));
  if (typeof bytes !== 'string') return createHash('sha256').update(bytes).digest('hex');
  collector.add('distribution/missing-file', { member: path });
  return undefined;
}
