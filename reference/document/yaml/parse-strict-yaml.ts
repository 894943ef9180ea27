import { type Document, isScalar } from 'yaml';
import { LIMITS } from '../../generated/limits.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { decodeDocument } from '../decode-document.ts';
import { DocumentFindings } from '../document-findings.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { TextPositions } from '../text-positions.ts';
import { checkCharacters } from './check-characters.ts';
import { checkTokens } from './check-tokens.ts';
import { composeYaml } from './compose-yaml.ts';
import { locateInYaml } from './locate-yaml.ts';
import { isLeftOut, readTree } from './read-tree.ts';

// What is longer is not read, whichever rules are left out.
const SIZE_CEILING = 4 * LIMITS['yaml.size'].value;

/**
 * Reads a YAML document by contracts/strict-yaml/v1, in stages: bytes, characters, tokens, grammar, meaning. A stage
 * that finds an error is the last. Adds a finding for each breach, at `member` where given.
 * @returns undefined when an error was found.
 */
export function parseStrictYaml(
  bytes: Uint8Array,
  collector: FindingCollector,
  member?: string,
): ParsedDocument | undefined {
  const findings = new DocumentFindings(collector, member);
  if (!checkYamlSize(bytes.length, findings)) return undefined;
  const text = decodeDocument(bytes, 'yaml/invalid-utf8', findings);
  if (text === undefined) return undefined;
  const positions = new TextPositions(text);
  findings.setPositions(positions);
  checkCharacters(text, findings);
  if (findings.hasErrors) return undefined;
  const read = toReadText(text, findings);
  const lexemes = checkTokens(read, text.length, findings);
  if (lexemes === undefined || findings.hasErrors) return undefined;
  const document = composeYaml(lexemes, read, findings);
  if (document === undefined) return undefined;
  const isWithoutNode = isEmpty(document);
  if (isWithoutNode) findings.add('yaml/empty-document', text.length);
  const value = readTree(document.contents, read, findings);
  if (findings.hasErrors) return undefined;
  const places = locateInYaml(document.contents, read, positions);
  // The value of no node stands where the finding would: at the end of the text.
  return { value, ...places, ...(isWithoutNode && { locate: () => positions.at(text.length) }) };
}

/** What is read where the rules on breaks are left out (section 7); what stands in the document keeps its index. */
function toReadText(text: string, findings: DocumentFindings): string {
  const broken = findings.isInForce('yaml/ambiguous-line-break') ? text : text.replaceAll(/\r(?!\n)/g, '\n');
  const isKept = findings.isInForce('yaml/unterminated-block-scalar') || broken.endsWith('\n');
  return isKept ? broken : `${broken}\n`;
}

/** Whether a document of so many bytes may be read into memory; reports one that is too large. */
export function checkYamlSize(size: number, findings: DocumentFindings): boolean {
  const limit = LIMITS['yaml.size'].value;
  if (size <= limit) return true;
  if (findings.isInForce('yaml/too-large')) {
    findings.addWhole('yaml/too-large', { size, limit });
    return false;
  }
  return size <= SIZE_CEILING;
}

// A document without a node is composed as one empty plain scalar.
function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && isLeftOut(contents));
}
