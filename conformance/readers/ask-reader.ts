import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdapterSession, Reply } from '../suite/protocol/adapter-session.ts';
import { declarativeAdapter } from '../suite/protocol/declarative-adapter.ts';
import { CaseFolder } from '../suite/runner/case-folder.ts';
import type { Reader } from './find-readers.ts';
import { type MatrixVector, vectorKey } from './matrix-vectors.ts';
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
        const { contract, profile } = next.vector;
        const { input } = scratch;
        const reply = await session.ask({ op: 'validate', contract, profile, input, options: {} });
        outcomes.set(vectorKey(next), toOutcome(next.vector.expect.valid, reply));
      }
    });
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return outcomes;
}

function toOutcome(expected: boolean, reply: Reply<'validate'>): ReaderOutcome {
  if (reply.kind === 'result') {
    if (reply.result.valid === expected) return 'as expected';
    return expected ? 'refused' : 'let through';
  }
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
