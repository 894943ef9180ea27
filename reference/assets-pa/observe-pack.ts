import { createHash } from 'node:crypto';
import type { ByteSource } from '../archive/byte-source.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import type { Observation, ObservedMember } from '../report/observation.ts';
import type { PackModel } from './pack-model.ts';
import type { PackRange } from './pack-prelude.ts';
import { preloadedAssets } from './rules/preload-rules.ts';

const CHUNK = 256 * 1024;

/** Name of the header among the documents of the observation. */
export const HEADER_DOCUMENT = 'header';

/** What was understood of a pack (section 7 of the contract). Reads each slice once, with one buffer. */
export function observePack({ header, payload }: PackModel, source: ByteSource): Observation {
  const buffer = new Uint8Array(CHUNK);
  const members = new Map<string, ObservedMember>();
  for (const { id, offset, size } of header.table) {
    if (id === undefined || offset === undefined || size === undefined) continue;
    const slice = sliceRange(payload, offset, size);
    // What does not lie in the payload has no bytes to be observed; the pack is invalid.
    if (slice === undefined) continue;
    const path = String(id);
    members.set(path, { path, type: 'file', size, sha256: digestRange(source, slice, buffer) });
  }
  const assets = preloadedAssets(header);
  const references = header.preload.flatMap(({ index, id }) =>
    id === undefined || !assets.has(id)
      ? []
      : [{ from: { member: HEADER_DOCUMENT, pointer: `/preload/${index}/asset_id` }, to: String(id) }],
  );
  return {
    members: [...members.values()].sort((a, b) => compareCodePoints(a.path, b.path)),
    documents: { [HEADER_DOCUMENT]: header.digest() },
    references: references.sort((a, b) => compareCodePoints(a.from.pointer, b.from.pointer)),
  };
}

/** Where a slice stands in the file; undefined where it does not lie within the payload. */
export function sliceRange(payload: PackRange | undefined, offset: number, size: number): PackRange | undefined {
  if (payload === undefined || offset > payload.size || size > payload.size - offset) return undefined;
  return { offset: payload.offset + offset, size };
}

/** SHA-256 of a range of the file, read through the buffer. */
export function digestRange(source: ByteSource, { offset, size }: PackRange, buffer: Uint8Array): string {
  const hash = createHash('sha256');
  for (let done = 0; done < size; done += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, size - done));
    source.read(offset + done, chunk);
    hash.update(chunk);
  }
  return hash.digest('hex');
}
