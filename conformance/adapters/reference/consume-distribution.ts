import { join } from 'node:path';
import type { Artifact } from '../../../reference/archive/artifact.ts';
import { folderSource } from '../../../reference/distribution/changes/folder-source.ts';
import { judgeChanges } from '../../../reference/distribution/changes/judge-changes.ts';
import { validateDistribution } from '../../../reference/distribution/gate/validate.ts';
import type { Judgement } from '../../../reference/report/judgement.ts';
import type { ConsumerOptions } from './consumers.ts';

const NOTHING = { members: [], documents: {}, references: [] };

/** Judges a repository at a moment, or beside an earlier state of it (contracts/distribution/v1, section 2). */
export async function consumeDistribution(
  artifact: Artifact,
  { asked, ...options }: ConsumerOptions,
): Promise<Judgement> {
  const now = typeof asked.now === 'string' ? asked.now : undefined;
  if (artifact.kind === 'bytes' || typeof asked.before !== 'string') {
    return validateDistribution(artifact, { ...options, ...(now !== undefined && { now }) });
  }
  const [before, after] = [folderSource(join(artifact.path, asked.before)), folderSource(artifact.path)];
  const { selection } = options;
  const judged = await judgeChanges({ selection, before, revision: asked.before, after, now });
  return { ...judged, observation: NOTHING };
}
