import type { DocumentPosition } from './parsed-document.ts';

const CHECKPOINT_EVERY = 65_536;
const LINE_FEED = 10;

/**
 * Turns indices into a decoded text (UTF-16 units) into places: line, column in code points, offset in UTF-8 bytes.
 * A line ends at a line feed. Nothing is computed before the first question; then one pass leaves checkpoints, so
 * that a thousand findings in one long line stay cheap.
 */
export class TextPositions {
  readonly #text: string;
  #checkpoints: readonly DocumentPosition[] | undefined;
  // Questions mostly come in the order of the text: the last answer is where the next begins.
  #last: { readonly index: number; readonly position: DocumentPosition } | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Place of the character that begins at the index; indices beyond the end give the end. */
  at(index: number): DocumentPosition {
    const end = Math.min(index, this.#text.length);
    const step = Math.floor(end / CHECKPOINT_EVERY);
    const start = this.#lastWithin(step * CHECKPOINT_EVERY, end) ?? this.#checkpoint(step);
    const position = advance(this.#text, start.index, end, start.position);
    this.#last = { index: end, position };
    return position;
  }

  #lastWithin(from: number, to: number): { index: number; position: DocumentPosition } | undefined {
    const last = this.#last;
    return last !== undefined && last.index >= from && last.index <= to ? last : undefined;
  }

  #checkpoint(step: number): { index: number; position: DocumentPosition } {
    this.#checkpoints ??= this.#findCheckpoints();
    return {
      index: step * CHECKPOINT_EVERY,
      position: this.#checkpoints[step] ?? { line: 1, column: 1, offset: 0 },
    };
  }

  #findCheckpoints(): readonly DocumentPosition[] {
    const checkpoints: DocumentPosition[] = [];
    let position: DocumentPosition = { line: 1, column: 1, offset: 0 };
    for (let start = 0; start <= this.#text.length; start += CHECKPOINT_EVERY) {
      checkpoints.push(position);
      position = advance(this.#text, start, Math.min(start + CHECKPOINT_EVERY, this.#text.length), position);
    }
    return checkpoints;
  }
}

function advance(text: string, from: number, to: number, start: DocumentPosition): DocumentPosition {
  let { line, column, offset } = start;
  for (let index = from; index < to; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === LINE_FEED) {
      line += 1;
      column = 1;
      offset += 1;
      continue;
    }
    // A character counts where its last unit stands: a low surrogate adds no column, each half two bytes.
    if (unit < 0xdc00 || unit > 0xdfff) column += 1;
    offset += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return { line, column, offset };
}
