import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../../reference/archive/artifact.ts';
import { bufferSource } from '../../../reference/archive/byte-source.ts';
import { catalogue, type RuleId } from '../../../reference/generated/catalogue.ts';
import type { Answer } from '../../suite/compare-outcome.ts';
import type { StoredVector } from '../../suite/read-vectors.ts';
import { isFolderInput, readFileInput, stageFolder } from '../../suite/stage-input.ts';
import type { VerdictVector } from '../../suite/vector.ts';
import { CONSUMERS, toResult } from './consumers.ts';

let staged = 0;

/** Lets the reference judge a vector's input without another process, with some rules left out or by another profile. */
export async function answerInProcess(
  stored: StoredVector<VerdictVector>,
  without: readonly string[] = [],
  profile: VerdictVector['profile'] = stored.vector.profile,
): Promise<Answer> {
  const { contract, input } = stored.vector;
  const consume = CONSUMERS[contract];
  if (consume === undefined) throw new Error(`no validator for ${contract}`);
  const selection = { profile, without: new Set(without.filter(isRuleId)) };
  const judge = async (artifact: Artifact): Promise<Answer> =>
    toResult(await consume(artifact, { selection, observe: true }));
  if (!isFolderInput(input)) {
    return judge({ kind: 'bytes', name: 'input', source: bufferSource(readFileInput(stored)) });
  }
  staged += 1;
  const folder = join(tmpdir(), `package-contracts-vector-${process.pid}-${staged}`);
  try {
    stageFolder(stored, input, folder);
    return await judge({ kind: 'folder', name: 'input', path: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(catalogue, id);
}
