import type { Answer } from '../suite/compare-outcome.ts';
import { isResolveVector, isVerdictVector, type StoredVector } from '../suite/read-vectors.ts';
import type { RuleFacts } from '../suite/rule-facts.ts';
import type { Vector, VerdictVector } from '../suite/vector.ts';

/** How far the vectors test a rule for consumers or resolvers; each rung holds the ones below it. */
export interface LadderRow {
  readonly rule: string;
  /** A vector cites the rule. */
  readonly named: boolean;
  /**
   * An accepted and a rejected vector cite it, or a resolution and a refusal; for a SHOULD rule, one is accepted with the
   * warning and one without.
   */
  readonly exercised: boolean;
  /** With the rule left out, a vector that cites it has another outcome. */
  readonly discriminated: boolean;
  /** With the rule left out, a vector that cites nothing else is valid or resolved; for a SHOULD rule, has no such warning. */
  readonly isolated: boolean;
  /** The vector that shows the highest rung, `<id>@<rev>`. */
  readonly by?: string;
}

/** An implementation from which rules can be left out. Where it throws, nothing is shown. */
export interface Implementation {
  /** The answer to a vector of kind accept or reject. */
  readonly answer: (stored: StoredVector<VerdictVector>, without: readonly string[]) => Promise<Answer>;
  /** What becomes of a vector of any kind. */
  readonly outcomeOf: (stored: StoredVector, without: readonly string[]) => Promise<string>;
}

/** The ladder of rules for consumers and resolvers. */
export async function climbLadder(
  rules: readonly RuleFacts[],
  vectors: readonly StoredVector[],
  implementation: Implementation,
): Promise<readonly LadderRow[]> {
  const rows: LadderRow[] = [];
  for (const { id, level } of rules) {
    const citing = vectors.filter(({ vector }) => vector.cites.includes(id));
    rows.push(
      level === 'MUST' ? await climbMust(id, citing, implementation) : await climbShould(id, citing, implementation),
    );
  }
  return rows;
}

async function climbMust(
  rule: string,
  citing: readonly StoredVector[],
  implementation: Implementation,
): Promise<LadderRow> {
  const rejected = citing.filter(isRejected);
  // A vector whose primary rule is this one, and which cites nothing else, is the likeliest to tell.
  const likely = rejected.filter(isAffordable).sort((a, b) => effort(a) - effort(b));
  const shown = await climb(likely, async (stored) => {
    const outcome = await implementation.outcomeOf(stored, [rule]);
    if (outcome === 'wrong-verdict') return stored.vector.cites.length === 1 ? 'isolated' : 'discriminated';
    return outcome === 'wrong-rule' ? 'discriminated' : 'nothing';
  });
  return { rule, named: citing.length > 0, exercised: isProperPart(rejected, citing), ...shown };
}

async function climbShould(
  rule: string,
  citing: readonly StoredVector[],
  implementation: Implementation,
): Promise<LadderRow> {
  const accepted = citing.filter((stored) => stored.vector.kind === 'accept' || isResolved(stored));
  const warned = accepted.filter((stored) => warningsOf(stored).includes(rule));
  const shown = await climb(warned, async (stored) => {
    if (!isVerdictVector(stored)) {
      if ((await implementation.outcomeOf(stored, [rule])) !== 'wrong-rule') return 'nothing';
      return warningsOf(stored).length === 1 ? 'isolated' : 'discriminated';
    }
    const { findings } = await implementation.answer(stored, [rule]);
    if (findings.some((finding) => finding.rule === rule)) return 'nothing';
    return findings.length === 0 ? 'isolated' : 'discriminated';
  });
  return { rule, named: citing.length > 0, exercised: isProperPart(warned, accepted), ...shown };
}

// What is too large to be stored is rejected as well; relations are about many inputs at once.
function isRejected({ vector }: StoredVector): boolean {
  if (vector.kind === 'resolve') return 'refused' in vector.expect;
  return (vector.kind === 'reject' || vector.kind === 'limit') && !vector.expect.valid;
}

function isResolved(stored: StoredVector): boolean {
  return isResolveVector(stored) && 'resolved' in stored.vector.expect;
}

function warningsOf({ vector: { expect } }: StoredVector): readonly string[] {
  return 'warnings' in expect ? expect.warnings : [];
}

// One that is made when it is needed may have gigabytes, and without its rule all of them are read.
const MOST_BYTES = 130 * 1024 * 1024;

function isAffordable({ vector }: StoredVector): boolean {
  return vector.kind !== 'limit' || vector.input.size <= MOST_BYTES;
}

function effort({ vector: { kind, cites } }: StoredVector): number {
  return cites.length + (kind === 'limit' ? 100 : 0);
}

function isProperPart(part: readonly StoredVector[], whole: readonly StoredVector[]): boolean {
  return part.length > 0 && part.length < whole.length;
}

type Shown = 'nothing' | 'discriminated' | 'isolated';

async function climb<V extends Vector>(
  vectors: readonly StoredVector<V>[],
  show: (stored: StoredVector<V>) => Promise<Shown>,
): Promise<Pick<LadderRow, 'discriminated' | 'isolated' | 'by'>> {
  let by: string | undefined;
  for (const stored of vectors) {
    // What crashes shows nothing.
    const shown = await show(stored).catch((): Shown => 'nothing');
    if (shown === 'nothing') continue;
    if (shown === 'isolated' || by === undefined) by = `${stored.vector.id}@${stored.vector.rev}`;
    if (shown === 'isolated') return { discriminated: true, isolated: true, by };
  }
  return { discriminated: by !== undefined, isolated: false, ...(by !== undefined && { by }) };
}
