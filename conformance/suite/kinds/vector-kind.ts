import type { AdapterSession, Question } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import type { Level } from '../report/certification-report.ts';
import type { CaseFolder } from '../runner/case-folder.ts';
import type { Verdict } from '../verdict.ts';

/** Where a vector's input and the adapter's output stand. */
export type CasePaths = Pick<CaseFolder, 'input' | 'output'>;

/** What a kind of vector is examined with. */
export interface CaseContext {
  readonly session: AdapterSession;
  readonly folder: CasePaths;
  /** How exactly answers are compared. */
  readonly level: Level;
}

/** How one kind of vector is laid out, asked and judged. */
export interface VectorKind {
  /** Lays the input out under its neutral name; what the vector's `input` describes where absent. */
  readonly stage?: (stored: StoredVector, input: string) => void;
  /** What an adapter is asked, in order: for whoever asks by hand. */
  readonly questions: (stored: StoredVector, paths: CasePaths) => readonly Question[];
  /** Asks and judges. The input stands there already. */
  readonly examine: (stored: StoredVector, context: CaseContext) => Promise<Verdict>;
}
