/** Where a value or a name of a header's text begins: in characters of its one line, and in bytes of the text. */
export interface HeaderPlace {
  readonly line: 1;
  readonly column: number;
  /** From the beginning of the header. */
  readonly offset: number;
}

/** A header in the form of RFC 8785, with the place of each value, and of each member's name, by RFC 6901 pointer. */
export interface HeaderText {
  readonly text: string;
  readonly value: unknown;
  readonly values: ReadonlyMap<string, HeaderPlace>;
  readonly names: ReadonlyMap<string, HeaderPlace>;
}

/** The canonical text of a value: no white space, names in the order of their UTF-16 code units. */
export function toHeaderText(value: unknown): HeaderText {
  const line = new Line();
  write(line, value, '');
  return { text: line.text, value, values: line.values, names: line.names };
}

function write(line: Line, value: unknown, pointer: string): void {
  line.mark(line.values, pointer);
  if (Array.isArray(value)) {
    line.put('[');
    for (const [index, item] of value.entries()) {
      if (index > 0) line.put(',');
      write(line, item, `${pointer}/${index}`);
    }
    line.put(']');
  } else if (typeof value === 'object' && value !== null) {
    line.put('{');
    // The order of `<` on strings is that of their UTF-16 code units, which RFC 8785 asks for.
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [index, [name, member]] of members.entries()) {
      if (index > 0) line.put(',');
      const inner = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      line.mark(line.names, inner);
      line.put(`${JSON.stringify(name)}:`);
      write(line, member, inner);
    }
    line.put('}');
  } else line.put(JSON.stringify(value));
}

class Line {
  readonly values: Map<string, HeaderPlace> = new Map();
  readonly names: Map<string, HeaderPlace> = new Map();
  text = '';
  #column = 1;
  #offset = 0;

  put(text: string): void {
    this.text += text;
    this.#column += [...text].length;
    this.#offset += Buffer.byteLength(text);
  }

  mark(places: Map<string, HeaderPlace>, pointer: string): void {
    places.set(pointer, { line: 1, column: this.#column, offset: this.#offset });
  }
}
