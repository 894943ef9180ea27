import type { PaxRecords } from './pax-records.ts';
import type { TarLimits } from './tar-limits.ts';

/** Typeflags of headers whose content says something of members behind them. */
export type ExtensionType = 'x' | 'g' | 'L' | 'K';

/** Whether a typeflag is that of an extension header. */
export function isExtensionType(typeflag: string): typeflag is ExtensionType {
  return typeflag === 'x' || typeflag === 'g' || typeflag === 'L' || typeflag === 'K';
}

/** The header of an extension before its content is read. */
export interface ExtensionStart {
  readonly offset: number;
  readonly type: ExtensionType;
  readonly size: number;
  /** Whether one of the same kind stands before the same member. */
  readonly isRepeated: boolean;
  readonly limits: TarLimits;
}

/** An extension header whose content was read. */
export type Extension =
  | { readonly offset: number; readonly type: 'x' | 'g'; readonly pax: PaxRecords }
  | { readonly offset: number; readonly type: 'L' | 'K'; readonly content: Buffer };

/** What stands before a member: of each kind the last, and where the first one is. */
export interface PendingExtensions {
  readonly offset: number | undefined;
  readonly pax: ReadonlyMap<string, Buffer> | undefined;
  readonly longName: Buffer | undefined;
  readonly longLink: Buffer | undefined;
}

/** Before a member without extension headers. */
export const NO_EXTENSIONS: PendingExtensions = {
  offset: undefined,
  pax: undefined,
  longName: undefined,
  longLink: undefined,
};

/** The text of a GNU long name or long link: all before its first NUL. */
export function longText(content: Buffer): Buffer {
  const end = content.indexOf(0);
  return end === -1 ? content : content.subarray(0, end);
}

/** A value that counts: an empty one means that there is none (POSIX, pax extended header). */
export function paxValue(values: ReadonlyMap<string, Buffer> | undefined, keyword: string): Buffer | undefined {
  const value = values?.get(keyword);
  return value === undefined || value.length === 0 ? undefined : value;
}

/** A decimal number of a pax header; undefined where it is none. */
export function paxNumber(value: Buffer | undefined): number | undefined {
  if (value === undefined) return undefined;
  const digits = value.toString('latin1');
  return /^[0-9]+$/.test(digits) ? Number(digits) : undefined;
}

/** Whether a keyword of a pax header says that the member is a sparse file. */
export function isSparseKeyword(keyword: string): boolean {
  return keyword.startsWith('GNU.sparse.') || keyword === 'SCHILY.realsize' || keyword === 'SUN.holesdata';
}
