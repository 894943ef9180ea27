import type { Answer } from './compare-outcome.ts';
import type { StoredVector } from './read-vectors.ts';
import type { RuleFacts } from './rule-facts.ts';

/** How far the vectors test a rule; each rung holds the ones below it. */
export interface LadderRow {
  readonly rule: string;
  /** A vector cites the rule. */
  readonly named: boolean;
  /** An accepted and a rejected vector cite it; for a SHOULD rule, one is accepted with the warning and one without. */
  readonly exercised: boolean;
  /** With the rule left out, a vector that cites it has another outcome. */
  readonly discriminated: boolean;
  /** With the rule left out, a vector that cites nothing else is valid; for a SHOULD rule, has no such warning. */
  readonly isolated: boolean;
}

export type Judge = (stored: StoredVector, without: readonly string[]) => Promise<Answer>;

/** The ladder of the rules that vectors can test: those of consumers. */
export async function climbLadder(
  rules: readonly RuleFacts[],
  vectors: readonly StoredVector[],
  judge: Judge,
): Promise<readonly LadderRow[]> {
  const rows: LadderRow[] = [];
  for (const rule of rules) {
    const citing = vectors.filter(({ vector }) => vector.cites.includes(rule.id));
    rows.push(
      rule.level === 'MUST' ? await climbMust(rule.id, citing, judge) : await climbShould(rule.id, citing, judge),
    );
  }
  return rows;
}

async function climbMust(rule: string, citing: readonly StoredVector[], judge: Judge): Promise<LadderRow> {
  const rejected = citing.filter(({ vector }) => vector.kind === 'reject');
  // A vector whose primary rule is this one, and which cites nothing else, is the likeliest to tell.
  const likely = [...rejected].sort((a, b) => a.vector.cites.length - b.vector.cites.length);
  let discriminated = false;
  let isolated = false;
  for (const stored of likely) {
    const { expect, cites } = stored.vector;
    if (expect.valid || isolated) break;
    const answer = await judge(stored, [rule]);
    const primary = answer.findings.find(({ severity }) => severity === 'error')?.rule;
    if (answer.valid || primary !== expect.primary) discriminated = true;
    if (answer.valid && cites.length === 1) isolated = true;
  }
  const exercised = rejected.length > 0 && rejected.length < citing.length;
  return { rule, named: citing.length > 0, exercised, discriminated, isolated };
}

async function climbShould(rule: string, citing: readonly StoredVector[], judge: Judge): Promise<LadderRow> {
  const accepted = citing.filter(({ vector }) => vector.kind === 'accept');
  const warned = accepted.filter(({ vector }) => vector.expect.valid && vector.expect.warnings.includes(rule));
  let discriminated = false;
  let isolated = false;
  for (const stored of warned) {
    if (isolated) break;
    const { findings } = await judge(stored, [rule]);
    if (!findings.some((finding) => finding.rule === rule)) discriminated = true;
    if (findings.length === 0) isolated = true;
  }
  const exercised = warned.length > 0 && warned.length < accepted.length;
  return { rule, named: citing.length > 0, exercised, discriminated, isolated };
}
