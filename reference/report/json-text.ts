// Beyond what JSON itself escapes: characters that move a terminal's cursor, end a line, or are not seen.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A value as JSON, two spaces of indent and a final line feed, in which a text from an artifact can do a terminal no
 * harm. Whoever parses it gets the same value.
 */
export function toJsonText(value: unknown): string {
  return `${toShownJson(JSON.stringify(value, undefined, 2))}\n`;
}

/** The text of JSON, or a part of it, with escapes for what a terminal obeys. */
export function toShownJson(json: string): string {
  // The line feeds of the indent are the only control characters that JSON leaves as they are.
  return json.replaceAll(UNSEEN, (character) => (character === '\n' ? character : toEscapes(character)));
}

function toEscapes(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}
