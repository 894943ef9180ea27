import { createHash } from 'node:crypto';
import type { WriteChunk } from '../../archive/publish-steps.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { copyInput, createCopyBuffer } from './copy-input.ts';
import { encodeHead } from './encode-pack.ts';
import type { InputDigests } from './input-digests.ts';
import type { PackPlan } from './plan-pack.ts';

/** SHA-256 of each slice by asset id; `stale` where a digest that was taken over from the cache was wrong. */
export type WrittenSlices = ReadonlyMap<number, string> | 'stale';

/**
 * Writes a pack: the prelude, the header, and the files one behind the other, each read once and never held as a whole.
 * What is copied must be what the plan was made from; where only the cache is to blame, writing ends early and says so.
 * Throws ContractsError `source-changed` where a file is to blame, and `io`.
 */
export function writePack(
  plan: PackPlan,
  digests: InputDigests,
  write: WriteChunk,
  onAsset: (done: number) => void,
): WrittenSlices {
  write(encodeHead(plan.header));
  const buffer = createCopyBuffer();
  const slices = new Map<number, string>();
  for (const { entry, slice } of plan.assets) {
    // One file is the whole slice, and has been digested already.
    const hash = slice.files.length === 1 ? undefined : createHash('sha256');
    let only = '';
    for (const file of slice.files) {
      const sha256 = copyInput(file, buffer, (chunk) => {
        hash?.update(chunk);
        write(chunk);
      });
      only = sha256;
      if (sha256 === digests.digestOf(file)) continue;
      if (digests.isTaken(file)) return 'stale';
      throw new ContractsError('source-changed', `a file of the workspace changed while it was read: ${file.path}`);
    }
    slices.set(entry.asset_id, hash?.digest('hex') ?? only);
    onAsset(slices.size);
  }
  return slices;
}
