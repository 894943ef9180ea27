import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { profileOfAccepted, profileOfRejected } from '../recipes/rule-profile.ts';
import { measureInput } from '../suite/generate-input.ts';
import { isVerdictVector, type StoredVector } from '../suite/read-vectors.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import type { LimitVector, VerdictVector } from '../suite/vector.ts';
import { FRESH_CASES, type FreshCase } from './fresh-cases.ts';
import { mintResolutions } from './mint-resolutions.ts';
import notRenewable from './not-renewable.json' with { type: 'json' };
import { RENEWERS } from './renewers.ts';
import { digestOf, writeFreshVector } from './write-fresh-vector.ts';

/** Rejected vectors that are renewed of each rule, where there are so many. */
const REJECTED = 2;
/** Draws until an input is like no published one. */
const ATTEMPTS = 20;

/**
 * Makes fresh vectors for every rule of every contract from a nonce, into a folder: for each rule two rejected vectors
 * and an accepted one, as far as there are. The same nonce and the same published vectors give the same ones.
 */
export function mintChallenge(
  published: readonly StoredVector[],
  nonce: string,
  folder: string,
): readonly StoredVector[] {
  const known = new Set(published.map(({ vector: { input } }) => input.sha256));
  const fixed = new Set(notRenewable.map(({ id }) => id));
  const renewable = published.filter(isVerdictVector).filter(({ vector: { id } }) => !fixed.has(id));
  const contracts = [...new Set(renewable.map(({ vector }) => vector.contract))].sort(compareCodePoints);
  const verdicts = contracts.flatMap((contract) => {
    const own = renewable.filter(({ vector }) => vector.contract === contract);
    const cases = Object.keys(FRESH_CASES[contract] ?? {});
    const rules = [...new Set([...own.flatMap(({ vector }) => vector.cites), ...cases])].sort(compareCodePoints);
    const taken = new Set<StoredVector>();
    return rules.flatMap((rule) => {
      const draws = new SeededDraws(`${nonce} ${contract} ${rule}`);
      const idOf = (index: number): string => `${contract.replace(/@.*$/u, '')}.${rule.replace('/', '.')}.${index + 1}`;
      const rejected = own.filter(({ vector: { expect } }) => !expect.valid && expect.primary === rule);
      const accepted = own.filter(({ vector: { cites, expect } }) => expect.valid && cites.includes(rule));
      const isCovered = accepted.some((stored) => taken.has(stored));
      const fresh: StoredVector[] = [];
      for (const [candidates, count] of [[rejected, REJECTED] as const, [accepted, isCovered ? 0 : 1] as const]) {
        const most = fresh.length + count;
        for (const stored of draws.shuffle(candidates)) {
          if (fresh.length === most) break;
          const one = renew(stored, { id: idOf(fresh.length), draws, known, folder });
          if (one === undefined) continue;
          taken.add(stored);
          fresh.push(one);
        }
      }
      const made = FRESH_CASES[contract]?.[rule]?.(draws) ?? [];
      return [
        ...fresh,
        ...made.map((one, index) => writeCase(one, { id: idOf(fresh.length + index), rule, contract, folder })),
      ];
    });
  });
  return [
    ...verdicts,
    ...mintResolutions(
      published.filter(({ vector: { id } }) => !fixed.has(id)),
      nonce,
      folder,
    ),
  ];
}

interface Renewing {
  readonly id: string;
  readonly draws: SeededDraws;
  readonly known: ReadonlySet<string | undefined>;
  readonly folder: string;
}

/** A vector like this one that was never published; nothing where there is nothing to vary in it. */
function renew(stored: StoredVector<VerdictVector>, { id, draws, known, folder }: Renewing): StoredVector | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const renewal = RENEWERS[stored.vector.contract]?.(stored, draws);
    if (renewal === undefined) return undefined;
    const { input } = renewal;
    if (!known.has(digestOf(input))) return writeFreshVector(folder, { id, from: stored.vector, renewal });
  }
  return undefined;
}

interface Writing {
  readonly id: string;
  readonly rule: string;
  readonly contract: string;
  readonly folder: string;
}

function writeCase(made: FreshCase, { id, rule, contract, folder: parent }: Writing): StoredVector {
  const folder = join(parent, contract.replace(/@.*$/u, ''), id);
  const { expect } = made;
  const profile = expect.valid ? profileOfAccepted([rule], expect.warnings) : profileOfRejected(rule);
  const common = { id, rev: 1, contract, role: 'consumer', profile, cites: [rule], why: made.why } as const;
  mkdirSync(folder, { recursive: true });
  const vector = made.kind === 'limit' ? toLimit(made, common) : { ...common, ...toDocument(made, folder) };
  writeFileSync(join(folder, 'vector.json'), `${JSON.stringify(vector, undefined, 1)}\n`);
  return { vector, folder };
}

function toDocument(
  { kind, bytes, expect }: Extract<FreshCase, { readonly bytes: Uint8Array }>,
  folder: string,
): Pick<VerdictVector, 'kind' | 'input' | 'expect'> {
  mkdirSync(join(folder, 'input'));
  writeFileSync(join(folder, 'input/0'), bytes);
  return { kind, input: { path: 'input/0', sha256: createHash('sha256').update(bytes).digest('hex') }, expect };
}

const DIGESTED = 64 * 1024 * 1024;

function toLimit(
  { kind, segments, budget, expect }: Extract<FreshCase, { readonly kind: 'limit' }>,
  common: Omit<LimitVector, 'kind' | 'input' | 'budget' | 'expect'>,
): LimitVector {
  const { size } = measureInput(segments, { digest: false });
  const digest = size < DIGESTED ? { sha256: measureInput(segments).sha256 } : {};
  return { ...common, kind, input: { path: 'input', size, ...digest, segments }, budget, expect };
}
