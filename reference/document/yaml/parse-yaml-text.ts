import { type Document, isScalar } from 'yaml';
import type { DocumentFindings } from '../document-findings.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import type { TextPositions } from '../text-positions.ts';
import { checkTokens } from './check-tokens.ts';
import { composeYaml } from './compose-yaml.ts';
import { locateInYaml } from './locate-yaml.ts';
import { isLeftOut, readTree } from './read-tree.ts';

/** Reads a text by its tokens, its grammar and its meaning; undefined where an error was found, of the first stage. */
export function parseYamlText(
  text: string,
  positions: TextPositions,
  findings: DocumentFindings,
): ParsedDocument | undefined {
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

// A document without a node is composed as one empty plain scalar.
function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && isLeftOut(contents));
}
