import type { RuleId } from '../../generated/catalogue.ts';
import { codePointName } from '../code-point-name.ts';
import type { DocumentFindings } from '../document-findings.ts';

interface CharacterRule {
  readonly rule: RuleId;
  /** Matches one offending character. */
  readonly pattern: RegExp;
}

// The first is the complement of c-printable (YAML 1.2.2 section 5.1); the last holds what YAML 1.1 (section 4.2) and
// YAML 1.2 (section 5.4) do not both count as a line break, or parsers of either do not.
const CHARACTER_RULES: readonly CharacterRule[] = [
  { rule: 'yaml/byte-order-mark', pattern: /\ufeff/ },
  {
    rule: 'yaml/nonprintable-character',
    pattern: /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u,
  },
  { rule: 'yaml/ambiguous-line-break', pattern: /\r(?!\n)|[\x85\u2028\u2029]/ },
];

/** Checks the characters of a document before anything is made of them: the first breach of each rule is reported. */
export function checkCharacters(text: string, findings: DocumentFindings): void {
  for (const { rule, pattern } of CHARACTER_RULES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    findings.add(rule, match.index, { character: codePointName(match[0].codePointAt(0) ?? 0) });
  }
}
