import { type NumberField, parseNumberField } from './number-field.ts';
import {
  BLOCK_BYTES,
  FIELD,
  type FieldName,
  type HeaderField,
  type HeaderForm,
  MAGIC,
  RESERVED,
} from './tar-records.ts';

/** The numbers of a header but for its checksum. */
export type NumberName = 'mode' | 'uid' | 'gid' | 'size' | 'mtime' | 'devMajor' | 'devMinor';

/** What a header block says, read tolerantly; all bytes in it are copies. */
export interface TarHeader {
  /** Where the block stands in the tar. */
  readonly offset: number;
  /** Absent where magic and version are none of those known; the fields are read as those of ustar then. */
  readonly form: HeaderForm | undefined;
  /** Magic and version, as hexadecimal digits. */
  readonly magic: string;
  /** One character, as Latin-1. */
  readonly typeflag: string;
  readonly checksum: NumberField;
  readonly isChecksumCanonical: boolean;
  /** The sum that the checksum should be. */
  readonly sum: number;
  readonly numbers: Readonly<Record<NumberName, NumberField>>;
  readonly name: Buffer;
  /** Empty in headers other than those of ustar. */
  readonly prefix: Buffer;
  readonly hasLinkName: boolean;
  readonly hasOwnerName: boolean;
  /** Text fields with something behind their first NUL. */
  readonly overlong: readonly string[];
  readonly hasReserved: boolean;
}

/** Reads a header block of 512 bytes. */
export function readHeaderBlock(block: Buffer, offset: number): TarHeader {
  const magic = block.toString('latin1', FIELD.magic.start, FIELD.magic.start + FIELD.magic.length);
  const form = FORMS.get(magic);
  const layout = form ?? 'ustar';
  const typeflag = String.fromCharCode(block[FIELD.typeflag.start] ?? 0);
  const hasNames = layout !== 'v7';
  const texts: readonly FieldName[] = TEXTS[layout];
  return {
    offset,
    form,
    magic: Buffer.from(magic, 'latin1').toString('hex'),
    typeflag,
    checksum: parseNumberField(block, FIELD.checksum),
    isChecksumCanonical: CANONICAL_CHECKSUM.test(
      block.toString('latin1', FIELD.checksum.start, FIELD.checksum.start + FIELD.checksum.length),
    ),
    sum: sumOf(block),
    numbers: {
      mode: parseNumberField(block, FIELD.mode),
      uid: parseNumberField(block, FIELD.uid),
      gid: parseNumberField(block, FIELD.gid),
      size: parseNumberField(block, FIELD.size),
      mtime: parseNumberField(block, FIELD.mtime),
      devMajor: parseNumberField(block, FIELD.devMajor),
      devMinor: parseNumberField(block, FIELD.devMinor),
    },
    name: textOf(block, FIELD.name),
    prefix: layout === 'ustar' ? textOf(block, FIELD.prefix) : Buffer.alloc(0),
    hasLinkName: block[FIELD.linkName.start] !== 0,
    hasOwnerName: hasNames && (block[FIELD.uname.start] !== 0 || block[FIELD.gname.start] !== 0),
    overlong: texts.filter((field) => !isZeroAfterText(block, FIELD[field])),
    // The header of a sparse file of GNU has the first stretches of it there.
    hasReserved:
      !(layout === 'gnu' && typeflag === 'S') && RESERVED[layout].some(([start, stop]) => !isZero(block, start, stop)),
  };
}

/** Whether bytes begin like a tar: with the magic of a header, or with a header whose checksum is right. */
export function isTarHeader(bytes: Buffer): boolean {
  if (bytes.length < BLOCK_BYTES) return false;
  const { form, checksum, sum } = readHeaderBlock(bytes.subarray(0, BLOCK_BYTES), 0);
  return form === 'ustar' || form === 'gnu' || (checksum.form === 'octal' && checksum.value === sum);
}

/** Whether a block is nothing but zeros. */
export function isZeroBlock(block: Uint8Array): boolean {
  return isZero(block, 0, block.length);
}

/** Whether all bytes of a range are zero. */
export function isZero(bytes: Uint8Array, start: number, stop: number): boolean {
  for (let at = start; at < stop; at += 1) if (bytes[at] !== 0) return false;
  return true;
}

const FORMS: ReadonlyMap<string, HeaderForm> = new Map([
  [MAGIC.ustar, 'ustar'],
  [MAGIC.gnu, 'gnu'],
  [MAGIC.v7, 'v7'],
]);

const TEXTS: Readonly<Record<HeaderForm, readonly FieldName[]>> = {
  v7: ['name', 'linkName'],
  gnu: ['name', 'linkName', 'uname', 'gname'],
  ustar: ['name', 'linkName', 'uname', 'gname'],
};

const CANONICAL_CHECKSUM = /^[0-7]{6}\0 $/;
const SPACE = 0x20;

/** The sum of all bytes, those of the checksum counted as spaces (POSIX, ustar, chksum). */
function sumOf(block: Buffer): number {
  const { start, length } = FIELD.checksum;
  let sum = SPACE * length;
  for (let at = 0; at < start; at += 1) sum += block[at] ?? 0;
  for (let at = start + length; at < BLOCK_BYTES; at += 1) sum += block[at] ?? 0;
  return sum;
}

function textEnd(block: Buffer, { start, length }: HeaderField): number {
  const end = block.indexOf(0, start);
  return end === -1 || end > start + length ? start + length : end;
}

function textOf(block: Buffer, field: HeaderField): Buffer {
  return Buffer.from(block.subarray(field.start, textEnd(block, field)));
}

function isZeroAfterText(block: Buffer, field: HeaderField): boolean {
  return isZero(block, textEnd(block, field), field.start + field.length);
}
