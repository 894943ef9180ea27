const IDS = 0x10000;

/**
 * A number below 65,536 for each id of a block. Cleared at no cost: an extra field may have 16,383 blocks, and an
 * archive thousands of such fields, so a map for each would be what takes the time.
 */
export class IdTable {
  #values: Float64Array | undefined;
  #round = 0;

  /** Forgets all ids. */
  clear(): void {
    this.#round += 1;
  }

  /** The value of an id, or -1. */
  get(id: number): number {
    const value = (this.#values?.[id] ?? 0) - this.#round * IDS;
    return value < 0 ? -1 : value;
  }

  set(id: number, value: number): void {
    this.#values ??= new Float64Array(IDS).fill(-1);
    this.#values[id] = this.#round * IDS + value;
  }
}
