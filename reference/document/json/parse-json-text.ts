import { LIMITS } from '../../generated/limits.ts';
import { BareObject, type MutableJsonObject } from '../bare-object.ts';
import type { DocumentFindings } from '../document-findings.ts';
import type { JsonValue } from '../parsed-document.ts';
import { PointerWriter } from '../pointer-writer.ts';
import { toShownKey } from '../shown-key.ts';
import { JsonTokens } from './json-tokens.ts';

// Where the rule on nesting is left out, reading still ends here: whatever walks the value may recurse.
const NESTING_CEILING = 1000;

/**
 * Reads the one value of a JSON text (RFC 8259), reporting by the rule that the first offending character breaks
 * (contracts/strict-json/v1, sections 3 and 4). Undefined where a rule in force stopped the reading. Where the rule is
 * not in force the reading goes on behind the defect, so that every text gives a value.
 */
export function parseJsonText(text: string, start: number, findings: DocumentFindings): JsonValue | undefined {
  return new JsonReader(text, start, findings).read();
}

// An array that grows keeps room for so many items; millions of short ones would take several times what is in them.
const SPARE = 16;
const EMPTY: readonly JsonValue[] = Object.freeze([]);

class JsonReader {
  readonly #tokens: JsonTokens;
  readonly #findings: DocumentFindings;
  readonly #containers: (JsonValue[] | MutableJsonObject)[] = [];
  readonly #keys: string[] = [];
  readonly #pointers: PointerWriter = new PointerWriter();
  #root: JsonValue = null;
  // Whether the innermost container was opened just now, so that no comma may come first.
  #isFresh = false;

  constructor(text: string, start: number, findings: DocumentFindings) {
    this.#findings = findings;
    this.#tokens = new JsonTokens(text, start, findings, () => this.#pointer());
  }

  read(): JsonValue | undefined {
    const tokens = this.#tokens;
    if (tokens.skipSpace() === -1) tokens.fail('json/empty-document', tokens.index);
    else {
      this.#readValue();
      while (this.#containers.length > 0 && !tokens.ended) this.#readNext();
      this.#checkEnd();
    }
    return tokens.stopped ? undefined : this.#root;
  }

  #checkEnd(): void {
    const tokens = this.#tokens;
    if (!tokens.ended && tokens.skipSpace() !== -1) tokens.fail('json/trailing-data', tokens.index);
  }

  /** Reads what follows within the innermost container: a separator and an item, or the end. */
  #readNext(): void {
    const container = this.#containers[this.#containers.length - 1];
    const first = this.#isFresh;
    this.#isFresh = false;
    if (Array.isArray(container)) this.#readInArray(first);
    else this.#readInObject(first);
  }

  #readInArray(first: boolean): void {
    const tokens = this.#tokens;
    const unit = tokens.skipSpace();
    if (unit === 0x5d) {
      this.#close();
    } else if (first) {
      this.#readValue();
    } else if (unit === 0x2c) {
      const comma = tokens.index;
      tokens.index += 1;
      if (tokens.skipSpace() !== 0x5d) this.#readValue();
      else if (!tokens.fail('json/trailing-comma', comma, { container: 'array' })) this.#close();
    } else {
      tokens.unexpected('a comma or ]');
    }
  }

  #readInObject(first: boolean): void {
    const tokens = this.#tokens;
    const unit = tokens.skipSpace();
    if (unit === 0x7d) {
      this.#close();
    } else if (first) {
      this.#readMember('a name in double quotes or }');
    } else if (unit === 0x2c) {
      const comma = tokens.index;
      tokens.index += 1;
      if (tokens.skipSpace() !== 0x7d) this.#readMember('a name in double quotes');
      else if (!tokens.fail('json/trailing-comma', comma, { container: 'object' })) this.#close();
    } else {
      tokens.unexpected('a comma or }');
    }
  }

  #readMember(expected: string): void {
    const tokens = this.#tokens;
    if (tokens.skipSpace() !== 0x22) {
      tokens.unexpected(expected);
      return;
    }
    const start = tokens.index;
    const key = tokens.readString((name) => this.#pointerTo(name));
    if (tokens.ended) return;
    this.#keys[this.#keys.length - 1] = key;
    const container = this.#containers[this.#containers.length - 1] as MutableJsonObject;
    if (container[key] !== undefined) {
      this.#findings.add('json/duplicate-key', start, { key: toShownKey(key) }, () => this.#pointer());
    }
    if (tokens.skipSpace() !== 0x3a) {
      tokens.unexpected('a colon');
      return;
    }
    tokens.index += 1;
    this.#readValue();
  }

  #readValue(): void {
    const tokens = this.#tokens;
    const unit = tokens.skipSpace();
    if (unit === 0x7b || unit === 0x5b) {
      this.#open(unit === 0x7b);
      return;
    }
    const scalar = unit === 0x22 ? tokens.readString(() => this.#pointer()) : tokens.readScalar(unit);
    if (scalar === undefined) tokens.unexpected('a value');
    else if (!tokens.stopped) this.#attach(scalar);
  }

  #attach(value: JsonValue): void {
    const top = this.#containers.length - 1;
    const container = this.#containers[top];
    if (container === undefined) this.#root = value;
    else if (Array.isArray(container)) container.push(value);
    else container[this.#keys[top] ?? ''] = value;
  }

  #open(isObject: boolean): void {
    const tokens = this.#tokens;
    const level = this.#containers.length + 1;
    const limit = LIMITS['json.nesting'].value;
    if (level > limit && tokens.fail('json/nesting-too-deep', tokens.index, { level, limit })) return;
    if (level > NESTING_CEILING) {
      tokens.end();
      return;
    }
    const container = isObject ? new BareObject() : [];
    this.#attach(container);
    this.#containers.push(container);
    this.#keys.push('');
    this.#isFresh = true;
    tokens.index += 1;
  }

  #close(): void {
    const closed = this.#containers.pop();
    this.#keys.pop();
    this.#tokens.index += 1;
    if (Array.isArray(closed) && closed.length <= SPARE) this.#replace(closed.length === 0 ? EMPTY : closed.slice());
  }

  /** Puts another value in the place of the one that was attached last. */
  #replace(value: JsonValue): void {
    const container = this.#containers[this.#containers.length - 1];
    if (Array.isArray(container)) container.pop();
    this.#attach(value);
  }

  /** Pointer of the member whose name has just been read. */
  #pointerTo(name: string): string {
    this.#keys[this.#keys.length - 1] = name;
    return this.#pointer();
  }

  /** Pointer of the value that is being read. */
  #pointer(): string {
    const top = this.#containers.length - 1;
    const trail = this.#containers.map((container, level) => {
      const key = this.#keys[level] ?? '';
      // Below the top, the container that was opened stands in its array already.
      return Array.isArray(container) ? container.length - (level < top ? 1 : 0) : key;
    });
    return this.#pointers.write(trail);
  }
}
