/** The names of an object in the order of the text. RFC 8785 section 3.2.3 sorts by UTF-16 unit. */
export class NameOrder {
  /** Where the names begin that stand in order, up to the first that does not. */
  readonly starts: number[] = [];
  /** The least of the names from there on; undefined where all stand in order. Equal names stay in their order. */
  least: string | undefined;
  #last = '';

  /** Adds the name that follows in the text, and begins there. */
  add(name: string, start: number): void {
    if (this.least === undefined && name >= this.#last) {
      this.starts.push(start);
      this.#last = name;
    } else if (this.least === undefined || name < this.least) this.least = name;
  }
}
