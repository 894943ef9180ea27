import { tmpdir } from 'node:os';
import type { AdapterSession, OpenSession, Surroundings } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import type { Level } from '../report/certification-report.ts';
import { SeededDraws } from '../seeded-draws.ts';
import type { Verdict } from '../verdict.ts';
import { CaseFolder } from './case-folder.ts';
import { examineCase } from './examine-case.ts';

export interface VectorRun {
  readonly vectors: readonly StoredVector[];
  readonly openSession: OpenSession;
  /** How exactly the answers for a contract are compared. */
  readonly levelOf: (contract: string) => Level;
  /** Whether the adapter says that its producer for a contract tells of warnings; none does where absent. */
  readonly hasProducerWarnings?: (contract: string) => boolean;
  /** Decides on the order. */
  readonly seed: string;
  /** How many adapters work side by side. */
  readonly workers: number;
  /** Ends the run: everything that was started is killed and what was made removed, and the promise rejects. */
  readonly signal?: AbortSignal;
  /** Called after each vector with how many are done. */
  readonly onProgress?: (done: number) => void;
}

/** What became of a vector. */
export interface VectorResult {
  readonly stored: StoredVector;
  readonly verdict: Verdict;
}

// An adapter that only ever lets the time run out would keep the run busy for hours.
const PATIENCE = 20;

/**
 * Runs every vector, in the order of the seed; what is kept of the results is in the order of the vectors. It is taken
 * from each as it is done: an answer may have megabytes, and there are thousands.
 */
export async function runVectors<Kept>(run: VectorRun, keep: (result: VectorResult) => Kept): Promise<readonly Kept[]> {
  const order = new SeededDraws(run.seed).shuffle(run.vectors);
  const kept = new Map<StoredVector, Kept>();
  const count = Math.max(1, Math.min(run.workers, order.length));
  const parts = Array.from({ length: count }, (_, part) => order.filter((__, index) => index % count === part));
  const tell: Tell = (stored, verdict) => {
    kept.set(stored, keep({ stored, verdict }));
    run.onProgress?.(kept.size);
  };
  await allOrNone(
    run.signal,
    parts.map((part) => (signal) => runPart(part, { ...run, signal }, tell)),
  );
  return run.vectors.map((stored) => kept.get(stored) ?? keep({ stored, verdict: NOT_RUN }));
}

const NOT_RUN: Verdict = { outcome: 'not-run', detail: 'the run ended before' };

type Tell = (stored: StoredVector, verdict: Verdict) => void;

/** Runs the tasks side by side; the first that fails ends the others, and each is waited for. */
async function allOrNone(
  outer: AbortSignal | undefined,
  tasks: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const failure = new AbortController();
  const signal = outer === undefined ? failure.signal : AbortSignal.any([outer, failure.signal]);
  const guarded = tasks.map(async (task) => {
    try {
      await task(signal);
    } catch (error) {
      failure.abort(error);
    }
  });
  await Promise.all(guarded);
  signal.throwIfAborted();
}

async function runPart(
  vectors: readonly StoredVector[],
  {
    openSession,
    levelOf,
    hasProducerWarnings,
    signal,
  }: Pick<VectorRun, 'openSession' | 'levelOf' | 'hasProducerWarnings'> & { readonly signal: AbortSignal },
  tell: Tell,
): Promise<void> {
  signal.throwIfAborted();
  const folder = new CaseFolder(tmpdir());
  const sessions: AdapterSession[] = [];
  const open = (surroundings?: Surroundings): AdapterSession => {
    const opened = openSession(folder.work, surroundings);
    sessions.push(opened);
    return untilAborted(opened, signal);
  };
  const session = open();
  const stop = (): void => {
    for (const one of sessions) one.kill();
  };
  signal.addEventListener('abort', stop);
  let timeouts = 0;
  try {
    for (const stored of vectors) {
      if (timeouts >= PATIENCE) {
        tell(stored, { outcome: 'not-run', detail: `given up after ${PATIENCE} time-outs in a row` });
        continue;
      }
      const { contract } = stored.vector;
      const level = levelOf(contract);
      const producerWarnings = hasProducerWarnings?.(contract) === true;
      const verdict = withoutPath(
        await examineCase(stored, { session, folder, level, producerWarnings, openSession: open }),
        folder.root,
      );
      signal.throwIfAborted();
      timeouts = verdict.outcome === 'timeout' ? timeouts + 1 : 0;
      tell(stored, verdict);
    }
    await session.close();
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    folder.remove();
  }
}

// A question to what was killed would start it again.
function untilAborted(session: AdapterSession, signal: AbortSignal): AdapterSession {
  return {
    ask: async (question, budget) => {
      signal.throwIfAborted();
      return await session.ask(question, budget);
    },
    close: () => session.close(),
    kill: () => session.kill(),
  };
}

// An adapter's own words may name the folder that it was given, which is another one in each run.
function withoutPath(verdict: Verdict, root: string): Verdict {
  const { outcome, detail, expected, got, errors } = verdict;
  const hide = (value: unknown): unknown => {
    const text = JSON.stringify(value);
    return text?.includes(root) === true ? JSON.parse(text.replaceAll(root, '<scratch>')) : value;
  };
  return {
    outcome,
    ...(detail !== undefined && { detail: detail.replaceAll(root, '<scratch>') }),
    ...(expected !== undefined && { expected: hide(expected) }),
    ...(got !== undefined && { got: hide(got) }),
    ...(errors !== undefined && { errors }),
  };
}
