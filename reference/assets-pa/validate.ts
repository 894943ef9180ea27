import type { Artifact } from '../archive/artifact.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ValidateOptions } from '../report/validate-options.ts';
import { judgePack } from './judge-pack.ts';
import { observePack } from './observe-pack.ts';

/**
 * Judges an asset pack, or a cartridge's folder by the one condition under which it may start, by
 * contracts/assets-pa/v1. The payload is read for the observation alone, slice by slice.
 * Throws ContractsError `io` and `source-changed` while reading.
 */
export async function validateAssetsPa(artifact: Artifact, options: ValidateOptions): Promise<Judgement> {
  if (artifact.kind === 'folder') return (await import('./cartridge.ts')).judgeCartridge(artifact.path, options);
  const collector = new FindingCollector(options.selection);
  const pack = judgePack(artifact.source, collector);
  const observation = options.observe && pack !== undefined ? observePack(pack, artifact.source) : undefined;
  return {
    findings: collector.findings(),
    dropped: collector.droppedCount,
    ...(observation === undefined ? {} : { observation }),
    secrets: [],
  };
}
