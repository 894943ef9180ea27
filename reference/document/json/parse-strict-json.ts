import { LIMITS } from '../../generated/limits.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { decodeDocument } from '../decode-document.ts';
import { DocumentFindings } from '../document-findings.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { TextPositions } from '../text-positions.ts';
import { locateInJson } from './locate-json.ts';
import { parseJsonText } from './parse-json-text.ts';

// What is longer is not read, whichever rules are left out: a multiple that a string of the engine can hold.
const SIZE_CEILING = 8 * LIMITS['json.size'].value;

/**
 * Reads a JSON document by contracts/strict-json/v1. Adds a finding for each breach, at `member` where given; the
 * place of a node is computed when it is asked for.
 * @returns undefined when an error was found.
 */
export function parseStrictJson(
  bytes: Uint8Array,
  collector: FindingCollector,
  member?: string,
): ParsedDocument | undefined {
  const findings = new DocumentFindings(collector, member);
  return checkJsonSize(bytes.length, findings) ? parseSizedJson(bytes, findings) : undefined;
}

/** As `parseStrictJson`, of a document that is bounded by another limit than `json.size`. */
export function parseSizedJson(bytes: Uint8Array, findings: DocumentFindings): ParsedDocument | undefined {
  const text = decodeDocument(bytes, 'json/invalid-utf8', findings);
  if (text === undefined) return undefined;
  const positions = new TextPositions(text);
  findings.setPositions(positions);
  const hasMark = text.charCodeAt(0) === 0xfeff;
  if (hasMark && findings.add('json/byte-order-mark', 0)) return undefined;
  const start = hasMark ? 1 : 0;
  const value = parseJsonText(text, start, findings);
  if (value === undefined || findings.hasErrors) return undefined;
  return { value, ...locateInJson(text, start, positions) };
}

/** Whether a document of so many bytes may be read into memory; reports one that is too large. */
export function checkJsonSize(size: number, findings: DocumentFindings): boolean {
  const limit = LIMITS['json.size'].value;
  if (size <= limit) return true;
  if (findings.isInForce('json/too-large')) {
    findings.addWhole('json/too-large', { size, limit });
    return false;
  }
  return size <= SIZE_CEILING;
}
