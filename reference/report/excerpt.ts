import { maskCredentials } from './mask-credentials.ts';
import { type Masker, SHOW_ALL } from './masker.ts';
import { resolveEscapes } from './resolve-escapes.ts';
import { mentionsSecret } from './sensitive-text.ts';
import { toVisible } from './visible-text.ts';

const MASKED = '[masked]';
// Code points shown on each side of the column.
const REACH = 60;
// Each finding has its line searched for secrets, whole: a longer one is found by its column in an editor.
const LONGEST_LINE = 65_536;

export interface ExcerptPlace {
  readonly line: number;
  readonly column?: number;
}

/**
 * The line of a document that a finding is at, with a caret under its column: at most two lines of printable text.
 * Empty where the document has no such line, or one of more than 65,536 characters. What stands under a key that names a secret is never shown, and
 * neither is a value that the masker knows.
 */
export function toExcerpt(text: string, place: ExcerptPlace, mask: Masker): readonly string[] {
  const lines = text.split('\n');
  const line = lines[place.line - 1];
  if (line === undefined || line.length > LONGEST_LINE) return [];
  const raw = line.replace(/\r$/u, '');
  const shown = guardLine(lines, place.line - 1, raw, mask);
  const column = shown === raw ? (place.column ?? 1) : Math.min(place.column ?? 1, [...shown].length + 1);
  const points = [...shown];
  const start = Math.max(0, column - 1 - REACH);
  const before = points.slice(start, column - 1);
  const after = points.slice(column - 1, column - 1 + REACH);
  const head = `${start > 0 ? '…' : ''}${toPrintable(before.join(''))}`;
  const tail = `${toPrintable(after.join(''))}${column - 1 + REACH < points.length ? '…' : ''}`;
  const gutter = `${place.line} | `;
  if (place.column === undefined) return [`${gutter}${head}${tail}`];
  return [`${gutter}${head}${tail}`, `${' '.repeat(gutter.length - 2)}| ${' '.repeat([...head].length)}^`];
}

function guardLine(lines: readonly string[], index: number, line: string, mask: Masker): string {
  if (isBelowSecret(lines, index)) return MASKED;
  if (mentionsSecret(line)) {
    // The key may be shown; whatever follows its separator may not.
    const separator = line.search(/[:=]/u);
    return separator < 0 || !mentionsSecret(line.slice(0, separator))
      ? MASKED
      : `${mask(line.slice(0, separator + 1))} ${MASKED}`;
  }
  // A value may be written with escapes, which the masker does not look behind.
  const plain = resolveEscapes(line);
  if (plain === line) return mask(line);
  // Where secrets are known, one may be written over several lines, each with its escapes.
  const knowsSecrets = mask !== SHOW_ALL && mask !== maskCredentials;
  return knowsSecrets || mentionsSecret(plain) ? MASKED : mask(line);
}

// A value may go on below its key. Lines without a key of their own belong to the nearest one above that has one;
// and each line belongs to every line above it that the indentation makes its parent.
function isBelowSecret(lines: readonly string[], index: number): boolean {
  let indent = indentOf(lines[index] ?? '');
  let hasKey = hasOwnKey(lines[index] ?? '');
  for (let at = index - 1; at >= 0 && (indent > 0 || !hasKey); at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const own = indentOf(line);
    if ((!hasKey || own < indent) && mentionsSecret(line)) return true;
    hasKey ||= hasOwnKey(line);
    indent = Math.min(indent, own);
  }
  return false;
}

function hasOwnKey(line: string): boolean {
  return /["'\w-]\s*:(?:\s|$)/u.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function toPrintable(text: string): string {
  return toVisible(text.replaceAll('\t', ' '));
}
