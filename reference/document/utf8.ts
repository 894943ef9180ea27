import { isUtf8 } from 'node:buffer';

/**
 * Offset of the first byte that is not part of a well-formed UTF-8 sequence (Unicode, table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF): the first byte of that sequence. Undefined where all are.
 */
export function findInvalidUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined;
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return undefined;
}

/** Decodes bytes; a byte order mark stays as U+FEFF, ill-formed sequences become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

// 0 where no well-formed sequence begins at the index.
function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[index + 1] ?? 0;
  if (second < lowest || second > highest) return 0;
  for (let at = index + 2; at < index + length; at += 1) {
    const next = bytes[at] ?? 0;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  return length;
}
