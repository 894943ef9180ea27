import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../suite/protocol/adapter-session.ts';

/** What `conformance/readers/results.json` holds: how programs in use answer to the vectors. */
export interface ReaderResults {
  readonly format: 'package-contracts-readers/1';
  /** Table → the vectors that every reader in it was asked about, as `id@rev`, sorted. */
  readonly vectors: Readonly<Record<string, readonly string[]>>;
  /** By table, then by name. */
  readonly readers: readonly ReaderResult[];
}

/** How one program answered to the vectors of one table. What is not listed was answered as expected. */
export interface ReaderResult {
  readonly reader: string;
  /** As the program told it. */
  readonly version: string;
  /** Name of the table. */
  readonly table: string;
  /** SHA-256 of how it was called: its `adapter.json` and what stands beside it. */
  readonly adapter: string;
  /** Rejected vectors that it accepts, as `id@rev`, by their primary rule. */
  readonly letThrough: Readonly<Record<string, readonly string[]>>;
  /** Accepted vectors that it rejects. */
  readonly refused: readonly string[];
  /** Those where it takes another artifact than the one that is meant; absent where there are none. */
  readonly mistaken?: readonly string[];
  /** Vectors without a verdict. */
  readonly failed: Readonly<Record<string, NoVerdict>>;
}

export type NoVerdict = Failure['outcome'] | 'unsupported';

/** What became of one vector. */
export type ReaderOutcome = 'as expected' | 'let through' | 'refused' | 'another artifact' | NoVerdict;

export const RESULTS_FILE = 'conformance/readers/results.json';

const NOTHING: ReaderResults = { format: 'package-contracts-readers/1', vectors: {}, readers: [] };

/** The committed results; nothing where there are none. */
export function readReaderResults(root: string): ReaderResults {
  const path = join(root, RESULTS_FILE);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : NOTHING;
}

/** One reader a line, so that a difference names what changed. */
export function toResultsText({ format, vectors, readers }: ReaderResults): string {
  const vectorLines = Object.entries(vectors).map(([table, ids]) => `\n    "${table}": ${JSON.stringify(ids)}`);
  const readerLines = readers.map((reader) => `\n    ${JSON.stringify(reader)}`);
  return `{
  "format": "${format}",
  "vectors": {${vectorLines.join(',')}
  },
  "readers": [${readerLines.join(',')}
  ]
}
`;
}
