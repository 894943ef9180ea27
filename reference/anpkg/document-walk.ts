import { isJsonObject, type JsonValue, joinPointer, type ParsedDocument } from '../document/parsed-document.ts';
import type { Location } from '../report/finding.ts';

/** A value in a document, with its pointer. */
export interface DocumentNode {
  readonly value: JsonValue;
  readonly pointer: string;
}

/** The node under a key of a mapping, or undefined. */
export function childNode(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  if (node === undefined || !isJsonObject(node.value)) return undefined;
  const value = Object.hasOwn(node.value, key) ? node.value[key] : undefined;
  return value === undefined ? undefined : { value, pointer: joinPointer(node.pointer, key) };
}

/** The items of a sequence; nothing for any other value. */
export function itemNodes(node: DocumentNode | undefined): readonly DocumentNode[] {
  if (node === undefined || !isJsonArray(node.value)) return [];
  return node.value.map((value, index) => ({ value, pointer: joinPointer(node.pointer, index) }));
}

/** The entries of a mapping in document order; nothing for any other value. */
export function entryNodes(node: DocumentNode | undefined): readonly (DocumentNode & { readonly key: string })[] {
  if (node === undefined || !isJsonObject(node.value)) return [];
  return Object.entries(node.value).map(([key, value]) => ({ key, value, pointer: joinPointer(node.pointer, key) }));
}

/** The string under a key of a mapping, or undefined. */
export function stringAt(node: DocumentNode | undefined, key: string): string | undefined {
  const value = childNode(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function rootNode(document: ParsedDocument): DocumentNode {
  return { value: document.value, pointer: '' };
}

/** Calls back for every string of a document, with the keys and indices that lead to it: they change once it returns. */
export function walkStrings(
  document: ParsedDocument,
  visit: (text: string, trail: readonly (string | number)[]) => void,
): void {
  const trail: (string | number)[] = [];
  const walkChild = (step: string | number, child: JsonValue): void => {
    trail.push(step);
    walk(child);
    trail.pop();
  };
  const walk = (value: JsonValue): void => {
    if (typeof value === 'string') visit(value, trail);
    else if (isJsonArray(value)) for (const [index, item] of value.entries()) walkChild(index, item);
    else if (isJsonObject(value)) for (const [key, child] of Object.entries(value)) walkChild(key, child);
  };
  walk(document.value);
}

/** Where a node stands: member, pointer, line, column and offset. */
export function placeOf(member: string, document: ParsedDocument, pointer: string): Location {
  return { member, pointer, ...document.locate(pointer) };
}

/** The name of a value's type, as a reader of the document would say it. */
export function typeName(value: JsonValue): string {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'a sequence';
  if (isJsonObject(value)) return 'a mapping';
  return `a ${typeof value}`;
}

function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
