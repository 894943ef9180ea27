import { isDistPath } from '../documents/dist-path.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import type { IndexFacts } from '../documents/distribution-model.ts';
import { pathsOf } from '../documents/index-rows.ts';
import { renderRow } from '../documents/rules/path-rules.ts';
import type { ArtifactFacts } from '../verify/artifact-facts.ts';
import { readArtifact } from '../verify/read-artifact.ts';
import type { RepositoryReading } from './read-repository.ts';

/** Reads the artifacts of an index. What several rows lead to is read once. */
export async function readArtifacts(
  { rows }: IndexFacts,
  contract: DistributionDocument<'contract'>,
  { reader, collector, documents }: RepositoryReading,
): Promise<readonly ArtifactFacts[]> {
  const read = new Map<string, ArtifactFacts>();
  const artifacts: ArtifactFacts[] = [];
  for (const source of rows) {
    const stated = Object.entries(pathsOf(source, renderRow(source, contract)));
    const paths = Object.fromEntries(stated.filter(([, path]) => isDistPath(path)));
    const key = JSON.stringify(paths);
    const known = read.get(key);
    const facts = known ?? (await readArtifact(source, paths, { reader, collector, documents, deep: true }));
    read.set(key, facts);
    artifacts.push(known === undefined ? facts : { ...known, source });
  }
  return artifacts;
}
