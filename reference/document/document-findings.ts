import type { RuleId } from '../generated/catalogue.ts';
import type { Details, Location } from '../report/finding.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { TextPositions } from './text-positions.ts';

// The collector keeps no more of one rule: further ones are only counted, and need no place.
const PLACED_PER_RULE = 1000;

/** Where the findings of one document go: their places are computed from indices into its decoded text. */
export class DocumentFindings {
  readonly #collector: FindingCollector;
  readonly #member: string | undefined;
  readonly #counts: Map<RuleId, number> = new Map();
  readonly #errorsBefore: number;
  readonly #start: number;
  #positions: TextPositions | undefined;

  /** `start` is the offset at which the document begins in its artifact: offsets of findings count from there. */
  constructor(collector: FindingCollector, member: string | undefined, start = 0) {
    this.#collector = collector;
    this.#member = member;
    this.#start = start;
    this.#errorsBefore = collector.errorCount;
  }

  /** From here on, places are those of this text. */
  setPositions(positions: TextPositions): void {
    this.#positions = positions;
  }

  isInForce(rule: RuleId): boolean {
    return this.#collector.isInForce(rule);
  }

  /** Whether the document has had an error. */
  get hasErrors(): boolean {
    return this.#collector.errorCount > this.#errorsBefore;
  }

  /** Reports a breach of a rule by the document as a whole. */
  addWhole(rule: RuleId, details: Details): void {
    this.#collector.add(rule, this.#at({}), details);
  }

  /**
   * Reports a breach at an index of the text; says whether the rule is in force. The pointer is asked for where it is
   * kept: there may be millions of breaches.
   */
  add(rule: RuleId, index: number, details: Details = {}, pointer?: () => string): boolean {
    if (!this.#collector.isInForce(rule)) return false;
    const count = (this.#counts.get(rule) ?? 0) + 1;
    this.#counts.set(rule, count);
    if (count > PLACED_PER_RULE) {
      this.#collector.add(rule, this.#at({}), details);
      return true;
    }
    const position = this.#positions?.at(index);
    const place = position === undefined ? {} : { ...position, offset: position.offset + this.#start };
    this.#collector.add(rule, this.#at(pointer === undefined ? place : { ...place, pointer: pointer() }), details);
    return true;
  }

  #at(location: Location): Location {
    return this.#member === undefined ? location : { member: this.#member, ...location };
  }
}
