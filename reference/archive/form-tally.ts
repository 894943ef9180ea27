import type { RuleId } from '../generated/catalogue.ts';
import type { Location } from '../report/finding.ts';
import type { FindingCollector } from '../report/finding-collector.ts';

/** A rule of level SHOULD on each member; the archive gives one finding, at the first member that breaks it. */
export interface FormCheck<Subject> {
  readonly rule: RuleId;
  /** Whether the member departs from the canonical form. */
  readonly isBreach: (subject: Subject) => boolean;
}

/** Counts departures from the canonical form while members go by. */
export class FormTally<Subject> {
  readonly #checks: readonly FormCheck<Subject>[];
  readonly #locate: (subject: Subject) => Location;
  readonly #found: Map<RuleId, { at: Location; count: number }> = new Map();

  constructor(
    checks: readonly FormCheck<Subject>[],
    locate: (subject: Subject) => Location,
    collector: FindingCollector,
  ) {
    this.#checks = checks.filter(({ rule }) => collector.isInForce(rule));
    this.#locate = locate;
  }

  see(subject: Subject): void {
    for (const { rule, isBreach } of this.#checks) if (isBreach(subject)) this.add(rule, this.#locate(subject));
  }

  add(rule: RuleId, at: Location): void {
    const found = this.#found.get(rule);
    if (found === undefined) this.#found.set(rule, { at, count: 1 });
    else found.count += 1;
  }

  report(collector: FindingCollector): void {
    for (const [rule, { at, count }] of this.#found) collector.add(rule, at, { count });
  }
}
