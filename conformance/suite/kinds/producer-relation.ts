import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { treeDifferences } from '../packager/folder-tree.ts';
import { readProduct } from '../product/read-product.ts';
import type { AdapterSession } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import { removeTree } from '../remove-tree.ts';
import { isFolderInput, stageFolder } from '../stage-input.ts';
import type { Circumstance, FolderInput, Relation, RelationVector } from '../vector.ts';
import { PASS, type Verdict } from '../verdict.ts';
import { toProduceQuestion } from './golden-kind.ts';
import { withoutResult } from './relation-kind.ts';
import type { CaseContext, CasePaths } from './vector-kind.ts';

type ProducerRelation = Exclude<Relation, { readonly seed: string }>;
type StoredRelation = StoredVector<RelationVector>;

/** What a producer makes of one input: the same whatever is around it, and valid. */
export async function examineProducer(
  stored: StoredRelation,
  relation: ProducerRelation,
  context: CaseContext,
): Promise<Verdict> {
  const first = await produce(stored, context.session, context.folder);
  if ('outcome' in first) return first;
  if (relation.name === 'valid-product') return examineProduct(stored, relation.path, context);
  const { input } = stored.vector;
  if (!isFolderInput(input)) return { outcome: 'not-run', detail: 'the input of a producer is a folder' };
  for (const circumstance of relation.under) {
    const other = await produceUnder(circumstance, { stored, input }, context);
    if ('outcome' in other) return other;
    const [path] = treeDifferences(first, other);
    if (path === undefined) continue;
    const outcome = circumstance === 'again' ? 'nondeterministic' : 'relation-broken';
    const where = path === '' ? 'the product' : path;
    return { outcome, detail: `${where} is another ${SAID[circumstance]}` };
  }
  return PASS;
}

const SAID: Readonly<Record<Circumstance, string>> = {
  again: 'the second time',
  zone: 'in another time zone',
  locale: 'under another locale',
  umask: 'under another umask',
  place: 'in another folder',
  order: 'where the files were made in another order',
  time: 'where the files are of another time',
};

/** What is around the adapter's process; nothing where only the input is another. */
const AROUND: Readonly<
  Partial<Record<Circumstance, NonNullable<Parameters<NonNullable<CaseContext['openSession']>>[0]>>>
> = {
  zone: { environment: { TZ: 'Pacific/Kiritimati' } },
  locale: { environment: { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' } },
  umask: { umask: 0o077 },
};

async function produceUnder(
  circumstance: Circumstance,
  { stored, input }: { readonly stored: StoredRelation; readonly input: FolderInput },
  { session, folder, openSession }: CaseContext,
): Promise<Verdict | ReadonlyMap<string, string>> {
  const around = AROUND[circumstance];
  if (around !== undefined) {
    // An adapter that cannot be started otherwise is asked as it is.
    const other = openSession?.(around) ?? session;
    try {
      return await produce(stored, other, folder);
    } finally {
      if (other !== session) await other.close();
    }
  }
  if (circumstance === 'again') return produce(stored, session, folder);
  // Its own folder for temporary files is the adapter's to write to.
  const elsewhere = join(folder.work, 'tmp', circumstance === 'place' ? 'an other folder, ünder a längth' : 'other');
  const paths = { input: join(elsewhere, 'input'), output: join(elsewhere, 'output') };
  try {
    mkdirSync(elsewhere, { recursive: true });
    const entries = circumstance === 'order' ? input.entries.toReversed() : input.entries;
    stageFolder(stored, { ...input, entries }, paths.input);
    if (circumstance === 'time') {
      for (const entry of entries) if (entry.type === 'file') utimesSync(join(paths.input, entry.path), 1e9, 1e9);
    }
    return await produce(stored, session, paths);
  } finally {
    removeTree(elsewhere);
  }
}

async function produce(
  stored: StoredRelation,
  session: AdapterSession,
  paths: CasePaths,
): Promise<Verdict | ReadonlyMap<string, string>> {
  removeTree(paths.output);
  const reply = await session.ask(toProduceQuestion(stored, paths));
  if (reply.kind !== 'result') return withoutResult(reply);
  const got = readProduct(paths.output);
  if (reply.result.produced && got !== undefined) return got;
  return {
    outcome: 'wrong-verdict',
    detail: 'it can be produced, and was not',
    expected: { produced: true },
    got: reply.result,
  };
}

async function examineProduct(
  { vector: { contract } }: StoredRelation,
  path: string | undefined,
  { session, folder }: CaseContext,
): Promise<Verdict> {
  const input = path === undefined ? folder.output : join(folder.output, path);
  const reply = await session.ask({ op: 'validate', contract, profile: 'hardened', input, options: {} });
  // A producer need not be a consumer.
  if (reply.kind === 'unsupported') return PASS;
  if (reply.kind === 'failure') return withoutResult(reply);
  if (reply.result.valid && isDeepStrictEqual(reply.result.findings, [])) return PASS;
  return {
    outcome: 'relation-broken',
    detail: 'what it produced is not valid to itself',
    expected: { valid: true },
    got: reply.result,
  };
}
