import type { AdapterSession, Question, Surroundings } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import type { Level } from '../report/certification-report.ts';
import type { CaseFolder } from '../runner/case-folder.ts';
import type { Vector } from '../vector.ts';
import type { Verdict } from '../verdict.ts';

/** Where a vector's input and the adapter's output stand. */
export type CasePaths = Pick<CaseFolder, 'input' | 'output'>;

/** What a kind of vector is examined with. */
export interface CaseContext {
  readonly session: AdapterSession;
  readonly folder: CaseFolder;
  /** Begins another session with the same adapter, in other surroundings; absent where that cannot be. */
  readonly openSession?: (surroundings: Surroundings) => AdapterSession;
  /** How exactly answers are compared. */
  readonly level: Level;
  /** Whether the warnings of a product are compared: the adapter says that it tells of them. */
  readonly producerWarnings?: boolean;
}

/** How one kind of vector is asked and judged. */
export interface VectorKind<V extends Vector> {
  /** What an adapter is asked first: for whoever asks by hand. */
  readonly questions: (stored: StoredVector<V>, paths: CasePaths) => readonly Question[];
  /** Asks and judges. The input stands there already. */
  readonly examine: (stored: StoredVector<V>, context: CaseContext) => Promise<Verdict>;
}

/** The same of one vector. */
export interface BoundKind {
  readonly questions: (paths: CasePaths) => readonly Question[];
  readonly examine: (context: CaseContext) => Promise<Verdict>;
}
