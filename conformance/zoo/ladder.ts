import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LadderRow } from './coverage-ladder.ts';
import type { MutantResult } from './mutant.ts';

/** What `conformance/ladder.json` holds: how well the vectors tell a faulty implementation from a good one. */
export interface Ladder {
  readonly format: 'package-contracts-ladder/1';
  /** SHA-256 of everything that the rest follows from. */
  readonly inputs: LadderInputs;
  /** A row for each rule for consumers and resolvers. */
  readonly rules: readonly LadderRow[];
  /** A row for each rule for producers: the faulty producers that break it, and whether a golden told of one. */
  readonly producers: readonly ProducerRow[];
  /** A row for each constraint of the schemas that was taken out. */
  readonly constraints: readonly MutantResult[];
  /** A row for each realistic fault. */
  readonly faults: readonly MutantResult[];
}

export interface LadderInputs {
  readonly rules: string;
  readonly schemas: string;
  readonly vectors: string;
  readonly goldens: string;
  readonly reference: string;
  /** The zoo and the part of the suite that it drives the reference with. */
  readonly suite: string;
}

export interface ProducerRow {
  readonly rule: string;
  readonly faults: readonly string[];
  /** Whether one of the faults was told by something other than that the producer refuses its own work. */
  readonly caught: boolean;
}

export const LADDER_FILE = 'conformance/ladder.json';

/** The committed ladder. */
export function readLadder(root: string): Ladder {
  return JSON.parse(readFileSync(join(root, LADDER_FILE), 'utf8'));
}

/** One row a line, so that a difference names what changed. */
export function toLadderText({ format, inputs, ...tables }: Ladder): string {
  const members = Object.entries(tables).map(([name, rows]) => {
    const lines = rows.map((row: unknown) => `\n    ${JSON.stringify(row)}`).join(',');
    return `  ${JSON.stringify(name)}: [${lines}\n  ]`;
  });
  const head = JSON.stringify({ format, inputs }, null, 2).slice(0, -2);
  return `${head},\n${members.join(',\n')}\n}\n`;
}
