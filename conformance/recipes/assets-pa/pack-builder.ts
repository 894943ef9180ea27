import layout from '../../../contracts/assets-pa/v1/layout.json' with { type: 'json' };

/** Prelude fields by name: bytes as they are, or a whole number of the field's width, the lowest byte first. */
export type PreludeFields = Readonly<Record<string, number | bigint | Uint8Array>>;

/** The parts of a pack. What is not given follows from what is. */
export interface PackParts {
  /** The header as text, or as bytes where it is no text. */
  readonly header: string | Uint8Array;
  readonly payload?: Uint8Array;
  /** Fields of the prelude that say something else than what is so. */
  readonly prelude?: PreludeFields;
}

interface LayoutField {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  /** Hexadecimal digits of bytes, a number, or nothing where the rest of the pack decides. */
  readonly value: string | number | null;
}

const fields: readonly LayoutField[] = layout.fields;

/** Bytes of the prelude. */
export const PRELUDE_SIZE: number = fields.reduce((end, { offset, size }) => Math.max(end, offset + size), 0);

/** Where a field of the prelude stands. */
export function fieldOffset(name: string): number {
  return fieldOf(name).offset;
}

/** The bytes of a pack: prelude, header, payload. The fields that are not given are those of the layout's version. */
export function buildPack({ header, payload = new Uint8Array(), prelude = {} }: PackParts): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  return Uint8Array.from(Buffer.concat([buildPrelude(text.length, prelude), text, payload]));
}

/** The prelude of a header of so many bytes, with some fields changed. */
export function buildPrelude(headerLength: number, changed: PreludeFields = {}): Uint8Array {
  const stated: PreludeFields = {
    header_len: headerLength,
    payload_offset: PRELUDE_SIZE + headerLength,
    ...changed,
  };
  const bytes = Buffer.alloc(PRELUDE_SIZE);
  for (const { name, offset, size, value: usual } of fields) {
    const value = stated[name] ?? toValue(usual);
    bytes.set(typeof value === 'object' ? value : littleEndian(value, size), offset);
  }
  return bytes;
}

function fieldOf(name: string): LayoutField {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`the layout has no field ${name}`);
  return field;
}

function toValue(usual: LayoutField['value']): number | Uint8Array {
  return typeof usual === 'string' ? Buffer.from(usual, 'hex') : (usual ?? 0);
}

function littleEndian(value: number | bigint, size: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.subarray(0, size);
}
