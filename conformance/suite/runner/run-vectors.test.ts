import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Question, Reply } from '../protocol/adapter-session.ts';
import { inProcessSession } from '../protocol/in-process-session.ts';
import { readVectors } from '../read-vectors.ts';
import { SeededDraws } from '../seeded-draws.ts';
import { runVectors, type VectorResult, type VectorRun } from './run-vectors.ts';

const all = readVectors(join(import.meta.dirname, '../../vectors'));
const ofJson = all.filter(({ vector }) => vector.contract === 'strict-json@1');
const vectors = ofJson.slice(0, 12);
const limits = ofJson.filter(({ vector }) => vector.kind === 'limit').slice(0, 1);
const sameBytes = all
  .filter(({ vector }) => vector.kind === 'relation' && vector.relation.name === 'same-bytes')
  .slice(0, 2);

/** A run whose adapters answer with a function; and the folders that they were given. */
function runOf(
  answer: (question: Question, folder: string) => Reply | Promise<Reply>,
  change: Partial<VectorRun> = {},
): { readonly run: VectorRun; readonly folders: readonly string[] } {
  const folders: string[] = [];
  const openSession = (folder: string) => {
    folders.push(folder);
    return inProcessSession((question) => answer(question, folder));
  };
  return { run: { vectors, openSession, levelOf: () => 'verdict', seed: '7', workers: 3, ...change }, folders };
}

/** Keeps all of a result. */
function whole(result: VectorResult): VectorResult {
  return result;
}

const VALID: Reply = { kind: 'result', result: { valid: true, findings: [] } };

test('each vector is asked twice, in the order of the seed, and its result stands at its own place', async () => {
  const asked: string[] = [];
  const { run } = runOf(
    (question) => {
      if (question.op === 'validate') asked.push(readFileSync(question.input, 'latin1'));
      return VALID;
    },
    { workers: 1 },
  );
  const results = await runVectors(run, whole);
  const order = new SeededDraws('7').shuffle(vectors);
  const inputs = order.map(({ folder }) => readFileSync(join(folder, 'input'), 'latin1'));
  expect(asked).toEqual(inputs.flatMap((input) => [input, input]));
  expect(order).not.toEqual(vectors);
  expect(results.map(({ stored }) => stored)).toEqual(vectors);
  expect(results.map(({ verdict }) => verdict.outcome)).toEqual(
    vectors.map(({ vector }) => (vector.kind === 'accept' ? 'pass' : 'wrong-verdict')),
  );
});

test('adapters side by side share the vectors, each in a folder of its own, and nothing is left', async () => {
  const { run, folders } = runOf(() => VALID);
  expect((await runVectors(run, whole)).length).toBe(12);
  expect(new Set(folders).size).toBe(3);
  expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
});

test('where the system fails one of them, the run fails, and nothing is left', async () => {
  let count = 0;
  const { run, folders } = runOf(async () => {
    count += 1;
    if (count === 5) throw new Error('the disk is full');
    return new Promise((resolve) => setTimeout(() => resolve(VALID), 5));
  });
  await expect(runVectors(run, whole)).rejects.toThrow('the disk is full');
  expect(count).toBeLessThan(24);
  expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
});

test('an adapter that stands in the way of the suite fails what it was asked, and the run goes on', async () => {
  const { run } = runOf(
    (question, folder) => {
      if (question.op === 'produce') writeFileSync(question.output, '');
      rmSync(join(folder, 'tmp'), { recursive: true });
      writeFileSync(join(folder, 'tmp'), '');
      return { kind: 'result', result: { produced: true, findings: [] } };
    },
    { vectors: sameBytes, workers: 1 },
  );
  expect(sameBytes.length).toBe(2);
  expect((await runVectors(run, whole)).map(({ verdict }) => verdict.outcome)).toEqual(['side-effect', 'side-effect']);
});

test('a run that is told to stop stops, and nothing is left', async () => {
  const stop = new AbortController();
  const { run, folders } = runOf(
    () => {
      stop.abort();
      return VALID;
    },
    { signal: stop.signal },
  );
  await expect(runVectors(run, whole)).rejects.toThrow();
  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
});

test('a run that is told to stop while a session ends asks nothing more, which would start the adapter again', async () => {
  const stop = new AbortController();
  const asked: string[] = [];
  const openSession = () => {
    const session = inProcessSession(({ op }) => {
      asked.push(op);
      return VALID;
    });
    session.close = async () => stop.abort();
    return session;
  };
  const { run } = runOf(() => VALID, { vectors: limits, openSession, signal: stop.signal, workers: 1 });
  await expect(runVectors(run, whole)).rejects.toThrow();
  expect(limits.length).toBeGreaterThan(0);
  expect(asked).toEqual([]);
});

test('no result names the folder of its run', async () => {
  const { run } = runOf((question) => {
    const input = question.op === 'validate' ? question.input : '';
    return { kind: 'failure', outcome: 'fault', detail: `cannot open ${input}` };
  });
  const details = (await runVectors(run, whole)).map(({ verdict }) => verdict.detail);
  expect(new Set(details)).toEqual(new Set(['cannot open <scratch>/work/case/input']));
});

test('what is kept of a result is taken before the next vector is asked', async () => {
  const kept: string[] = [];
  const keptThen: number[] = [];
  const { run } = runOf(
    () => {
      keptThen.push(kept.length);
      return VALID;
    },
    { workers: 1 },
  );
  expect(await runVectors(run, ({ stored: { vector } }) => kept.push(vector.id))).toHaveLength(12);
  expect(keptThen).toEqual(vectors.flatMap((_, index) => [index, index]));
});
