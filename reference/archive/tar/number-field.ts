import type { HeaderField } from './tar-records.ts';

/** A number in a header, however it is written (README, Headers). */
export interface NumberField {
  readonly form: 'octal' | 'base-256' | 'empty' | 'invalid';
  /** 0 where the field is empty or invalid; not exact where a base-256 number is beyond all sizes. */
  readonly value: number;
  /** The digits fill the field but for one NUL at its end. */
  readonly isCanonical: boolean;
}

const SPACE = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;
const BASE_256 = 0x80;

/** Parses a number of a header block. */
export function parseNumberField(block: Buffer, { start, length }: HeaderField): NumberField {
  const stop = start + length;
  if ((block[start] ?? 0) >= BASE_256)
    return { form: 'base-256', value: readBase256(block, start, length), isCanonical: false };
  let at = start;
  while (at < stop && block[at] === SPACE) at += 1;
  const first = at;
  let value = 0;
  for (; at < stop; at += 1) {
    const byte = block[at] ?? 0;
    if (byte < ZERO || byte > SEVEN) break;
    value = value * 8 + (byte - ZERO);
  }
  const digits = at - first;
  while (at < stop && (block[at] === SPACE || block[at] === 0)) at += 1;
  if (at < stop) return { form: 'invalid', value: 0, isCanonical: false };
  if (digits === 0) return { form: 'empty', value: 0, isCanonical: false };
  return { form: 'octal', value, isCanonical: digits === length - 1 && block[stop - 1] === 0 };
}

/** A big-endian two's complement number of which the first bit says that it is one of these. */
function readBase256(block: Buffer, start: number, length: number): number {
  const digits = BigInt(`0x${block.toString('hex', start, start + length)}`);
  return Number(BigInt.asIntN(length * 8 - 1, digits));
}
