import { compareCodePoints } from '../recipes/code-point-order.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { pick } from './mutate-bytes.ts';

/** How a JSON value is written otherwise than RFC 8785 writes it. */
export type Spelling = 'order' | 'order-by-code-points' | 'repeated-name' | 'space' | 'text' | 'number';

export const SPELLINGS: readonly Spelling[] = [
  'order',
  'order-by-code-points',
  'repeated-name',
  'space',
  'text',
  'number',
];

/** The value as RFC 8785 writes it but for about one token in `rarity`, which is written in the other way. */
export function spellJson(value: unknown, spelling: Spelling, { draws, rarity }: OddTokens): string {
  return new Speller(spelling, { draws, rarity }).write(value);
}

interface OddTokens {
  readonly draws: SeededDraws;
  readonly rarity: number;
}

class Speller {
  readonly #spelling: Spelling;
  readonly #draws: SeededDraws;
  readonly #rarity: number;

  constructor(spelling: Spelling, { draws, rarity }: OddTokens) {
    this.#spelling = spelling;
    this.#draws = draws;
    this.#rarity = rarity;
  }

  write(value: unknown): string {
    const text = this.#isOdd('space') ? pick([' ', '\n', '\t', '\r', '\r\n'], this.#draws) : '';
    if (Array.isArray(value)) return `${text}[${value.map((item) => this.write(item)).join(',')}]`;
    if (typeof value === 'object' && value !== null) return `${text}{${this.#members(value).join(',')}}`;
    if (typeof value === 'string') return text + this.#text(value);
    return text + (typeof value === 'number' ? this.#number(value) : JSON.stringify(value));
  }

  #members(value: object): readonly string[] {
    const sorted = this.#sorted(Object.entries(value));
    const written = sorted.map(([name, member]) => ({ name, text: `${this.#text(name)}:${this.write(member)}` }));
    // What stands twice at every depth would double with each of them.
    const again = written.filter(() => this.#isOdd('repeated-name')).map(({ name, text }) => shortAgain(name, text));
    return [...written.map(({ text }) => text), ...again];
  }

  #sorted(members: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] {
    // Two orders that differ only where a name leaves the basic plane.
    if (this.#isOdd('order-by-code-points')) return [...members].sort(([a], [b]) => compareCodePoints(a, b));
    const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
    return this.#isOdd('order') ? this.#draws.shuffle(sorted) : sorted;
  }

  #text(text: string): string {
    const plain = JSON.stringify(text);
    if (!this.#isOdd('text')) return plain;
    const characters = [...plain.slice(1, -1).matchAll(/\\u....|\\.|[^\\]/gsu)].map(([character]) => character);
    const odd = this.#draws.below(Math.max(1, characters.length));
    return `"${characters.map((character, index) => (index === odd ? this.#escaped(character) : character)).join('')}"`;
  }

  #escaped(character: string): string {
    if (character.startsWith('\\u')) return `\\u${character.slice(2).toUpperCase()}`;
    const plain = character.startsWith('\\') ? String(JSON.parse(`"${character}"`)) : character;
    const units = Array.from({ length: plain.length }, (_, at) => plain.charCodeAt(at).toString(16).padStart(4, '0'));
    const escaped = units.map((unit) => `\\u${unit}`).join('');
    return pick([escaped, escaped, escaped.toUpperCase().replaceAll('\\U', '\\u'), `\\${plain}`], this.#draws);
  }

  #number(value: number): string {
    const plain = JSON.stringify(value);
    if (!this.#isOdd('number')) return plain;
    const [digits = plain] = plain.split(/[.e]/);
    const odd = [`${plain}.0`, `${digits}e0`, `${digits}E+0`, `${digits}0e-1`, `-${plain}`, `0${plain}`, `${digits}.`];
    return pick([...odd, `${digits}${'0'.repeat(20)}`, `${digits}e400`, '-0', '0.0', '1e-400'], this.#draws);
  }

  #isOdd(spelling: Spelling): boolean {
    return this.#spelling === spelling && this.#draws.below(this.#rarity) === 0;
  }
}

const LONGEST_AGAIN = 64;

function shortAgain(name: string, text: string): string {
  return text.length > LONGEST_AGAIN ? `${JSON.stringify(name)}:0` : text;
}
