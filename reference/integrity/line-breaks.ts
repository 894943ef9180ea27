/** One line of a text, with what ended it. */
export interface TextLine {
  readonly text: string;
  /** Counts from 1. */
  readonly number: number;
  /** Byte offset of its first character. */
  readonly offset: number;
  /** LF, CRLF, another line break, or empty at the end of the text. */
  readonly lineBreak: string;
}

// What Python's str.splitlines takes for a line break: the loosest reading of a line in use.
const LINE_BREAK = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g;

/** Splits a text at every character that any common reader takes for a line break. */
export function splitLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  let offset = 0;
  for (const match of text.matchAll(LINE_BREAK)) {
    const line = text.slice(start, match.index);
    lines.push({ text: line, number: lines.length + 1, offset, lineBreak: match[0] });
    start = match.index + match[0].length;
    offset += Buffer.byteLength(line) + Buffer.byteLength(match[0]);
  }
  if (start < text.length) lines.push({ text: text.slice(start), number: lines.length + 1, offset, lineBreak: '' });
  return lines;
}

// What Python's str.strip removes; JavaScript's trim knows neither U+001C..U+001F nor U+0085, but takes U+FEFF.
const WHITE_SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const NOT_WHITE_SPACE = new RegExp(WHITE_SPACE.replace('[', '[^'));
const ONE_WHITE_SPACE = new RegExp(WHITE_SPACE);

/** Whether nothing but white space stands in a text. */
export function isBlank(text: string): boolean {
  return !NOT_WHITE_SPACE.test(text);
}

/** The text without white space at both ends, by Unicode's White_Space and the information separators. */
export function stripWhiteSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ONE_WHITE_SPACE.test(text.charAt(start))) start += 1;
  while (end > start && ONE_WHITE_SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
