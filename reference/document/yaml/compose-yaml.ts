import { Composer, type CST, type Document, type ErrorCode, Parser } from 'yaml';
import type { RuleId } from '../../generated/catalogue.ts';
import type { Details } from '../../report/finding.ts';
import type { DocumentFindings } from '../document-findings.ts';
import { withWhiteLines } from './blank-block-scalars.ts';
import { checkSyntaxTree } from './check-syntax-tree.ts';
import { problemOfYamlError, ruleOfYamlError } from './yaml-errors.ts';

// Scalars stay text, tags stay names, and keys are not compared: what they mean is decided in one place, ours.
const OPTIONS = {
  version: '1.2',
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  strict: true,
} as const;

/**
 * Parses lexemes to the node tree of the first document. Reports what breaks the grammar; undefined where that or the
 * nesting stopped it.
 */
export function composeYaml(
  lexemes: readonly string[],
  text: string,
  findings: DocumentFindings,
): Document.Parsed | undefined {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  for (const lexeme of withWhiteLines(lexemes)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  if (!checkSyntaxTree(tokens, text, findings)) return undefined;

  const written = withoutMissing(tokens);
  const documents = [...new Composer(OPTIONS).compose(written, true, text.length)];
  reportErrors(documents, findings);
  const second = documents[1];
  if (second !== undefined) findings.add('yaml/several-documents', placeOfDocument(written, 1) ?? second.range[0]);
  else if (beginsWithEnd(tokens, written)) findings.add('yaml/several-documents', placeOfDocument(written, 0) ?? 0);
  const [first] = documents;
  return findings.hasErrors || first === undefined || !('range' in first) ? undefined : (first as Document.Parsed);
}

/** Without the empty documents that the parser puts in front of a `...` where nothing stands before it. */
function withoutMissing(tokens: readonly CST.Token[]): readonly CST.Token[] {
  const isMissing = (token: CST.Token | undefined, next: CST.Token | undefined): boolean =>
    next?.type === 'doc-end' &&
    token?.type === 'document' &&
    token.value === undefined &&
    token.start.every(({ type }) => BETWEEN_TOKENS.has(type));
  return tokens.filter((token, index) => !isMissing(token, tokens[index + 1]) && !isMissing(tokens[index - 1], token));
}

const BETWEEN_TOKENS: ReadonlySet<string> = new Set(['space', 'comment', 'newline']);

/** Whether a `...` stands ahead of the first document: to some readers it ends one. */
function beginsWithEnd(tokens: readonly CST.Token[], written: readonly CST.Token[]): boolean {
  const first = written.find(({ type }) => type === 'document');
  const end = tokens.findIndex(({ type }) => type === 'doc-end');
  return first !== undefined && end >= 0 && end < tokens.indexOf(first);
}

/** Where a document begins: at its marker, or else at its first token. */
function placeOfDocument(tokens: readonly CST.Token[], index: number): number | undefined {
  const document = tokens.filter((token) => token.type === 'document')[index];
  const marker = document?.start.find(({ type }) => type === 'doc-start');
  const first = document?.start.find(({ type }) => !BETWEEN_TOKENS.has(type));
  return (marker ?? first ?? document?.value)?.offset;
}

/** Reports the first error of each rule: what follows one is often only its consequence. */
function reportErrors(documents: readonly Pick<Document, 'errors'>[], findings: DocumentFindings): void {
  const errors = documents
    .flatMap(({ errors }) => errors)
    .filter(({ code }) => !OF_CHECKED_KEYS.has(code))
    .sort((a, b) => a.pos[0] - b.pos[0]);
  const reported = new Set<string>();
  for (const { code, pos } of errors) {
    const rule = ruleOfYamlError(code);
    if (reported.has(rule)) continue;
    reported.add(rule);
    findings.add(rule, pos[0], detailsOf(rule, code));
  }
}

/** checkSyntaxTree has judged how keys are written, and counted characters where the parser counts UTF-16 units. */
const OF_CHECKED_KEYS: ReadonlySet<ErrorCode> = new Set(['KEY_OVER_1024_CHARS', 'MULTILINE_IMPLICIT_KEY']);

function detailsOf(rule: RuleId, code: ErrorCode): Details {
  if (rule === 'yaml/syntax') return { problem: problemOfYamlError(code) };
  return rule === 'yaml/anchor-name' ? { kind: 'anchor' } : {};
}
