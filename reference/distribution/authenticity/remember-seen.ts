import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { publishFile } from '../../archive/publish.ts';
import type { DistributionTrust } from '../../generated/types/distribution-trust.ts';
import { inWriteLane } from '../../process/write-lane.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { readDocument } from '../documents/read-document.ts';
import type { SeenIndex } from './resolve-trusting.ts';

/** How writers of one trust file keep out of each other's way. */
export interface TrustLane {
  /** 32 hex digits, drawn at random. */
  readonly ticket: string;
  /** Milliseconds to wait while others write. */
  readonly patience: number;
}

/**
 * Writes into a trust file what has been accepted (section 7). The version in it only rises, whoever else resolves at the
 * same time; where it would stay as it is, nothing is written. Throws ContractsError `source-changed` where the file has
 * become none, or somebody else has seen the same version with other content in the meantime, `busy`, `usage` and `io`.
 */
export async function rememberSeen(path: string, seen: SeenIndex, lane: TrustLane): Promise<void> {
  if (isSame(readTrust(path).seen, seen)) return;
  const folder = join(dirname(path), `.${basename(path)}.lane`);
  await inWriteLane({ folder, ...lane }, async () => {
    const trust = readTrust(path);
    const { version = 0 } = trust.seen ?? {};
    if (version > seen.version || isSame(trust.seen, seen)) return;
    if (version === seen.version) {
      throw new ContractsError(
        'source-changed',
        `version ${version} of the index was seen with other content meanwhile`,
      );
    }
    const bytes = Buffer.from(renderTrust({ ...trust, seen }));
    await publishFile({
      target: path,
      write: (take) => take(bytes),
      verify: (stage) => readFileSync(stage).equals(bytes),
    });
  });
}

/** The text of a trust file. */
export function renderTrust({ schema_version, name, threshold, keys, seen }: DistributionTrust): string {
  const document = { schema_version, name, threshold, keys, ...(seen === undefined ? {} : { seen }) };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function readTrust(path: string): DistributionTrust {
  const document = readDocument('trust', readFileSync(path), new FindingCollector(HARDENED));
  if (document === undefined) throw new ContractsError('source-changed', 'the trust file is none any more');
  return document.value;
}

function isSame(before: SeenIndex | undefined, seen: SeenIndex): boolean {
  return before?.version === seen.version && before.sha256 === seen.sha256;
}
