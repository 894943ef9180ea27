/** Where a value begins in a text: line and column from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A document as text, its value, and the place of each value by its RFC 6901 pointer. */
export interface DocumentText {
  readonly text: string;
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * A value as block-style YAML that every version of YAML reads alike: a string stands plain only where nothing could
 * take it for something else.
 */
export function toYaml(value: unknown): DocumentText {
  const page = new Page();
  writeYaml(page, value, { indent: 0, pointer: '' });
  page.endLine();
  return { text: page.text(), value, places: page.places };
}

/** A value as the contract's canonical JSON: sorted keys, two spaces a level, ASCII, one final line break. */
export function toCanonicalText(value: unknown): DocumentText {
  const page = new Page();
  writeJson(page, value, { indent: 0, pointer: '' });
  page.endLine();
  return { text: page.text(), value, places: page.places };
}

interface Spot {
  readonly indent: number;
  readonly pointer: string;
}

function writeYaml(page: Page, value: unknown, { indent, pointer }: Spot): void {
  if (!isCollection(value) || Object.keys(value).length === 0) {
    page.mark(pointer);
    page.put(toYamlScalar(value));
    return;
  }
  page.startAt(indent);
  page.mark(pointer);
  for (const [key, item] of Object.entries(value)) {
    page.startAt(indent);
    if (Array.isArray(value)) page.put('- ');
    else page.put(`${toYamlScalar(key)}:${isCollection(item) && Object.keys(item).length > 0 ? '' : ' '}`);
    writeYaml(page, item, { indent: indent + 2, pointer: `${pointer}/${escapeToken(key)}` });
  }
}

function writeJson(page: Page, value: unknown, { indent, pointer }: Spot): void {
  page.mark(pointer);
  if (!isCollection(value) || Object.keys(value).length === 0) {
    page.put(toAscii(JSON.stringify(value)));
    return;
  }
  const isList = Array.isArray(value);
  page.put(isList ? '[' : '{');
  const entries = Object.entries(value);
  if (!isList) entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const [index, [key, item]] of entries.entries()) {
    if (index > 0) page.put(',');
    page.startAt(indent + 2);
    if (!isList) page.put(`${toAscii(JSON.stringify(key))}: `);
    writeJson(page, item, { indent: indent + 2, pointer: `${pointer}/${escapeToken(key)}` });
  }
  page.startAt(indent);
  page.put(isList ? ']' : '}');
}

const WORDS_WITH_MEANING = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function toYamlScalar(value: unknown): string {
  if (typeof value === 'number') {
    const text = JSON.stringify(value);
    // YAML 1.1 asks for a point ahead of an exponent.
    return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^[A-Za-z][A-Za-z0-9./_-]*(?: [A-Za-z0-9./_-]+)*$/.test(value) && !WORDS_WITH_MEANING.test(value)) return value;
  return toAscii(JSON.stringify(value));
}

function toAscii(text: string): string {
  return text.replaceAll(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

class Page {
  readonly places: Map<string, Place> = new Map();
  readonly #lines: string[] = [];
  #line = '';

  put(text: string): void {
    this.#line += text;
  }

  /** Goes to the column: on this line where nothing but dashes stands ahead of it, on the next otherwise. */
  startAt(column: number): void {
    if (this.#line.length === column && /^[ -]*$/.test(this.#line)) return;
    if (this.#line.trim() !== '') this.endLine();
    this.#line = ' '.repeat(column);
  }

  mark(pointer: string): void {
    this.places.set(pointer, { line: this.#lines.length + 1, column: this.#line.length + 1 });
  }

  endLine(): void {
    if (this.#line === '') return;
    this.#lines.push(this.#line.trimEnd());
    this.#line = '';
  }

  text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }
}
