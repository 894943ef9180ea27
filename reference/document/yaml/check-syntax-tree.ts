import type { CST } from 'yaml';
import { LIMITS } from '../../generated/limits.ts';
import type { DocumentFindings } from '../document-findings.ts';
import { fillBlankScalar } from './blank-block-scalars.ts';
import { checkItem } from './check-item.ts';

/** The composer recurses: deeper than this nothing is composed, whichever rules are left out. */
export const NESTING_CEILING = 256;

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

interface Step {
  readonly token: CST.Token;
  readonly level: number;
  /** Column of the innermost block collection. */
  readonly indent: number;
}

/**
 * Checks the concrete syntax tree, without recursion, before anything recursive sees it: how deep collections are
 * nested as written, and what stands in them. False where the document must not be composed.
 */
export function checkSyntaxTree(tokens: readonly CST.Token[], text: string, findings: DocumentFindings): boolean {
  const limit = LIMITS['yaml.nesting'].value;
  const steps: Step[] = [];
  for (const token of tokens.toReversed()) steps.push({ token, level: 1, indent: -1 });
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { token, level } = step;
    let { indent } = step;
    if (token.type === 'document') {
      if (token.value !== undefined) steps.push({ token: token.value, level, indent });
      continue;
    }
    if (token.type === 'block-scalar') {
      checkTabs(token, findings);
      fillBlankScalar(token);
    }
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') continue;
    if (level > limit && findings.add('yaml/nesting-too-deep', token.offset, { level, limit })) return false;
    if (level > NESTING_CEILING) return false;
    if (token.type !== 'flow-collection') indent = token.indent;
    else checkClosing(token, indent, text, findings);
    separateComments(token, text);
    for (const item of token.items) checkItem(token, item, text, findings);
    for (const item of token.items.toReversed()) {
      // A pair in a flow sequence is a mapping of its own.
      const inner = level + (isPairInSequence(token, item) ? 2 : 1);
      if (item.value) steps.push({ token: item.value, level: inner, indent });
      if (item.key) steps.push({ token: item.key, level: inner, indent });
    }
  }
  return true;
}

/** The parser lets the bracket that closes a flow collection stand at the margin of the block; the grammar does not. */
function checkClosing({ end }: CST.FlowCollection, indent: number, text: string, findings: DocumentFindings): void {
  const [closing] = end;
  if (closing === undefined || closing.offset === 0) return;
  const line = text.lastIndexOf('\n', closing.offset - 1) + 1;
  if (line === 0 || closing.offset - line > indent || text.slice(line, closing.offset).trim() !== '') return;
  findings.add('yaml/syntax', closing.offset, { problem: 'the indentation does not fit' });
}

/** The lexer takes white lines with tabs for lines of a block scalar, also where they are indented no deeper than it. */
function checkTabs({ indent, props, source }: CST.BlockScalar, findings: DocumentFindings): void {
  const last = props.at(-1);
  if (last === undefined || !('source' in last)) return;
  for (const match of source.matchAll(/^( *)\t/gm)) {
    const spaces = match[1]?.length ?? 0;
    if (spaces > indent) continue;
    findings.add('yaml/tab', last.offset + last.source.length + match.index + spaces);
    return;
  }
}

/** A comment at the margin has its line break for white space; the parser forgets the break behind a scalar. */
function separateComments({ items }: Collection, text: string): void {
  for (const { start, sep } of items) {
    for (const tokens of sep === undefined ? [start] : [start, sep]) {
      const [first] = tokens;
      if (first?.type !== 'comment' || text[first.offset - 1] !== '\n') continue;
      tokens.unshift({ type: 'space', offset: first.offset, indent: first.indent, source: '' });
    }
  }
}

function isPairInSequence(token: CST.Token, item: CST.CollectionItem): boolean {
  if (token.type !== 'flow-collection' || token.start.type !== 'flow-seq-start') return false;
  return [...item.start, ...(item.sep ?? [])].some(
    ({ type }) => type === 'map-value-ind' || type === 'explicit-key-ind',
  );
}
