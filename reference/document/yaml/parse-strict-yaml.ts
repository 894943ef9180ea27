import { LIMITS } from '../../generated/limits.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { decodeDocument } from '../decode-document.ts';
import { DocumentFindings } from '../document-findings.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { TextPositions } from '../text-positions.ts';
import { checkCharacters } from './check-characters.ts';
import { parseYamlLines } from './parse-yaml-lines.ts';
import { parseYamlText } from './parse-yaml-text.ts';

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
  const value = parseYamlLines(text);
  if (value === undefined) {
    checkCharacters(text, findings);
    return findings.hasErrors ? undefined : parseYamlText(text, positions, findings);
  }
  // Most documents are never asked where something stands: only the parser knows.
  let parsed: ParsedDocument | undefined;
  const parse = (): ParsedDocument | undefined => {
    // Not the findings from above: by now other documents may have had errors.
    parsed ??= parseYamlText(text, positions, new DocumentFindings(collector, member));
    return parsed;
  };
  return {
    value,
    locate: (pointer) => parse()?.locate(pointer),
    locateKey: (pointer) => parse()?.locateKey(pointer),
  };
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
