import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { isResolveVector, type StoredVector } from '../suite/read-vectors.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import type { ResolveVector } from '../suite/vector.ts';
import type { ResolutionRenewal } from './renew-resolution.ts';
import { RESOLUTION_RENEWERS } from './renewers.ts';
import { writeFolderInput } from './write-fresh-vector.ts';

/** Refusals that are renewed of each rule, where there are so many. */
const REFUSED = 2;

/** The same for resolvers: of each rule two refusals and a resolution, as far as there are. */
export function mintResolutions(
  published: readonly StoredVector[],
  nonce: string,
  folder: string,
): readonly StoredVector[] {
  const own = published.filter(isResolveVector);
  const rules = [...new Set(own.flatMap(({ vector }) => vector.cites))].sort(compareCodePoints);
  return rules.flatMap((rule) => {
    const draws = new SeededDraws(`${nonce} resolve ${rule}`);
    const refused = own.filter(({ vector: { expect } }) => 'refused' in expect && expect.refused === rule);
    const found = own.filter(({ vector: { cites, expect } }) => 'resolved' in expect && cites.includes(rule));
    const chosen = [...draws.shuffle(refused).slice(0, REFUSED), ...draws.shuffle(found).slice(0, 1)];
    return chosen.flatMap((stored, index) => {
      const renewal = RESOLUTION_RENEWERS[stored.vector.contract]?.(stored, draws);
      const id = `${stored.vector.contract.replace(/@.*$/u, '')}.resolve.${rule.replace('/', '.')}.${index + 1}`;
      return renewal === undefined ? [] : [writeResolution(folder, id, stored.vector, renewal)];
    });
  });
}

/** Writes a renewed resolution into a folder of its own below `parent`, in the form of the published ones. */
function writeResolution(
  parent: string,
  id: string,
  from: ResolveVector,
  { input, told }: ResolutionRenewal,
): StoredVector<ResolveVector> {
  const folder = join(parent, from.contract.replace(/@.*$/u, ''), id);
  mkdirSync(join(folder, 'input'), { recursive: true });
  const { twin: _, ...stated } = from;
  const why = `Made for this run from ${from.id}: ${from.why}`;
  const vector: ResolveVector = { ...stated, id, rev: 1, why, ...told, input: writeFolderInput(folder, input) };
  writeFileSync(join(folder, 'vector.json'), `${JSON.stringify(vector, undefined, 1)}\n`);
  return { vector, folder };
}
