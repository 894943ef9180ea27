import { findZipRecords, readField, withField, type ZipField, type ZipRecord } from '../differential/zip-records.ts';

/** The directory of an archive that its end record leads to, as far as it can be walked. */
export interface ZipDirectory {
  readonly start: number;
  readonly end: ZipRecord;
  readonly entries: readonly ZipEntry[];
  readonly records: readonly ZipRecord[];
}

export interface ZipEntry {
  readonly central: ZipRecord;
  readonly local: ZipRecord;
  readonly name: string;
  /** The content as it is stored. */
  readonly data: number;
  readonly size: number;
}

/** Reads the directory of an archive; nothing where its end record does not lead to one. */
export function readDirectory(bytes: Uint8Array): ZipDirectory | undefined {
  const records = findZipRecords(bytes);
  const end = records.findLast(({ kind }) => kind === 'end');
  if (end === undefined) return undefined;
  const start = valueIn(bytes, end, 'central offset');
  const entries = records.flatMap((central): readonly ZipEntry[] => {
    if (central.kind !== 'central' || central.offset < start || central.offset > end.offset) return [];
    const at = valueIn(bytes, central, 'local offset');
    const local = records.find(({ kind, offset }) => kind === 'local' && offset === at);
    if (local === undefined) return [];
    const nameLength = valueIn(bytes, central, 'name length');
    const name = Buffer.from(bytes.subarray(central.offset + 46, central.offset + 46 + nameLength)).toString('utf8');
    const data = local.offset + 30 + valueIn(bytes, local, 'name length') + valueIn(bytes, local, 'extra length');
    return [{ central, local, name, data, size: valueIn(bytes, central, 'compressed size') }];
  });
  return { start, end, entries, records };
}

export function fieldIn({ fields }: ZipRecord, name: string): ZipField {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}

export function valueIn(bytes: Uint8Array, record: ZipRecord, name: string): number {
  return Number(readField(bytes, fieldIn(record, name)));
}

/** The bytes with another value in a field, unless that is all ones: then it stands elsewhere. */
export function withRaised(bytes: Uint8Array, record: ZipRecord, name: string, by: number): Uint8Array {
  const field = fieldIn(record, name);
  const value = readField(bytes, field);
  return value === 2n ** BigInt(8 * field.width) - 1n ? bytes : withField(bytes, field, value + BigInt(by));
}
