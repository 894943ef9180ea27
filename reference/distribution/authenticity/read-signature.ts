import { parseStrictJson } from '../../document/json/parse-strict-json.ts';
import type { SignedIndex } from '../../generated/types/distribution-signed-index.ts';
import { fromEnvelope, type SignedBytes } from '../../integrity/dsse.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { readDocument } from '../documents/read-document.ts';
import { readWhole } from '../resolve/find-index.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import { MOST_ENVELOPE_BYTES, PAYLOAD_TYPE, SIGNATURE_PATH } from './signed-index-file.ts';

/** A signature that stands, with what it says; nobody has verified it. */
export interface StandingSignature {
  readonly signed: SignedBytes;
  readonly value: SignedIndex;
}

/** The envelope in the bytes of a file; undefined where it is none, or one of something else. */
export function parseEnvelope(bytes: Uint8Array): SignedBytes | undefined {
  const document = parseStrictJson(bytes, new FindingCollector(HARDENED));
  const signed = document && fromEnvelope(document.value);
  return signed?.payloadType === PAYLOAD_TYPE ? signed : undefined;
}

/** The signature of a repository, for whoever signs anew. */
export async function readSignature(reader: RepositoryReader): Promise<StandingSignature | 'absent' | 'unreadable'> {
  const bytes = await readWhole(reader, SIGNATURE_PATH, MOST_ENVELOPE_BYTES);
  if (bytes === 'absent') return bytes;
  const signed = typeof bytes === 'string' ? undefined : parseEnvelope(bytes);
  const document = signed && readDocument('signed-index', signed.payload, new FindingCollector(HARDENED));
  return signed === undefined || document === undefined ? 'unreadable' : { signed, value: document.value };
}
