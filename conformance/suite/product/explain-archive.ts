import { findZipRecords, readField, type ZipRecord } from '../../differential/zip-records.ts';
import type { ProductDifference } from './explain-bytes.ts';

type ExplainContent = (before: Uint8Array, after: Uint8Array) => ProductDifference;

/**
 * Where two archives of stored members first differ: in their members, the content of one, or a field of a record.
 * Nothing where one of the two is no such archive.
 */
export function explainArchive(
  before: Uint8Array,
  after: Uint8Array,
  explainContent: ExplainContent,
): ProductDifference | undefined {
  const [left, right] = [readArchive(before), readArchive(after)];
  if (left === undefined || right === undefined) return undefined;
  const [names, others] = [[...left.members.keys()], [...right.members.keys()]];
  const missing = names.find((name) => !right.members.has(name));
  if (missing !== undefined) return { detail: `the member ${missing} is missing`, expected: names, got: others };
  const added = others.find((name) => !left.members.has(name));
  if (added !== undefined) return { detail: `the member ${added} should not be there`, expected: names, got: others };
  if (names.some((name, index) => name !== others[index])) {
    return { detail: 'the members are in another order', expected: names, got: others };
  }
  for (const [name, content] of left.members) {
    const other = right.members.get(name) ?? new Uint8Array(0);
    if (Buffer.from(content).equals(other)) continue;
    const { detail, ...values } = explainContent(content, other);
    return { detail: `the member ${name}: ${detail}`, ...values };
  }
  return explainFields(left, right);
}

interface Archive {
  readonly bytes: Uint8Array;
  readonly records: readonly (ZipRecord & { readonly name: string })[];
  /** Content as it is stored, in the order of the central directory. */
  readonly members: ReadonlyMap<string, Uint8Array>;
}

function readArchive(bytes: Uint8Array): Archive | undefined {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return undefined;
  const all = findZipRecords(bytes);
  const end = all.findLast(({ kind }) => kind === 'end');
  if (end === undefined) return undefined;
  const directory = fieldOf(bytes, end, 'central offset');
  const central = all.filter(({ kind, offset }) => kind === 'central' && offset >= directory);
  const locals = new Map(all.flatMap((record) => (record.kind === 'local' ? [[record.offset, record] as const] : [])));
  const members = new Map<string, Uint8Array>();
  const records: (ZipRecord & { readonly name: string })[] = [];
  for (const record of central) {
    const name = nameOf(bytes, record, 46);
    const local = locals.get(fieldOf(bytes, record, 'local offset'));
    if (local === undefined) return undefined;
    const data = local.offset + 30 + fieldOf(bytes, local, 'name length') + fieldOf(bytes, local, 'extra length');
    members.set(name, bytes.subarray(data, data + fieldOf(bytes, record, 'compressed size')));
    records.push({ ...local, name }, { ...record, name });
  }
  return { bytes, members, records: [...records, { ...end, name: '' }] };
}

function explainFields(left: Archive, right: Archive): ProductDifference {
  for (const [index, record] of left.records.entries()) {
    const other = right.records[index];
    for (const [position, field] of record.fields.entries()) {
      const counterpart = other?.fields[position];
      const [expected, got] = [
        Number(readField(left.bytes, field)),
        counterpart && Number(readField(right.bytes, counterpart)),
      ];
      if (expected === got) continue;
      const where = record.name === '' ? 'the end record' : `the ${record.kind} header of ${record.name}`;
      return { detail: `${where}: another ${field.name}`, expected, got };
    }
  }
  return { detail: 'the members and the fields of their records are the same, the bytes around them are not' };
}

function fieldOf(bytes: Uint8Array, { fields }: ZipRecord, name: string): number {
  const field = fields.find((one) => one.name === name);
  return field === undefined ? 0 : Number(readField(bytes, field));
}

function nameOf(bytes: Uint8Array, record: ZipRecord, from: number): string {
  const start = record.offset + from;
  return new TextDecoder().decode(bytes.subarray(start, start + fieldOf(bytes, record, 'name length')));
}
