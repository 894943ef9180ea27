import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertifyRequest, describeAdapter } from './certify.ts';
import { kindOf } from './kinds/kinds.ts';
import type { VectorSuite } from './read-suite.ts';
import type { StoredVector } from './read-vectors.ts';
import type { Level } from './report/certification-report.ts';
import { runVectors } from './runner/run-vectors.ts';
import { stageInput } from './stage-input.ts';
import { SuiteError } from './suite-error.ts';
import type { Verdict } from './verdict.ts';

/** One vector, alone, and what became of it. */
export interface TriedVector {
  readonly stored: StoredVector;
  readonly level: Level;
  readonly verdict: Verdict;
}

/** Runs one vector alone. Throws as `certify` does. */
export async function tryVector(
  id: string,
  { suite, adapter, level, signal }: Pick<CertifyRequest, 'suite' | 'adapter' | 'level' | 'signal'>,
): Promise<TriedVector> {
  const stored = findVector(suite, id);
  const description = await describeAdapter(adapter, signal);
  const described = description.contracts[stored.vector.contract];
  const chosen = level ?? described?.level ?? 'location';
  const { openSession } = adapter;
  const run = {
    vectors: [stored],
    openSession,
    levelOf: () => chosen,
    hasProducerWarnings: () => described?.producerWarnings === true,
    seed: '1',
    workers: 1,
    ...(signal && { signal }),
  };
  const [verdict] = await runVectors(run, (result) => result.verdict);
  if (verdict === undefined) throw new SuiteError('environment', `the vector ${id} did not run`);
  return { stored, level: chosen, verdict };
}

/** A vector's input, laid out to stay, and the lines that ask an adapter about it. */
export interface EmittedRequest {
  /** The folder that holds it; whoever asked for it removes it. */
  readonly folder: string;
  readonly lines: readonly string[];
}

/** Lays out a vector's input and gives the whole conversation about it, from `describe` to `shutdown`. */
export function emitRequest(suite: VectorSuite, id: string): EmittedRequest {
  const stored = findVector(suite, id);
  const kind = kindOf(stored);
  if (kind === undefined)
    throw new SuiteError('usage', `there is nothing to ask about a vector of the kind ${stored.vector.kind}`);
  const folder = mkdtempSync(join(tmpdir(), 'package-contracts-case-'));
  const paths = { input: join(folder, 'input'), output: join(folder, 'output') };
  stageInput(stored, paths.input);
  const questions = [{ op: 'describe' }, ...kind.questions(paths), { op: 'shutdown' }];
  return { folder, lines: questions.map((question, index) => JSON.stringify({ id: index + 1, ...question })) };
}

// Reports name vectors by `id@rev`, and whoever types an id types it in either case.
function findVector({ vectors }: VectorSuite, name: string): StoredVector {
  const [id = '', rev] = name.split(/@(?=[0-9]+$)/u);
  const stored = vectors.find(({ vector }) => vector.id.toUpperCase() === id.toUpperCase());
  if (stored === undefined) throw new SuiteError('usage', `there is no vector ${name}`);
  const { vector } = stored;
  if (rev !== undefined && Number(rev) !== vector.rev)
    throw new SuiteError('usage', `there is no vector ${name}, but ${vector.id}@${vector.rev}`);
  return stored;
}
