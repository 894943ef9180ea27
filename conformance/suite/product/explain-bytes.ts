import { firstDifference } from '../first-difference.ts';
import { explainArchive } from './explain-archive.ts';

/** Where a product is another one, for people, and what stands there. */
export interface ProductDifference {
  readonly detail: string;
  readonly expected?: unknown;
  readonly got?: unknown;
}

/** Bytes that a file may have beside twice those of the one that is stated, and be looked into. */
const MUCH_LONGER = 64 * 1024;

/** Where two files first differ: in an archive by member and field, in a JSON document by pointer, else by line or offset. */
export function explainBytes(before: Uint8Array, after: Uint8Array): ProductDifference | undefined {
  if (Buffer.from(before).equals(after)) return undefined;
  // It may be made to be costly to look into, and its structure says nothing about the stated one.
  if (after.length > 2 * before.length + MUCH_LONGER) return explainOffset(before, after);
  return explainArchive(before, after, explainText) ?? explainText(before, after);
}

function explainText(before: Uint8Array, after: Uint8Array): ProductDifference {
  const [left, right] = [toText(before), toText(after)];
  if (left === undefined || right === undefined) return explainOffset(before, after);
  return explainJson(left, right) ?? explainLines(left, right);
}

function explainJson(before: string, after: string): ProductDifference | undefined {
  const [left, right] = [toJson(before), toJson(after)];
  if (left === undefined || right === undefined) return undefined;
  const difference = firstDifference(left.value, right.value);
  if (difference === undefined) return undefined;
  return { detail: `another value at "${difference.pointer}"`, expected: difference.before, got: difference.after };
}

function explainLines(before: string, after: string): ProductDifference {
  const [left, right] = [before.split('\n'), after.split('\n')];
  const line = left.findIndex((text, index) => text !== right[index]);
  const at = line < 0 ? left.length : line;
  const detail = at >= left.length ? `it goes on after line ${left.length}` : `line ${at + 1} is another`;
  return { detail, expected: left[at] ?? null, got: right[at] ?? null };
}

function explainOffset(before: Uint8Array, after: Uint8Array): ProductDifference {
  const found = before.findIndex((byte, index) => byte !== after[index]);
  const at = found < 0 ? before.length : found;
  const around = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(at, at + 16)).toString('hex');
  return { detail: `other bytes from offset ${at} on`, expected: around(before), got: around(after) };
}

function toText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function toJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
