/** What a field of a header holds: a number in canonical octal, or its bytes as they are, filled up with NULs. */
export type TarField = number | string | Uint8Array;

/** A header and its content; absent fields are those of the canonical form. */
export interface TarEntry {
  readonly name?: TarField;
  readonly mode?: TarField;
  readonly uid?: TarField;
  readonly gid?: TarField;
  readonly size?: TarField;
  readonly mtime?: TarField;
  /** Absent: the sum of the bytes as six digits, NUL and a space. */
  readonly checksum?: string;
  readonly typeflag?: string;
  readonly linkname?: TarField;
  /** Magic and version, eight bytes. */
  readonly magic?: string;
  readonly uname?: TarField;
  readonly gname?: TarField;
  readonly devmajor?: TarField;
  readonly devminor?: TarField;
  readonly prefix?: TarField;
  /** Bytes that are put over the header once it stands, by their place; the checksum counts them. */
  readonly overlay?: Readonly<Record<number, string>>;
  readonly data?: string | Uint8Array;
  /** What fills the last block of the content, instead of zeros. */
  readonly padding?: string;
}

/** A tar with the places of its headers. */
export interface BuiltTar {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
}

export const GNU_MAGIC: string = 'ustar  \0';
export const V7_MAGIC: string = '\0'.repeat(8);
const USTAR_MAGIC = `ustar\0${'00'}`;

/** What a header of version 7 holds instead of what only later forms have. */
export const VERSION_7: TarEntry = { magic: V7_MAGIC, typeflag: '\0' };

const FIELDS: readonly (readonly [keyof TarEntry, number, number])[] = [
  ['name', 0, 100],
  ['mode', 100, 8],
  ['uid', 108, 8],
  ['gid', 116, 8],
  ['size', 124, 12],
  ['mtime', 136, 12],
  ['typeflag', 156, 1],
  ['linkname', 157, 100],
  ['magic', 257, 8],
  ['uname', 265, 32],
  ['gname', 297, 32],
  ['devmajor', 329, 8],
  ['devminor', 337, 8],
  ['prefix', 345, 155],
];

/** The canonical form of a regular file of mode 0644, of the time 0. */
const CANONICAL = {
  name: '',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  typeflag: '0',
  linkname: '',
  magic: USTAR_MAGIC,
  uname: '',
  gname: '',
  devmajor: 0,
  devminor: 0,
  prefix: '',
} as const;

/** Bytes of a text: as UTF-8 if it is a content, as Latin-1 if it is a field that holds no other characters. */
export function toBytes(content: string | Uint8Array): Buffer {
  return Buffer.from(content);
}

/** A header of 512 bytes. */
export function tarHeader(entry: TarEntry): Buffer {
  const header = Buffer.alloc(512);
  const fields = { ...CANONICAL, size: toBytes(entry.data ?? '').length, ...entry };
  for (const [name, start, length] of FIELDS) {
    const value = fields[name];
    if (typeof value === 'number') header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, start, 'latin1');
    else if (typeof value === 'string' || value instanceof Uint8Array) toBytes(value).copy(header, start, 0, length);
  }
  for (const [place, bytes] of Object.entries(entry.overlay ?? {})) header.write(bytes, Number(place), 'latin1');
  header.write(entry.checksum ?? `${tarSum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** The sum of a header's bytes, those of the checksum counted as spaces. */
export function tarSum(header: Uint8Array): number {
  return header.reduce((sum, byte, place) => sum + (place >= 148 && place < 156 ? 0x20 : byte), 0);
}

/** A header with its content and what fills the last block. */
export function tarEntry(entry: TarEntry): Buffer {
  const data = toBytes(entry.data ?? '');
  const padding = Buffer.alloc((512 - (data.length % 512)) % 512);
  padding.write(entry.padding ?? '', 'latin1');
  return Buffer.concat([tarHeader(entry), data, padding]);
}

export const END_OF_ARCHIVE: Uint8Array = new Uint8Array(1024);

/** Entries one behind the other, and what ends the archive: two zero blocks unless told otherwise. */
export function buildTar(entries: readonly TarEntry[], end: Uint8Array = END_OF_ARCHIVE): BuiltTar {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let position = 0;
  for (const entry of entries) {
    const part = tarEntry(entry);
    offsets.push(position);
    parts.push(part);
    position += part.length;
  }
  return { bytes: Buffer.concat([...parts, end]), offsets };
}

/** A record of a pax header (POSIX, pax extended header): its length counts its own digits. */
export function paxRecord(keyword: string, value: string | Uint8Array): Buffer {
  const rest = Buffer.concat([toBytes(` ${keyword}=`), toBytes(value), toBytes('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([toBytes(String(length)), rest]);
}

/** A pax header with these records; its own name says nothing. */
export function paxHeader(records: readonly (readonly [string, string | Uint8Array])[], typeflag = 'x'): TarEntry {
  return { name: 'pax', typeflag, data: Buffer.concat(records.map(([keyword, value]) => paxRecord(keyword, value))) };
}

/** A long name or long link of GNU tar. */
export function gnuLong(typeflag: 'L' | 'K', text: string): TarEntry {
  return { name: '././@LongLink', magic: GNU_MAGIC, typeflag, data: text };
}

/** A number in base 256, big-endian in two's complement behind the bit that marks the form. */
export function base256(value: bigint, length: number): Uint8Array {
  const bits = BigInt(length * 8 - 1);
  const bytes = Buffer.alloc(length);
  let rest = BigInt.asUintN(length * 8, BigInt.asUintN(Number(bits), value) + 2n ** bits);
  for (let place = length - 1; place >= 0; place -= 1) {
    bytes[place] = Number(rest % 256n);
    rest /= 256n;
  }
  return bytes;
}
