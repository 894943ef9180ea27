import { toMasked } from '../report/mask-credentials.ts';
import type { Masker } from '../report/masker.ts';
import type { Outline, OutlineNode } from '../report/outline.ts';
import { mentionsSecret } from '../report/sensitive-text.ts';
import { isJsonObject, type JsonObject, type JsonValue, joinPointer, type ParsedDocument } from './parsed-document.ts';
import { findSecretValues, type SecretValues, secrecyIn } from './secret-values.ts';

// Levels below the root.
const DEEPEST = 16;
const LONGEST_VALUE = 80;
// What lies below keys without end cannot be named in a line.
const LONGEST_POINTER = 4096;
// The members of a larger object are taken as the engine gives them: those with a number as their name come first.
const MOST_SORTED = 1000;
const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;

/** A node whose children are not listed yet. */
interface OpenNode {
  readonly node: OutlineNode & { readonly children: OutlineNode[] };
  readonly value: JsonValue;
  /** Not masked. */
  readonly pointer: string;
  readonly depth: number;
  readonly isSecret: boolean;
  /** How many of its children were looked at. */
  listed: number;
}

/**
 * The outline of a document: at most `most` nodes, those nearer to the root first, and of one object or array no more
 * than a quarter of them unless there is room.
 * @param most at least 1
 */
export function toOutline(document: ParsedDocument, mask: Masker, most: number): Outline {
  const secrets = findSecretValues(document.value);
  const start = document.locate('') ?? { line: 1, column: 1 };
  const root = openNode(
    document.value,
    { pointer: '', depth: 0, isSecret: false },
    { pointer: '', line: start.line, column: start.column, ...describe(document.value, false, secrets, mask) },
  );
  const queue: OpenNode[] = [root];
  let left = most - 1;
  // First each gets a share, then what others left over. The queue grows while it is gone through: level by level.
  for (const share of [Math.ceil(most / 4), most]) {
    for (const open of queue) {
      const room = open.depth < DEEPEST ? Math.min(share - open.listed, left) : 0;
      const children = childrenOf(open, room, { document, secrets, mask });
      open.listed += Math.max(room, 0);
      for (const child of children) {
        open.node.children.push(child.node);
        queue.push(child);
      }
      left -= children.length;
    }
  }
  const leftOut = queue.reduce((sum, { node }) => sum + (node.count ?? 0) - node.children.length, 0);
  return { root: root.node, leftOut };
}

interface Context {
  readonly document: ParsedDocument;
  readonly secrets: SecretValues | undefined;
  readonly mask: Masker;
}

/** The next children of a node, as many as there is room for. */
function childrenOf(parent: OpenNode, room: number, { document, secrets, mask }: Context): OpenNode[] {
  const { value: container, listed } = parent;
  if (typeof container !== 'object' || container === null || room <= 0) return [];
  const secrecy = secrecyIn(container, parent.isSecret);
  const next: [string | number, JsonValue][] = isJsonObject(container)
    ? membersInOrder(container, parent.pointer, document).slice(listed, listed + room)
    : container.slice(listed, listed + room).map((item, index) => [listed + index, item]);
  return next.flatMap(([key, value]) => {
    const pointer = joinPointer(parent.pointer, key);
    if (pointer.length > LONGEST_POINTER) return [];
    const isSecret = secrecy(key, value);
    const shownKey = typeof key === 'number' ? key : maskKey(key, secrets, mask);
    // A value that is written as nothing has no place of its own.
    const { line, column } = document.locate(pointer) ?? document.locateKey(pointer) ?? parent.node;
    const shown = {
      pointer: mask(joinPointer(parent.node.pointer, shownKey)),
      key: shownKey,
      line,
      column,
      ...describe(value, isSecret, secrets, mask),
    };
    return [openNode(value, { pointer, depth: parent.depth + 1, isSecret }, shown)];
  });
}

function openNode(
  value: JsonValue,
  place: Pick<OpenNode, 'pointer' | 'depth' | 'isSecret'>,
  shown: Omit<OutlineNode, 'children'>,
): OpenNode {
  return { node: { ...shown, children: [] }, value, listed: 0, ...place };
}

function membersInOrder(container: JsonObject, pointer: string, { locate }: ParsedDocument): [string, JsonValue][] {
  const members = Object.entries(container);
  if (members.length > MOST_SORTED || !members.some(([key]) => INDEX.test(key))) return members;
  const offsets = new Map(members.map(([key]) => [key, locate(joinPointer(pointer, key))?.offset ?? 0]));
  return members.sort(([a], [b]) => (offsets.get(a) ?? 0) - (offsets.get(b) ?? 0));
}

function maskKey(key: string, secrets: SecretValues | undefined, mask: Masker): string {
  const known = secrets?.within(key) ?? [];
  return mask(known.reduce((text, secret) => text.replaceAll(secret, toMasked(secret)), key));
}

type Description = Pick<OutlineNode, 'type' | 'count' | 'length' | 'value' | 'hidden'>;

function describe(value: JsonValue, isSecret: boolean, secrets: SecretValues | undefined, mask: Masker): Description {
  if (isJsonObject(value)) return { type: 'object', count: Object.keys(value).length };
  if (value === null) return { type: 'null', value };
  if (typeof value === 'object') return { type: 'array', count: value.length };
  if (typeof value === 'boolean') return { type: 'boolean', value };
  const type = typeof value === 'string' ? 'string' : 'number';
  if (isSecret || secrets === undefined || secrets.isSecret(String(value))) return { type, hidden: true };
  if (typeof value === 'number') return { type, value };
  const length = countCodePoints(value);
  if (length > LONGEST_VALUE) return { type, length };
  const isSafe = !mentionsSecret(value) && mask(value) === value && secrets.within(value).length === 0;
  return isSafe ? { type, length, value } : { type, hidden: true };
}

// Without a list of them: a text may be the whole document.
function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
