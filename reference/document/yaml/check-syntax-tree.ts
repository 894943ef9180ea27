import type { CST } from 'yaml';
import { LIMITS } from '../../generated/limits.ts';
import type { DocumentFindings } from '../document-findings.ts';
import { checkItem } from './check-item.ts';

/** The composer recurses: deeper than this nothing is composed, whichever rules are left out. */
export const NESTING_CEILING = 256;

interface Step {
  readonly token: CST.Token;
  readonly level: number;
}

/**
 * Checks the concrete syntax tree, without recursion, before anything recursive sees it: how deep collections are
 * nested as written, and what stands in them. False where the document must not be composed.
 */
export function checkSyntaxTree(tokens: readonly CST.Token[], findings: DocumentFindings): boolean {
  const limit = LIMITS['yaml.nesting'].value;
  const steps: Step[] = [];
  for (const token of tokens.toReversed()) steps.push({ token, level: 1 });
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { token, level } = step;
    if (token.type === 'document') {
      if (token.value !== undefined) steps.push({ token: token.value, level });
      continue;
    }
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') continue;
    if (level > limit && findings.add('yaml/nesting-too-deep', token.offset, { level, limit })) return false;
    if (level > NESTING_CEILING) return false;
    for (const item of token.items) checkItem(token, item, findings);
    for (const item of token.items.toReversed()) {
      // A pair in a flow sequence is a mapping of its own.
      const inner = level + (isPairInSequence(token, item) ? 2 : 1);
      if (item.value) steps.push({ token: item.value, level: inner });
      if (item.key) steps.push({ token: item.key, level: inner });
    }
  }
  return !findings.hasErrors;
}

function isPairInSequence(token: CST.Token, item: CST.CollectionItem): boolean {
  if (token.type !== 'flow-collection' || token.start.type !== 'flow-seq-start') return false;
  return [...item.start, ...(item.sep ?? [])].some(
    ({ type }) => type === 'map-value-ind' || type === 'explicit-key-ind',
  );
}
