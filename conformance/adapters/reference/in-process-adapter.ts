import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../../reference/archive/artifact.ts';
import { bufferSource } from '../../../reference/archive/byte-source.ts';
import { catalogue, type RuleId } from '../../../reference/generated/catalogue.ts';
import type { Answer } from '../../suite/compare-outcome.ts';
import type { Resolution } from '../../suite/protocol/parse-answer.ts';
import type { StoredVector } from '../../suite/read-vectors.ts';
import { isFolderInput, readFileInput, stageFolder } from '../../suite/stage-input.ts';
import type { FolderInput, ResolveVector, VerdictVector } from '../../suite/vector.ts';
import { CONSUMERS, toResult } from './consumers.ts';
import { RESOLVERS } from './resolvers.ts';

let staged = 0;

/** Lets the reference judge a vector's input without another process, with some rules left out or by another profile. */
export async function answerInProcess(
  stored: StoredVector<VerdictVector>,
  without: readonly string[] = [],
  profile: VerdictVector['profile'] = stored.vector.profile,
): Promise<Answer> {
  const { contract, input, options: asked = {} } = stored.vector;
  const consume = CONSUMERS[contract];
  if (consume === undefined) throw new Error(`no validator for ${contract}`);
  const selection = { profile, without: new Set(without.filter(isRuleId)) };
  const judge = async (artifact: Artifact): Promise<Answer> =>
    toResult(await consume(artifact, { selection, observe: true, asked }));
  if (!isFolderInput(input)) {
    return judge({ kind: 'bytes', name: 'input', source: bufferSource(readFileInput(stored)) });
  }
  return inFolder(stored, input, (path) => judge({ kind: 'folder', name: 'input', path }));
}

/** Lets the reference look for the artifact that a vector is about, likewise. */
export async function resolveInProcess(
  stored: StoredVector<ResolveVector>,
  without: readonly string[] = [],
): Promise<Resolution> {
  const { contract, input, identity, now, options } = stored.vector;
  const resolve = RESOLVERS[contract];
  if (resolve === undefined) throw new Error(`no resolver for ${contract}`);
  const left = new Set(without.filter(isRuleId));
  return inFolder(stored, input, async (path) => resolve({ input: path, identity, now, options }, left));
}

async function inFolder<T>(stored: StoredVector, input: FolderInput, task: (path: string) => Promise<T>): Promise<T> {
  staged += 1;
  const folder = join(tmpdir(), `package-contracts-vector-${process.pid}-${staged}`);
  try {
    stageFolder(stored, input, folder);
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(catalogue, id);
}
