import { joinPointer } from './parsed-document.ts';

/**
 * Writes the pointers of one document, one after another. What two that follow each other have in common is held once:
 * a name may be as long as the document, and stand above a thousand findings.
 */
export class PointerWriter {
  readonly #toName: (name: string) => string;
  #trail: readonly (string | number)[] = [];
  // That of the first tokens of the trail, by how many they are.
  #pointers: readonly string[] = [''];

  /** `toName` says how a name is written. */
  constructor(toName: (name: string) => string = (name) => name) {
    this.#toName = toName;
  }

  /** The JSON pointer of the keys and indices that lead from the root to a value. */
  write(trail: readonly (string | number)[]): string {
    let common = 0;
    while (common < trail.length && trail[common] === this.#trail[common]) common += 1;
    const pointers = this.#pointers.slice(0, common + 1);
    let pointer = pointers.at(-1) ?? '';
    for (const token of trail.slice(common)) {
      pointer = joinPointer(pointer, typeof token === 'string' ? this.#toName(token) : token);
      pointers.push(pointer);
    }
    this.#trail = [...trail];
    this.#pointers = pointers;
    return pointer;
  }
}
