import { buildTar, paxHeader, paxRecord, type TarEntry } from '../tar-builder.ts';
import { ALPHA, BETA } from './tar-case.ts';

/** The archives that broken extension headers are one edit away from, by their names. */
export const PAX_NAME = 'pax-path';
export const GNU_NAME = 'gnu-long-name';
/** An extension header with content of less than a block takes two, so what it stands before begins here. */
export const BEHIND_ONE = 1024;

export const pax = (...records: readonly (readonly [string, string | Uint8Array])[]): TarEntry => paxHeader(records);
/** The two files with extension headers before the first. */
export const before = (...extensions: readonly TarEntry[]): ReturnType<typeof buildTar> =>
  buildTar([...extensions, ALPHA, BETA]);
/** An extension header with content that may be anything. */
export const raw = (data: string | Uint8Array, typeflag = 'x'): TarEntry => ({ name: 'pax', typeflag, data });

/** A pax header of exactly so many bytes. */
export function paddedComment(size: number): Buffer {
  const empty = paxRecord('comment', 'x'.repeat(size - 30)).length;
  return paxRecord('comment', 'x'.repeat(size - 30 + size - empty));
}
