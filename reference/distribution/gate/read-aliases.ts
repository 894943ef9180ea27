import { digestSource } from '../../archive/source-digest.ts';
import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import { isDistPath } from '../documents/dist-path.ts';
import type { AliasFacts, IndexFacts } from '../documents/distribution-model.ts';
import { legacyPaths } from '../documents/templates.ts';
import { type RepositoryReading, readIndex } from './read-repository.ts';

/** The indexes under legacy paths; one that is a copy of the canonical index is not read a second time. */
export async function readAliases(
  contract: DistributionContract,
  canonical: string,
  reading: RepositoryReading,
): Promise<{ readonly aliases: readonly AliasFacts[]; readonly indexes: readonly IndexFacts[] }> {
  const aliases: AliasFacts[] = [];
  const indexes: IndexFacts[] = [];
  const digest = await digestAt(canonical, reading);
  const seen = new Set([canonical]);
  for (const [place, path] of legacyPaths(contract).entries()) {
    const sunset = contract.artifact.distribution_index.legacy[place]?.deprecation_sunset ?? '';
    const isPresent = isDistPath(path) && reading.files.has(path);
    const isCopy = isPresent && digest !== undefined && (await digestAt(path, reading)) === digest;
    aliases.push({ path, sunset, isPresent, isCopy });
    const original = reading.documents.get(canonical);
    if (isCopy && original !== undefined) reading.documents.set(path, original);
    if (!isPresent || isCopy || seen.has(path)) continue;
    seen.add(path);
    const index = await readIndex(path, reading);
    if (index !== undefined) indexes.push(index);
  }
  return { aliases, indexes };
}

async function digestAt(path: string, { reader, files }: RepositoryReading): Promise<string | undefined> {
  const file = files.get(path);
  if (file === undefined || file.sha256 !== undefined) return file?.sha256;
  const opened = await reader.open(path, file.size);
  if (opened.kind !== 'file') return undefined;
  try {
    return digestSource(opened.source);
  } finally {
    opened.close();
  }
}
