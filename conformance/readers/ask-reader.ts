import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toResolveQuestion } from '../suite/kinds/resolve-kind.ts';
import { toValidateQuestion } from '../suite/kinds/verdict-kind.ts';
import type { AdapterSession, Failure } from '../suite/protocol/adapter-session.ts';
import { declarativeAdapter } from '../suite/protocol/declarative-adapter.ts';
import { CaseFolder } from '../suite/runner/case-folder.ts';
import type { Reader } from './find-readers.ts';
import { type MatrixVector, refusalOf, vectorKey } from './matrix-vectors.ts';
import type { ReaderOutcome } from './reader-results.ts';

// Generous, since a program that is slow or large is no defect that is looked for here.
const LIMITS = { timeoutMs: 60_000, memoryBytes: 2 * 1024 ** 3 };
const AT_ONCE = 2;

/** The version that the program tells. Throws where it cannot be asked: a reader that is not there is not left out. */
export async function askVersion(root: string, { name, folder }: Reader): Promise<string> {
  return withSession(root, folder, async (session) => {
    const reply = await session.ask({ op: 'describe' });
    if (reply.kind === 'result') return reply.result.version;
    throw new Error(`${name} cannot be run: ${reply.kind === 'failure' ? (reply.errors ?? reply.detail) : reply.why}`);
  });
}

/** Asks the program about each vector once; by `id@rev`. */
export async function askReader(
  root: string,
  { folder }: Reader,
  vectors: readonly MatrixVector[],
): Promise<ReadonlyMap<string, ReaderOutcome>> {
  const waiting = [...vectors];
  const outcomes = new Map<string, ReaderOutcome>();
  const lane = (): Promise<void> =>
    withSession(root, folder, async (session, scratch) => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        scratch.stage(next);
        outcomes.set(vectorKey(next), await ask(session, next, scratch.input));
      }
    });
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return outcomes;
}

async function ask(session: AdapterSession, { vector, folder }: MatrixVector, input: string): Promise<ReaderOutcome> {
  const isRefused = refusalOf({ vector, folder }) !== undefined;
  if (vector.kind === 'resolve') {
    const reply = await session.ask(toResolveQuestion({ vector }, input));
    if (reply.kind !== 'result') return toFailure(reply);
    const { expect } = vector;
    if ('resolved' in reply.result && 'resolved' in expect && reply.result.resolved !== expect.resolved) {
      return 'another artifact';
    }
    return toOutcome(isRefused, 'resolved' in reply.result);
  }
  const reply = await session.ask(toValidateQuestion({ vector }, input));
  return reply.kind === 'result' ? toOutcome(isRefused, reply.result.valid) : toFailure(reply);
}

function toOutcome(isRefused: boolean, isAccepted: boolean): ReaderOutcome {
  if (isRefused !== isAccepted) return 'as expected';
  return isAccepted ? 'let through' : 'refused';
}

function toFailure(reply: Failure | { readonly kind: 'unsupported' }): ReaderOutcome {
  return reply.kind === 'failure' ? reply.outcome : 'unsupported';
}

async function withSession<T>(
  root: string,
  folder: string,
  use: (session: AdapterSession, scratch: CaseFolder) => Promise<T>,
): Promise<T> {
  const scratch = new CaseFolder(tmpdir());
  const session = declarativeAdapter(join(folder, 'adapter.json'), root, LIMITS).openSession(scratch.work);
  try {
    return await use(session, scratch);
  } finally {
    await session.close();
    scratch.remove();
  }
}
