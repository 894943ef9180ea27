import { createHash } from 'node:crypto';
import { runChecks } from '../../report/check.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { NOTHING } from '../documents/distribution-model.ts';
import { readDocument, readingLimit } from '../documents/read-document.ts';
import { partRules } from '../documents/rules/part-rules.ts';
import { readWhole } from '../resolve/find-index.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import { parseEnvelope } from './read-signature.ts';
import { MOST_ENVELOPE_BYTES, SIGNATURE_PATH } from './signed-index-file.ts';

/**
 * Whether a signature stands in a repository that is not one of the index that stands beside it (section 7). A resolver
 * that insists on a signature refuses the index then, until somebody signs anew. Who has signed is not asked.
 */
export async function isSignatureOutdated(reader: RepositoryReader, canonical: string): Promise<boolean> {
  const envelope = await readWhole(reader, SIGNATURE_PATH, MOST_ENVELOPE_BYTES);
  if (envelope === 'absent') return false;
  const payload = typeof envelope === 'string' ? undefined : parseEnvelope(envelope)?.payload;
  const stated = payload && readSound(payload);
  if (stated === undefined || stated.path !== canonical) return true;
  const index = await readWhole(reader, canonical, readingLimit('index'));
  if (typeof index === 'string' || index.length !== stated.size) return true;
  return createHash('sha256').update(index).digest('hex') !== stated.sha256;
}

function readSound(payload: Uint8Array): { path: string; size: number; sha256: string } | undefined {
  const collector = new FindingCollector(HARDENED);
  const document = readDocument('signed-index', payload, collector);
  if (document === undefined) return undefined;
  runChecks(partRules, { ...NOTHING, signedIndexes: [document] }, collector);
  return collector.errorCount > 0 ? undefined : document.value.index;
}
