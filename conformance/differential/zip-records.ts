/** A field of a record: where it stands in the archive and how wide it is, in bytes. */
export interface ZipField {
  readonly name: string;
  readonly offset: number;
  readonly width: 2 | 4 | 8;
}

/** A record that a signature announces. */
export interface ZipRecord {
  readonly kind: RecordKind;
  readonly offset: number;
  readonly fields: readonly ZipField[];
}

export type RecordKind = 'local' | 'central' | 'end' | 'descriptor' | 'zip64 end' | 'zip64 locator';

type Layout = readonly (readonly [name: string, offset: number, width: 2 | 4 | 8])[];

// APPNOTE 4.3.7, 4.3.9, 4.3.12, 4.3.14, 4.3.15, 4.3.16: offsets from the signature.
const SHARED = (from: number): Layout => [
  ['version needed', from, 2],
  ['flags', from + 2, 2],
  ['method', from + 4, 2],
  ['time', from + 6, 2],
  ['date', from + 8, 2],
  ['crc-32', from + 10, 4],
  ['compressed size', from + 14, 4],
  ['uncompressed size', from + 18, 4],
  ['name length', from + 22, 2],
  ['extra length', from + 24, 2],
];
const LAYOUTS: Readonly<Record<RecordKind, { readonly signature: number; readonly layout: Layout }>> = {
  local: { signature: 0x04034b50, layout: SHARED(4) },
  central: {
    signature: 0x02014b50,
    layout: [
      ['version made by', 4, 2],
      ...SHARED(6),
      ['comment length', 32, 2],
      ['disk', 34, 2],
      ['internal attributes', 36, 2],
      ['external attributes', 38, 4],
      ['local offset', 42, 4],
    ],
  },
  end: {
    signature: 0x06054b50,
    layout: [
      ['disk', 4, 2],
      ['central disk', 6, 2],
      ['entries on disk', 8, 2],
      ['entries', 10, 2],
      ['central size', 12, 4],
      ['central offset', 16, 4],
      ['comment length', 20, 2],
    ],
  },
  descriptor: {
    signature: 0x08074b50,
    layout: [
      ['crc-32', 4, 4],
      ['compressed size', 8, 4],
      ['uncompressed size', 12, 4],
    ],
  },
  'zip64 end': {
    signature: 0x06064b50,
    layout: [
      ['record size', 4, 8],
      ['version made by', 12, 2],
      ['version needed', 14, 2],
      ['disk', 16, 4],
      ['central disk', 20, 4],
      ['entries on disk', 24, 8],
      ['entries', 32, 8],
      ['central size', 40, 8],
      ['central offset', 48, 8],
    ],
  },
  'zip64 locator': {
    signature: 0x07064b50,
    layout: [
      ['disk', 4, 4],
      ['record offset', 8, 8],
      ['disks', 16, 4],
    ],
  },
};

/** Every record whose signature and fields stand in the bytes, wherever they are: content may hold some too. */
export function findZipRecords(bytes: Uint8Array): readonly ZipRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const records: ZipRecord[] = [];
  for (let offset = bytes.indexOf(0x50); offset >= 0; offset = bytes.indexOf(0x50, offset + 1)) {
    if (offset + 4 > bytes.length) break;
    const signature = view.getUint32(offset, true);
    for (const kind of KINDS) {
      const { signature: own, layout } = LAYOUTS[kind];
      if (own !== signature) continue;
      const fields = layout.map(([name, from, width]) => ({ name, offset: offset + from, width }));
      if (fields.every((field) => field.offset + field.width <= bytes.length)) records.push({ kind, offset, fields });
    }
  }
  return records;
}

const KINDS: readonly RecordKind[] = ['local', 'central', 'end', 'descriptor', 'zip64 end', 'zip64 locator'];

/** The value of a field. */
export function readField(bytes: Uint8Array, { offset, width }: ZipField): bigint {
  let value = 0n;
  for (let index = width - 1; index >= 0; index -= 1) value = value * 256n + BigInt(bytes[offset + index] ?? 0);
  return value;
}

/** The bytes with another value in a field, modulo what its width holds. */
export function withField(bytes: Uint8Array, { offset, width }: ZipField, value: bigint): Uint8Array {
  const changed = Uint8Array.from(bytes);
  let rest = BigInt.asUintN(width * 8, value);
  for (let index = 0; index < width; index += 1) {
    changed[offset + index] = Number(rest % 256n);
    rest /= 256n;
  }
  return changed;
}
