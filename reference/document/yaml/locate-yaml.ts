import { isAlias, isMap, isNode, isScalar, isSeq, type Node, visit } from 'yaml';
import { type DocumentPosition, type ParsedDocument, pointerTokens } from '../parsed-document.ts';
import type { TextPositions } from '../text-positions.ts';
import { readScalar } from './read-scalar.ts';
import { startOf } from './read-tree.ts';

interface Place {
  readonly key: unknown;
  readonly value: unknown;
}

/**
 * Finds places in a node tree. An alias stands where it is written; what lies below it, where its anchor's node is.
 * @param root a node of a document without undefined or cyclic aliases
 */
export function locateInYaml(
  root: Node | null,
  text: string,
  positions: TextPositions,
): Pick<ParsedDocument, 'locate' | 'locateKey'> {
  let anchors: ReadonlyMap<string, unknown> | undefined;
  const follow = (node: unknown): unknown => {
    if (!isAlias(node)) return node;
    anchors ??= indexAnchors(root);
    return anchors.get(node.source);
  };
  const find = (pointer: string): Place | undefined => {
    let place: Place | undefined = { key: undefined, value: root };
    for (const token of pointerTokens(pointer)) {
      if (place === undefined) return undefined;
      place = findChild(follow(place.value), token, follow);
    }
    return place;
  };
  const position = (node: unknown): DocumentPosition | undefined => {
    const start = startOf(node, text);
    return start === undefined ? undefined : positions.at(start);
  };
  const behind = (node: unknown): DocumentPosition | undefined => {
    let end = isNode(node) ? node.range?.[1] : undefined;
    while (end !== undefined && text[end] === ' ') end += 1;
    return end === undefined ? undefined : positions.at(end);
  };
  return {
    locate: (pointer) => {
      const place = find(pointer);
      // The value of a member that is written as a key alone stands behind the key.
      return place && (position(place.value) ?? behind(place.key));
    },
    locateKey: (pointer) => position(find(pointer)?.key),
  };
}

function findChild(node: unknown, token: string, follow: (node: unknown) => unknown): Place | undefined {
  if (isSeq(node)) {
    const index = /^(?:0|[1-9][0-9]*)$/.test(token) ? Number(token) : -1;
    return index >= 0 && index < node.items.length ? { key: undefined, value: node.items[index] } : undefined;
  }
  if (!isMap(node)) return undefined;
  // The last of two equal keys wins, as in the value.
  return node.items.findLast(({ key }) => keyText(follow(key)) === token);
}

function keyText(key: unknown): string | undefined {
  return isScalar(key) ? readScalar(key).text : undefined;
}

function indexAnchors(root: Node | null): ReadonlyMap<string, unknown> {
  const anchors = new Map<string, unknown>();
  visit(root, {
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return anchors;
}
