import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import { envelopeOf } from '../archive/envelope.ts';
import { isTarHeader } from '../archive/tar/header-block.ts';
import { BLOCK_BYTES } from '../archive/tar/tar-records.ts';
import { declaredMembers } from './zip-names.ts';

/** From here on members take more memory than everything else. */
const MANY_MEMBERS = 10_000;

/** Content is at most so many times as long as an envelope that is accepted. */
const MOST_RATIO = 200;

/** How many members a file may have: `unknown` where it is no zip and has no room for very many. */
export type MemberEstimate = 'ordinary' | 'very-many' | 'unknown';

/** Estimates the members of an archive, by what a zip declares and by the headers there is room for in a tar. */
export function estimateMembers(source: ByteSource): MemberEstimate {
  const declared = declaredMembers(source);
  if (declared > 0) return declared > MANY_MEMBERS ? 'very-many' : 'ordinary';
  return isLargeTar(source) ? 'very-many' : 'unknown';
}

function isLargeTar(source: ByteSource): boolean {
  const ratio = envelopeOf(source) === 'none' ? 1 : MOST_RATIO;
  if (source.size * ratio <= MANY_MEMBERS * BLOCK_BYTES) return false;
  return ratio > 1 || isTarHeader(Buffer.from(readBytes(source, 0, BLOCK_BYTES).buffer));
}
