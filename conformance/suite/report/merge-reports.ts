import { isDeepStrictEqual } from 'node:util';
import type { CertificationReport, CertificationRow, Isolation } from './certification-report.ts';
import { createCertificationReport, type RunFacts } from './create-report.ts';
import { type IndexedVector, selectVectors, toRowHead } from './vector-index.ts';

/** One report of all parts, or why they do not belong together. */
export type MergedReport =
  | { readonly report: CertificationReport }
  | { readonly report?: undefined; readonly problems: readonly string[] };

/**
 * Joins the parts of one run. `absent` gives the vectors whose parts may be missing: each gets a row `not-run`, so that
 * the joined report is whole and does not certify; without it a missing part is refused.
 */
export function mergeReports(parts: readonly CertificationReport[], absent?: readonly IndexedVector[]): MergedReport {
  const [first] = parts;
  if (first === undefined) return { problems: ['there is nothing to join'] };
  const problems = [...disagreements(first, parts), ...partProblems(parts, absent !== undefined)];
  if (problems.length > 0) return { problems };
  const { suite, implementation, targets, seed, challenge } = first;
  const facts: RunFacts = {
    suite,
    implementation,
    targets,
    seed,
    shard: { index: 1, count: 1 },
    isolation: commonIsolation(parts),
    ...(challenge === undefined ? {} : { challenge }),
    rows: [...parts.flatMap(({ rows }) => rows), ...missingRows(parts, absent ?? [])],
  };
  return { report: createCertificationReport(facts) };
}

const AGREEING = ['suite', 'implementation', 'targets', 'seed', 'challenge'] as const;

function* disagreements(first: CertificationReport, parts: readonly CertificationReport[]): Iterable<string> {
  for (const member of AGREEING) {
    if (parts.some((part) => !isDeepStrictEqual(part[member], first[member]))) yield `the parts differ in ${member}`;
  }
  if (parts.some(({ shard }) => shard.count !== first.shard.count)) {
    yield 'the parts are of runs that were split into different numbers of parts';
  }
  for (const limit of ['timeoutMs', 'memoryBytes'] as const) {
    if (parts.some(({ isolation }) => isolation[limit] !== first.isolation[limit])) {
      yield `the parts differ in isolation.${limit}`;
    }
  }
}

function* partProblems(parts: readonly CertificationReport[], mayBeMissing: boolean): Iterable<string> {
  const [first] = parts;
  const count = first?.shard.count ?? 0;
  for (let index = 1; index <= count; index += 1) {
    const given = parts.filter(({ shard }) => shard.index === index).length;
    if (given > 1) yield `part ${index} of ${count} is there ${given} times`;
    if (given === 0 && !mayBeMissing) yield `part ${index} of ${count} is missing`;
  }
  const seen = new Set<string>();
  for (const { vector } of parts.flatMap(({ rows }) => rows)) {
    if (seen.has(vector)) yield `${vector} has a row in more than one part`;
    seen.add(vector);
  }
}

// A measure that one part went without was not in force for the whole.
function commonIsolation(parts: readonly CertificationReport[]): Isolation {
  const [first, ...others] = parts.map(({ isolation }) => isolation);
  if (first === undefined) return { measures: [], timeoutMs: 1 };
  const measures = first.measures.filter((measure) => others.every((other) => other.measures.includes(measure)));
  return { ...first, measures };
}

function missingRows(
  parts: readonly CertificationReport[],
  vectors: readonly IndexedVector[],
): readonly CertificationRow[] {
  const [first] = parts;
  if (first === undefined) return [];
  const { count } = first.shard;
  const there = new Set(parts.map(({ shard }) => shard.index));
  const missing = Array.from({ length: count }, (_, position) => position + 1).filter((index) => !there.has(index));
  return missing.flatMap((index) =>
    selectVectors(vectors, first.targets, { index, count }).map(
      (vector): CertificationRow => ({
        ...toRowHead(vector),
        outcome: 'not-run',
        detail: `part ${index} of ${count} is missing`,
      }),
    ),
  );
}
