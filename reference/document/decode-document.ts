import type { RuleId } from '../generated/catalogue.ts';
import type { DocumentFindings } from './document-findings.ts';
import { TextPositions } from './text-positions.ts';
import { decodeUtf8, findInvalidUtf8 } from './utf8.ts';

/** Decodes a document; undefined where it is not UTF-8 and the rule that forbids that is in force, and reported. */
export function decodeDocument(bytes: Uint8Array, rule: RuleId, findings: DocumentFindings): string | undefined {
  const invalid = findInvalidUtf8(bytes);
  if (invalid === undefined || !findings.isInForce(rule)) return decodeUtf8(bytes);
  const valid = decodeUtf8(bytes.subarray(0, invalid));
  findings.setPositions(new TextPositions(valid));
  const byte = `0x${(bytes[invalid] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  findings.add(rule, valid.length, { byte });
  return undefined;
}
