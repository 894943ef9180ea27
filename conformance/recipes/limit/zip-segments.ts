import type { RepeatedSegment, Segment } from '../../suite/vector.ts';

/** As many members as an archive may have. */
export const MOST_MEMBERS = 65_535;
const DIGITS = 5;
const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;

/** Empty members named by rising numbers, in canonical form; zip64 end records where the count asks for them. */
export function emptyMembers(count: number, start = 10_000): readonly Segment[] {
  const name: RepeatedSegment = { decimal: { start, step: 1, width: DIGITS } };
  const local: readonly RepeatedSegment[] = [{ hex: localHeader({ nameLength: DIGITS }) }, name];
  const offset: RepeatedSegment = { little: { start: 0, step: LOCAL_HEADER + DIGITS, width: 4 } };
  const central: readonly RepeatedSegment[] = [{ hex: centralHeader({ nameLength: DIGITS }) }, offset, name];
  const directory = {
    entries: count,
    offset: count * (LOCAL_HEADER + DIGITS),
    size: count * (CENTRAL_HEADER + DIGITS),
  };
  return [
    { repeat: count, segments: local },
    { repeat: count, segments: central },
    { hex: endRecords(directory, count > MOST_MEMBERS) },
  ];
}

const LARGEST = 4_294_967_294;

interface LargeMember {
  readonly name: string;
  readonly size: number;
}

/** Members of zeros, stored: sparse, so that 16 GiB take no room. */
export function zeroMembers(members: readonly LargeMember[]): readonly Segment[] {
  const segments: Segment[] = [];
  const central: string[] = [];
  let position = 0;
  for (const { name, size } of members) {
    const hasFarOffset = position > 0xffff_ffff;
    const shared = { nameLength: name.length, size };
    segments.push({ hex: localHeader(shared) }, { text: name }, { zeros: size });
    const far = hasFarOffset ? { extra: farOffset(position), version: 45 } : { extra: '', version: 20 };
    const offset = hasFarOffset ? 0xffff_ffff : position;
    const header = centralHeader({ ...shared, version: far.version, extraLength: far.extra.length / 2 });
    central.push(header, little(offset, 4), Buffer.from(name).toString('hex'), far.extra);
    position += LOCAL_HEADER + name.length + size;
  }
  const directory = central.join('');
  const end = endRecords({ entries: members.length, offset: position, size: directory.length / 2 }, true);
  return [...segments, { hex: `${directory}${end}` }];
}

/** The zip64 extra field of a central header whose offset alone does not fit (APPNOTE 4.5.3). */
function farOffset(offset: number): string {
  return `${little(1, 2)}${little(8, 2)}${little(offset, 8)}`;
}

/** Members of these five names whose content makes one byte more than 16 GiB. */
export function oneByteTooMany(names: readonly string[] = ['a', 'b', 'c', 'd', 'e']): readonly LargeMember[] {
  return names.map((name, index) => ({ name, size: index < 4 ? LARGEST : 9 }));
}

interface HeaderFields {
  readonly nameLength: number;
  readonly size?: number;
  readonly crc?: number;
  readonly version?: number;
  readonly extraLength?: number;
}

// APPNOTE 4.3.7 and 4.3.12, in the canonical form; the offset and the name follow.
function localHeader({ nameLength, size = 0, crc = 0, version = 20 }: HeaderFields): string {
  return `504b0304${sharedFields({ nameLength, size, crc, version })}`;
}

function centralHeader({ nameLength, size = 0, crc = 0, version = 20, extraLength = 0 }: HeaderFields): string {
  const madeBy = little(0x0300 + version, 2);
  const tail = `${little(0, 2)}${little(0, 2)}${little(0, 2)}${little(0x81a40000, 4)}`;
  return `504b0102${madeBy}${sharedFields({ nameLength, size, crc, version, extraLength })}${tail}`;
}

function sharedFields({
  nameLength,
  size,
  crc,
  version,
  extraLength = 0,
}: Required<Omit<HeaderFields, 'extraLength'>> & Pick<HeaderFields, 'extraLength'>): string {
  return [
    little(version, 2),
    little(0, 2),
    little(0, 2),
    little(0, 2),
    little(0x0021, 2),
    little(crc, 4),
    little(size, 4),
    little(size, 4),
    little(nameLength, 2),
    little(extraLength, 2),
  ].join('');
}

interface Directory {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

// APPNOTE 4.3.14 to 4.3.16.
function endRecords({ entries, offset, size }: Directory, isZip64: boolean): string {
  const classic = `504b0506${little(0, 2)}${little(0, 2)}`;
  const [count, bytes, start] = [Math.min(entries, 0xffff), size, Math.min(offset, 0xffff_ffff)];
  const end = `${classic}${little(count, 2)}${little(count, 2)}${little(bytes, 4)}${little(start, 4)}${little(0, 2)}`;
  if (!isZip64) return end;
  const record = [
    '504b0606',
    little(44, 8),
    little(45, 2),
    little(45, 2),
    little(0, 4),
    little(0, 4),
    ...[entries, entries, size, offset].map((value) => little(value, 8)),
  ].join('');
  return `${record}504b0607${little(0, 4)}${little(offset + size, 8)}${little(1, 4)}${end}`;
}

function little(value: number, width: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.subarray(0, width).toString('hex');
}
