import type { ExpectedLocation } from '../recipe.ts';

/**
 * The place of a value in a document as producers write it: one member or item a line, two spaces a level. The pointer
 * leads to the value, or to the name of a member.
 */
export function placeIn(bytes: Uint8Array, pointer: string, of: 'value' | 'name' = 'value'): ExpectedLocation {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const tokens = pointer.split('/').slice(1);
  const line = tokens.reduce((at, token, depth) => findLine(lines, at, token, depth + 1), 0);
  const text = lines[line] ?? '';
  const [, start = ''] = /^( *(?:"[^"]*": )?)/u.exec(text) ?? [];
  const lead = of === 'name' || tokens.length === 0 ? (/^ */u.exec(text) ?? [''])[0] : start;
  const isItem = of === 'value' && !/^ *"[^"]*": /u.test(text);
  const column = (isItem ? (/^ */u.exec(text) ?? [''])[0] : lead).length;
  const ahead = lines.slice(0, line).reduce((sum, one) => sum + Buffer.byteLength(one) + 1, 0);
  return { pointer, line: line + 1, column: column + 1, offset: ahead + column };
}

/** The line of an item or member below the line of what holds it. */
function findLine(lines: readonly string[], holder: number, token: string, depth: number): number {
  const margin = '  '.repeat(depth);
  const isList = /\[$/u.test(lines[holder] ?? '');
  let item = 0;
  for (let line = holder + 1; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (!text.startsWith(margin) || /^[ \]}]/u.test(text.slice(margin.length))) continue;
    if (isList ? `${item}` === token : text.startsWith(`${margin}${JSON.stringify(token)}: `)) return line;
    item += 1;
  }
  throw new Error(`nothing called ${token} below line ${holder + 1}`);
}
