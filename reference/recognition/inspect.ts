import type { Artifact } from '../archive/artifact.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Inspection } from '../report/inspection.ts';
import type { ObservedMember } from '../report/observation.ts';
import { glanceAt } from './content-glance.ts';
import { type Judged, type JudgeOptions, judgeArtifact } from './judge.ts';

/** What a strict reader understands of an artifact, and what it holds against it. */
export async function inspectArtifact(
  artifact: Artifact,
  options: JudgeOptions,
): Promise<{ readonly inspection: Inspection; readonly judged: Judged }> {
  const judged = await judgeArtifact(artifact, { ...options, observe: true });
  const { judgement, mask, report } = judged;
  const observation = judgement.observation ?? {
    members: await readMembers(artifact, options),
    documents: {},
    references: [],
  };
  return { inspection: { report, observation, mask }, judged };
}

// Where the reading stopped, the list of members is still worth seeing; nothing about it is certain then.
async function readMembers(artifact: Artifact, { selection }: JudgeOptions): Promise<readonly ObservedMember[]> {
  if (artifact.kind === 'folder') {
    return (await import('../archive/folder.ts')).readFolder(artifact.path, { digest: true }).members;
  }
  if (!glanceAt(artifact).isZip) return [];
  const { readZip } = await import('../archive/zip/index.ts');
  return (await readZip(artifact.source, new FindingCollector(selection), { digest: true })).members;
}
