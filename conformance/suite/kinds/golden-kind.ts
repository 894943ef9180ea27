import { compareGiven, compareWarnings, isAtLeast, primaryOf } from '../compare-outcome.ts';
import { explainProduct } from '../product/explain-product.ts';
import { isPresent } from '../product/read-product.ts';
import type { Question } from '../protocol/adapter-session.ts';
import type { Production } from '../protocol/parse-answer.ts';
import type { StoredVector } from '../read-vectors.ts';
import { removeTree } from '../remove-tree.ts';
import { toVerdict } from '../runner/ask-twice.ts';
import type { GoldenVector, RelationVector } from '../vector.ts';
import { PASS, type Verdict } from '../verdict.ts';
import type { CaseContext, CasePaths, VectorKind } from './vector-kind.ts';

/**
 * `golden`: a product is made, twice, and held against the exact bytes, and its warnings against those that are expected;
 * or the input is refused for the right rule.
 */
export const GOLDEN_KIND: VectorKind<GoldenVector> = {
  questions: (stored, paths) => [toProduceQuestion(stored, paths)],
  async examine(stored, context) {
    const first = await produceOnce(stored, context);
    return first.outcome === 'pass' ? produceOnce(stored, context) : first;
  },
};

/** The request for a product of the vector's input. */
export function toProduceQuestion(
  { vector: { contract, options = {} } }: StoredVector<GoldenVector | RelationVector>,
  { input, output }: CasePaths,
): Question & { readonly op: 'produce' } {
  return { op: 'produce', contract, input, output, options };
}

async function produceOnce(stored: StoredVector<GoldenVector>, context: CaseContext): Promise<Verdict> {
  const { session, folder } = context;
  removeTree(folder.output);
  const reply = await session.ask(toProduceQuestion(stored, folder));
  if (reply.kind === 'failure') return toVerdict(reply);
  if (reply.kind === 'unsupported') return { outcome: 'unsupported', detail: reply.why };
  return compareProduction(stored, reply.result, context);
}

/** Holds what came of a request against what the vector expects; the first difference decides. */
function compareProduction(
  { vector, folder }: StoredVector<GoldenVector>,
  production: Production,
  context: Omit<CaseContext, 'session'>,
): Verdict {
  const { expect } = vector;
  const {
    level,
    folder: { output },
  } = context;
  const primary = production.produced ? undefined : primaryOf(production.findings);
  if (production.produced !== expect.produced) {
    const detail = expect.produced
      ? `it can be produced, and was refused${primary === undefined ? '' : ` for ${primary.rule}`}`
      : `it breaks ${expect.primary}, and was produced`;
    return {
      outcome: 'wrong-verdict',
      detail,
      expected: expect.produced ? { produced: true } : { produced: false, primary: expect.primary },
      got: primary === undefined ? { produced: production.produced } : { produced: false, primary: primary.rule },
    };
  }
  if (expect.produced) {
    if (!isPresent(output))
      return { outcome: 'bytes-differ', detail: 'it says that it was produced, and nothing is there' };
    const difference = explainProduct({ folder, product: expect.output, got: output });
    return difference === undefined
      ? compareProductWarnings(expect.warnings, production, context)
      : { outcome: 'bytes-differ', ...difference };
  }
  if (expect.leavesNothing === true && isPresent(output)) {
    return { outcome: 'bytes-differ', detail: 'it was refused, and yet something stands at the output' };
  }
  if (expect.output !== undefined && isPresent(output)) {
    const difference = explainProduct({ folder, product: expect.output, got: output });
    if (difference !== undefined) return { outcome: 'bytes-differ', ...difference };
  }
  if (!isAtLeast(level, 'rule')) return PASS;
  if (primary?.rule !== expect.primary) {
    const detail = `it breaks ${expect.primary}, and was refused for ${primary?.rule ?? 'no rule'}`;
    return { outcome: 'wrong-rule', detail, expected: expect.primary, got: primary?.rule ?? null };
  }
  if (!isAtLeast(level, 'location')) return PASS;
  return compareGiven(expect.at, primary.at, 'another place') ?? PASS;
}

/** Of an adapter that does not say that it tells of warnings, the product decides alone (section 6.1 of the interfaces). */
function compareProductWarnings(
  expected: readonly string[] | undefined,
  { findings }: Production,
  { level, producerWarnings }: Pick<CaseContext, 'level' | 'producerWarnings'>,
): Verdict {
  if (expected === undefined) return PASS;
  if (producerWarnings !== true || !isAtLeast(level, 'rule')) {
    return { ...PASS, detail: 'the warnings were not compared' };
  }
  const error = primaryOf(findings);
  if (error !== undefined) {
    return { outcome: 'wrong-verdict', detail: `it was produced, and yet it breaks ${error.rule}` };
  }
  return (
    compareWarnings(
      expected,
      findings.map(({ rule }) => rule),
    ) ?? PASS
  );
}
