import { ContractsError } from '../../report/contracts-error.ts';
import { splitName } from './name-split.ts';
import { BLOCK_BYTES, FIELD, type HeaderField, MAGIC, OCTAL_SIZE_END } from './tar-records.ts';

/** What the canonical header of a member says. */
export interface WrittenTarMember {
  readonly path: string;
  /** Bytes of content, below 8 GiB. */
  readonly size: number;
  readonly isExecutable: boolean;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly time: number;
}

const MODE = 0o644;
const EXECUTABLE_MODE = 0o755;

/**
 * The ustar header of a file in the canonical form (contracts/strict-tar/v1, "Canonical form").
 * Throws ContractsError `usage` for a name, a size or a time that the header has no room for.
 */
export function writtenHeader({ path, size, isExecutable, time }: WrittenTarMember): Buffer {
  const name = Buffer.from(path);
  const split = splitName(name);
  if (split === undefined) throw new ContractsError('usage', `this path is too long for a ustar header: ${path}`);
  if (size >= OCTAL_SIZE_END) throw new ContractsError('usage', `this file has 8 GiB or more: ${path}`);
  if (!Number.isInteger(time) || time < 0 || time >= OCTAL_SIZE_END) {
    throw new ContractsError('usage', `this time cannot be written: ${time}`);
  }
  const header = Buffer.alloc(BLOCK_BYTES);
  // The slash between the two fields is in neither.
  name.copy(header, FIELD.name.start, split === 0 ? 0 : split + 1);
  name.copy(header, FIELD.prefix.start, 0, split);
  putNumber(header, FIELD.mode, isExecutable ? EXECUTABLE_MODE : MODE);
  for (const field of [FIELD.uid, FIELD.gid, FIELD.devMajor, FIELD.devMinor]) putNumber(header, field, 0);
  putNumber(header, FIELD.size, size);
  putNumber(header, FIELD.mtime, time);
  header.write('0', FIELD.typeflag.start, 'latin1');
  header.write(MAGIC.ustar, FIELD.magic.start, 'latin1');
  header.write(`${octal(sumOf(header), FIELD.checksum.length - 2)}\0 `, FIELD.checksum.start, 'latin1');
  return header;
}

function putNumber(header: Buffer, { start, length }: HeaderField, value: number): void {
  header.write(octal(value, length - 1), start, 'latin1');
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** The sum of all bytes, with spaces in place of the checksum: its field is still zero here. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, FIELD.checksum.length * 0x20);
}
