import type { Artifact } from '../archive/artifact.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ValidateOptions } from '../report/validate-options.ts';

/**
 * Judges an asset pack, or a cartridge's folder by the one condition under which it may start, by
 * contracts/assets-pa/v1. The payload is read for the observation alone, slice by slice.
 * Throws ContractsError `io` and `source-changed` while reading.
 */
export async function validateAssetsPa(artifact: Artifact, options: ValidateOptions): Promise<Judgement> {
  // Loaded when they are needed: who only opens a pack that is known judges nothing.
  return artifact.kind === 'folder'
    ? (await import('./cartridge.ts')).judgeCartridge(artifact.path, options)
    : (await import('./validate-pack.ts')).validatePack(artifact.source, options);
}
