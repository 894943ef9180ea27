import { catalogue, type RuleId } from '../generated/catalogue.ts';
import type { Details, Finding, Location } from './finding.ts';
import { compareFindings } from './finding-order.ts';
import { isInForce, type RuleSelection } from './rule-selection.ts';

const KEPT_PER_RULE = 1000;

/** Gathers findings of the rules in force; bounded whatever the input. */
export class FindingCollector {
  readonly selection: RuleSelection;
  readonly #byRule: Map<RuleId, Finding[]> = new Map();
  #errors = 0;
  #dropped = 0;

  constructor(selection: RuleSelection) {
    this.selection = selection;
  }

  /** Whether the rule's check should run at all. */
  isInForce(rule: RuleId): boolean {
    return isInForce(rule, this.selection);
  }

  /** Adds a finding, unless its rule is not in force. */
  add(rule: RuleId, at: Location, details: Details = {}): void {
    if (!this.isInForce(rule)) return;
    if (catalogue[rule].level === 'MUST') this.#errors += 1;
    const kept = this.#byRule.get(rule) ?? [];
    this.#byRule.set(rule, kept);
    if (kept.length < KEPT_PER_RULE) kept.push({ rule, at, details });
    else this.#dropped += 1;
  }

  /** Takes over all that another collector has, when it is certain that its findings count. */
  absorb(other: FindingCollector): void {
    for (const { rule, at, details } of other.findings()) this.add(rule, at, details);
    this.#dropped += other.droppedCount;
  }

  /** Number of findings of level MUST so far, those that were not kept included. */
  get errorCount(): number {
    return this.#errors;
  }

  /** Findings that were counted and not kept, because one rule gave more than a report can hold. */
  get droppedCount(): number {
    return this.#dropped;
  }

  /** All kept findings in report order. */
  findings(): Finding[] {
    return [...this.#byRule.values()].flat().sort(compareFindings);
  }
}
