import { createHash } from 'node:crypto';
import type { ByteSource } from '../archive/byte-source.ts';
import { DigestStore } from '../archive/digest-store.ts';
import { listMembers } from '../archive/member-listing.ts';
import { pieceBuffer, readPieces } from '../archive/read-pieces.ts';
import { LIMITS } from '../generated/limits.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ObservedMember, ObservedReference } from '../report/observation.ts';
import type { PackHeader, PackModel } from './pack-model.ts';
import type { PackRange } from './pack-prelude.ts';
import { preloadedAssets } from './rules/preload-rules.ts';

/** Name of the header among the documents of the observation. */
export const HEADER_DOCUMENT = 'header';

/**
 * What was understood of a pack (section 7 of the contract), and its assets one by one: there may be half a million. Reads
 * each slice once, with one buffer.
 */
export function observePack(
  { header, payload }: PackModel,
  source: ByteSource,
  isValid: boolean,
): Pick<Judgement, 'observation' | 'listing'> {
  const listing = listAssetMembers(header, source, payload ?? { offset: source.size, size: 0 }, isValid);
  let members: readonly ObservedMember[] | undefined;
  const observation = {
    get members() {
      members ??= [...listing];
      return members;
    },
    documents: { [HEADER_DOCUMENT]: header.digest() },
    references: referencesOf(header),
  };
  return { observation, listing };
}

interface ObservedSlice {
  readonly id: number;
  readonly size: number;
  readonly digest: number;
}

function listAssetMembers(
  { table }: PackHeader,
  source: ByteSource,
  payload: PackRange,
  isValid: boolean,
): Iterable<ObservedMember> {
  const buffer = pieceBuffer();
  const digests = new DigestStore(table.length);
  const slices = new Map<number, ObservedSlice>();
  // Slices that share bytes may have any number of bytes together.
  const most = isValid ? Math.max(payload.size, LIMITS['archive.total'].value) : payload.size;
  let total = 0;
  for (const { index, id, offset, size } of table) {
    if (id === undefined || offset === undefined || size === undefined) continue;
    const slice = sliceRange(payload, offset, size);
    // What does not lie in the payload has no bytes to be observed; the pack is invalid.
    if (slice === undefined) continue;
    total += size;
    // A file is never observed without its digest.
    if (total > most) continue;
    slices.set(id, { id, size, digest: index });
    digests.set(index, digestRange(source, slice, buffer));
  }
  return listMembers(slices.values(), {
    pathOf: ({ id }) => String(id),
    observe: ({ id, size, digest }) => {
      const sha256 = digests.get(digest);
      return { path: String(id), type: 'file', size, ...(sha256 !== undefined && { sha256 }) };
    },
  });
}

function referencesOf(header: PackHeader): readonly ObservedReference[] {
  const assets = preloadedAssets(header);
  const references = header.preload.flatMap(({ index, id }) =>
    id === undefined || !assets.has(id)
      ? []
      : [{ from: { member: HEADER_DOCUMENT, pointer: `/preload/${index}/asset_id` }, to: String(id) }],
  );
  return references.sort((a, b) => compareCodePoints(a.from.pointer, b.from.pointer));
}

/** Where a slice stands in the file; undefined where it does not lie within the payload. */
export function sliceRange(payload: PackRange | undefined, offset: number, size: number): PackRange | undefined {
  if (payload === undefined || offset > payload.size || size > payload.size - offset) return undefined;
  return { offset: payload.offset + offset, size };
}

/** SHA-256 of a range of the file, read through the buffer. */
export function digestRange(source: ByteSource, { offset, size }: PackRange, buffer: Uint8Array): string {
  const hash = createHash('sha256');
  readPieces(source, (piece) => hash.update(piece), { offset, size, buffer });
  return hash.digest('hex');
}
