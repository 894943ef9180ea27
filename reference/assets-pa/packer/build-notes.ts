import { join } from 'node:path';
import { lookAt } from '../../archive/look-up.ts';
import { publishFiles } from '../../archive/publish-files.ts';
import type { PublishSystem } from '../../archive/publish-system.ts';
import { LIMITS } from '../../generated/limits.ts';
import { type Noted, toFingerprintsText } from './fingerprints.ts';
import type { Emit } from './packer-event.ts';
import type { PublishedOutput } from './publish-pack.ts';
import { FINGERPRINTS, OUTPUT, STAGE } from './workspace-layout.ts';

/** The keys of a build's assets, and what the build before has noted. */
export interface KeyComparison {
  readonly keys: Noted['assets'];
  readonly noted: Noted | undefined;
}

/** How many assets are what they were. */
export function countHits({ keys, noted }: KeyComparison): number {
  const before = keysBefore(noted);
  return keys.filter(({ asset_id, key }) => before.get(asset_id) === key).length;
}

/** Whether it is worth comparing what stands with what would be built: the keys agree, and so do the sizes. */
export function mayBeUpToDate(project: string, comparison: KeyComparison): boolean {
  const { keys, noted } = comparison;
  if (noted === undefined || noted.assets.length !== keys.length || countHits(comparison) !== keys.length) return false;
  return noted.outputs.every(({ path, size }) => lookAt(join(project, OUTPUT, path))?.size === size);
}

/** Tells of each asset whether the build before knew it as it is. */
export function tellAssets({ keys, noted }: KeyComparison, emit: Emit): void {
  const before = keysBefore(noted);
  for (const { asset_id, key } of keys) {
    const known = before.get(asset_id);
    const affected = { affected_assets: [asset_id] };
    if (known === undefined) emit('asset_discovered', `asset ${asset_id} is new`, affected);
    else if (known !== key) emit('asset_changed', `asset ${asset_id} changed`, affected);
    emit(known === key ? 'cache_hit' : 'cache_miss', `asset ${asset_id}`, affected);
  }
}

/** Notes a build for the next one. That cannot be done is no reason to call the build a failure. */
export async function noteBuild(project: string, noted: Noted, system: PublishSystem): Promise<void> {
  const text = Buffer.from(toFingerprintsText(noted));
  // What could not be read again need not be written.
  if (text.length > LIMITS['json.size'].value) return;
  const path = join(project, FINGERPRINTS);
  const split = path.lastIndexOf('/');
  await publishFiles({
    folder: path.slice(0, split),
    stage: STAGE,
    files: [{ name: path.slice(split + 1), write: (write) => write(text) }],
    verify: () => true,
    system,
  }).catch(() => false);
}

/** The outputs, as the cache notes them and as a result tells of them. */
export function toNotedOutputs(outputs: readonly PublishedOutput[]): Noted['outputs'] {
  return outputs.map(({ path, size, sha256 }) => ({ path, size, strong_hash: sha256 }));
}

function keysBefore(noted: Noted | undefined): ReadonlyMap<number, string> {
  return new Map(noted?.assets.map(({ asset_id, key }) => [asset_id, key]));
}
