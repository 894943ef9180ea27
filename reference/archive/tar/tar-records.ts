/** Everything in a tar comes in blocks of this length (POSIX, ustar). */
export const BLOCK_BYTES = 512;

/** A field of a header: where it stands in the block. */
export interface HeaderField {
  readonly start: number;
  readonly length: number;
}

/** The fields of a header. */
export type FieldName =
  | 'name'
  | 'mode'
  | 'uid'
  | 'gid'
  | 'size'
  | 'mtime'
  | 'checksum'
  | 'typeflag'
  | 'linkName'
  | 'magic'
  | 'uname'
  | 'gname'
  | 'devMajor'
  | 'devMinor'
  | 'prefix';

/** Where the fields of a header stand; the texts behind `linkName` have no meaning in a header of version 7. */
export const FIELD: Readonly<Record<FieldName, HeaderField>> = {
  name: { start: 0, length: 100 },
  mode: { start: 100, length: 8 },
  uid: { start: 108, length: 8 },
  gid: { start: 116, length: 8 },
  size: { start: 124, length: 12 },
  mtime: { start: 136, length: 12 },
  checksum: { start: 148, length: 8 },
  typeflag: { start: 156, length: 1 },
  linkName: { start: 157, length: 100 },
  magic: { start: 257, length: 8 },
  uname: { start: 265, length: 32 },
  gname: { start: 297, length: 32 },
  devMajor: { start: 329, length: 8 },
  devMinor: { start: 337, length: 8 },
  prefix: { start: 345, length: 155 },
};

/** Magic and version together, as Latin-1. */
export const MAGIC: Readonly<Record<HeaderForm, string>> = {
  ustar: 'ustar\u000000',
  gnu: 'ustar  \0',
  v7: '\0\0\0\0\0\0\0\0',
};

/** Which of the three forms a header has. */
export type HeaderForm = 'ustar' | 'gnu' | 'v7';

/** The stretches of a header whose bytes have no meaning. */
export const RESERVED: Readonly<Record<HeaderForm, readonly (readonly [start: number, stop: number])[]>> = {
  ustar: [[500, 512]],
  gnu: [[345, 512]],
  v7: [
    [265, 329],
    [345, 512],
  ],
};

/** The largest size that eleven octal digits hold, and one more: from here on a ustar header has no room for it. */
export const OCTAL_SIZE_END: number = 8 ** 11;

/** Bytes that fill the last block of a content. */
export function paddingOf(size: number): number {
  const rest = size % BLOCK_BYTES;
  return rest === 0 ? 0 : BLOCK_BYTES - rest;
}
