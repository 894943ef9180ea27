import { join } from 'node:path';
import { readVectors } from '../../suite/read-vectors.ts';
import { readRules } from '../../suite/rule-facts.ts';
import { climbLadder, type LadderRow } from '../coverage-ladder.ts';
import { loadBundle } from './load-bundle.ts';
import { type Part, takePart } from './part.ts';

/** Leaves out one rule for consumers and resolvers of the contracts after another, and says how far the vectors test it. */
export async function* judgeRules(root: string, part: Part, contracts: readonly string[]): AsyncIterable<LadderRow> {
  const driven = await loadBundle({ root });
  const vectors = readVectors(join(root, 'conformance/vectors'));
  const rules = [...readRules(root).values()].filter(
    ({ status, role, contract }) => status === 'active' && role !== 'producer' && contracts.includes(contract),
  );
  for (const rule of takePart(rules, part)) yield* await climbLadder([rule], vectors, driven);
}
