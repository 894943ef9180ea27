import { mentionsSecret } from './sensitive-text.ts';

const WIDTH = 16;
// How far around the bytes is looked for signs of a secret.
const NEIGHBOURHOOD = 8192;

/** Part of a file around an offset. */
export interface ByteWindow {
  readonly bytes: Uint8Array;
  /** Offset in the file of the first byte. */
  readonly start: number;
}

/** The range of a file that a dump at the offset needs, clamped to the file. */
export function dumpRange(offset: number, size: number): { readonly start: number; readonly length: number } {
  const start = Math.min(Math.max(0, offset - NEIGHBOURHOOD), size);
  return { start, length: Math.min(size, offset + WIDTH + NEIGHBOURHOOD) - start };
}

/**
 * Sixteen bytes from the offset in hexadecimal and ASCII; nothing where the offset lies outside of the window or
 * the bytes around it mention a secret.
 */
export function toHexDump({ bytes, start }: ByteWindow, offset: number): readonly string[] {
  const row = bytes.subarray(Math.max(0, offset - start), Math.max(0, offset - start) + WIDTH);
  if (row.length === 0 || offset < start) return [];
  if (mentionsSecret(Buffer.from(bytes).toString('latin1').replaceAll('\0', ''))) return [];
  const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const ascii = Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return [`0x${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(WIDTH * 3 - 1)}  ${ascii}`];
}
