import type { Contender } from './measure.ts';

/** Median milliseconds by contender. */
export type Medians = Readonly<Record<string, number>>;

/** One comparison: the same work, done by several programs. `ours` is one of them. */
export interface Row {
  readonly title: string;
  readonly contenders: readonly Contender[];
  /** The most rounds, for what takes long; else as many as for the others. */
  readonly rounds?: number;
  /** What the goal is about, computed from the medians; at most `most` is aimed at. */
  readonly goals: readonly {
    readonly text: string;
    readonly most: number;
    readonly value: (medians: Medians) => number;
  }[];
}

/** What is run for its memory; the goal is in MiB, and there may be none. */
export type MemoryRow = readonly [title: string, most: number | undefined, parameters: readonly string[]];

export function ratio(a: string, b: string): (medians: Medians) => number {
  return (medians) => of(medians, a) / of(medians, b);
}

export function of(medians: Medians, name: string): number {
  return medians[name] ?? Number.NaN;
}
