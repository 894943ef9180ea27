import { describe, expect, test } from 'vitest';
import { dumpRange, toHexDump } from './hex-dump.ts';

const bytes = Buffer.from('junk PK\u0003\u0004 and more than sixteen bytes of it');

describe('a hex dump', () => {
  test('shows sixteen bytes from the offset', () => {
    expect(toHexDump({ bytes, start: 0 }, 5)).toEqual([
      '0x00000005  50 4b 03 04 20 61 6e 64 20 6d 6f 72 65 20 74 68  PK.. and more th',
    ]);
  });

  test('shows what is left at the end of the file', () => {
    expect(toHexDump({ bytes: Buffer.from('ab'), start: 100 }, 101)).toEqual([`0x00000065  62${' '.repeat(45)}  b`]);
  });

  test.each([
    ['an offset behind the file', bytes, 4000],
    ['an offset ahead of the window', bytes, -1],
    ['bytes near a token', Buffer.from('PK\u0003\u0004token: q7w8e9'), 0],
    ['bytes near a token in UTF-16', Buffer.from('token: q7w8e9', 'utf16le'), 0],
  ])('is empty for %s', (_what, content, offset) => {
    expect(toHexDump({ bytes: content, start: 0 }, offset)).toEqual([]);
  });

  test.each([
    [0, 10, { start: 0, length: 10 }],
    [9000, 20_000, { start: 808, length: 16_400 }],
    [19_999, 20_000, { start: 11_807, length: 8193 }],
  ])('asks for a window inside of the file: offset %i of %i', (offset, size, expected) => {
    expect(dumpRange(offset, size)).toEqual(expected);
  });
});
