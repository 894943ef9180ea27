import type { Artifact } from '../archive/artifact.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Inspection } from '../report/inspection.ts';
import type { ObservedMember } from '../report/observation.ts';
import { glanceAt } from './content-glance.ts';
import { type Judged, type JudgeOptions, judgeArtifact } from './judge.ts';
import { outlineArtifact } from './outline-artifact.ts';

export interface InspectOptions extends JudgeOptions {
  /** The most nodes of a document's outline; none where it is 0. */
  readonly outlineNodes: number;
}

/** What a strict reader understands of an artifact, and what it holds against it. */
export async function inspectArtifact(
  artifact: Artifact,
  options: InspectOptions,
): Promise<{ readonly inspection: Inspection; readonly judged: Judged }> {
  const judged = await judgeArtifact(artifact, { ...options, observe: true });
  const { judgement, mask, report } = judged;
  const { observation, listing } = judgement;
  const members = listing ?? observation?.members ?? (await readMembers(artifact, options));
  const { documents, references } = observation ?? { documents: {}, references: [] };
  const outline = await outlineArtifact(artifact, judged, options);
  const understood = { members, documents, references, ...(outline === undefined ? {} : { outline }) };
  return { inspection: { report, ...understood, mask }, judged };
}

// Where the reading stopped, the list of members is still worth seeing; nothing about it is certain then.
async function readMembers(artifact: Artifact, { selection }: JudgeOptions): Promise<Iterable<ObservedMember>> {
  if (artifact.kind === 'folder') {
    return (await import('../archive/folder.ts')).readFolder(artifact.path, { digest: true }).members;
  }
  const { isZip, isTar } = glanceAt(artifact);
  if (isTar && !isZip) {
    const { readTar } = await import('../archive/tar/index.ts');
    return (await readTar(artifact.source, new FindingCollector(selection), { digest: true })).listing;
  }
  if (!isZip) return [];
  const { readZip } = await import('../archive/zip/index.ts');
  return (await readZip(artifact.source, new FindingCollector(selection), { digest: true })).listing;
}
