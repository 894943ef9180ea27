import type { CST } from 'yaml';
import type { DocumentFindings } from '../document-findings.ts';

const LONGEST_KEY = 1024;

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** Checks how one item of a collection is written, where readers do not agree. */
export function checkItem(
  collection: Collection,
  item: CST.CollectionItem,
  text: string,
  findings: DocumentFindings,
): void {
  checkKey(item, text, findings);
  if (collection.type !== 'flow-collection') checkContinuation(collection.indent, item.value, findings);
  // Behind a key that `?` marks the parser takes a sequence for the value, though no colon stands there.
  if (collection.type !== 'block-map') return;
  checkColonOfMarkedKey(collection.indent, item, text, findings);
  if (!item.value || findColon(item) !== undefined) return;
  findings.add('yaml/syntax', item.value.offset, { problem: 'a colon is missing' });
}

/** An implicit key is found by its colon, for which readers look within one line and 1,024 characters. */
function checkKey(item: CST.CollectionItem, text: string, findings: DocumentFindings): void {
  const { start, key } = item;
  const colon = findColon(item);
  // The parser takes one without lines for a key.
  if (key?.type === 'block-scalar' && !start.some(({ type }) => type === 'explicit-key-ind')) {
    findings.add('yaml/syntax', key.offset, { problem: 'a block scalar stands where a key is expected' });
  }
  if (!isOnOneLine(key) || colon === undefined || start.some(({ type }) => type === 'explicit-key-ind')) return;
  const begin = start.find(({ type }) => type === 'anchor' || type === 'tag')?.offset ?? key.offset;
  const written = text.slice(begin, colon.offset);
  if (written.includes('\n')) findings.add('yaml/multiline-key', begin);
  if (written.length <= LONGEST_KEY) return;
  const characters = written.length - (written.match(/[\udc00-\udfff]/g)?.length ?? 0);
  if (characters > LONGEST_KEY) findings.add('yaml/key-too-long', begin, { characters });
}

/** The colon behind a key that `?` marks stands below the `?`; the parser takes one at any place. */
function checkColonOfMarkedKey(
  indent: number,
  item: CST.CollectionItem,
  text: string,
  findings: DocumentFindings,
): void {
  const colon = findColon(item);
  if (colon === undefined || !item.start.some(({ type }) => type === 'explicit-key-ind')) return;
  const column = colon.offset - (colon.offset === 0 ? 0 : text.lastIndexOf('\n', colon.offset - 1) + 1);
  if (column !== indent) findings.add('yaml/syntax', colon.offset, { problem: 'the indentation does not fit' });
}

function findColon({ sep }: CST.CollectionItem): CST.SourceToken | undefined {
  return sep?.find(({ type }) => type === 'map-value-ind');
}

/** Whether it can be a key that no indicator marks. */
function isOnOneLine(token: CST.Token | null | undefined): token is CST.FlowScalar | CST.FlowCollection {
  return token?.type === 'alias' || token?.type === 'flow-collection' || isFlowScalar(token);
}

/**
 * The further lines of a scalar must be indented deeper than what it stands in. The parser forgets that behind a
 * comment at the margin, and then takes the next line of the document for one of the scalar.
 */
function checkContinuation(indent: number, value: CST.Token | null | undefined, findings: DocumentFindings): void {
  if (!isFlowScalar(value)) return;
  let index = value.source.indexOf('\n');
  while (index !== -1) {
    const line = /^[ ]*/.exec(value.source.slice(index + 1, index + 2 + indent))?.[0].length ?? 0;
    const character = value.source.charAt(index + 1 + line);
    if (line <= indent && character !== '\n' && character !== '\r') {
      findings.add('yaml/syntax', value.offset + index + 1 + line, { problem: 'the indentation does not fit' });
      return;
    }
    index = value.source.indexOf('\n', index + 1);
  }
}

function isFlowScalar(token: CST.Token | null | undefined): token is CST.FlowScalar {
  return token?.type === 'scalar' || token?.type === 'single-quoted-scalar' || token?.type === 'double-quoted-scalar';
}
