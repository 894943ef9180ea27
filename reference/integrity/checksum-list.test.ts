import { expect, test } from 'vitest';
import { isSha256Hex, parseChecksumList } from './checksum-list.ts';

const digest = '0123456789abcdef'.repeat(4);

function paths(text: string): (string | undefined)[] | undefined {
  return parseChecksumList(Buffer.from(text))?.lines.map(({ path }) => path);
}

// The loose reading of anpkg v1, section 3. The breaks are those of Python's str.splitlines.
test.each(['\n', '\r', '\r\n', '\v', '\f', '\x1c', '\x1d', '\x1e', '\x85', '\u2028', '\u2029'])(
  'a line ends at %j',
  (lineBreak) => {
    expect(paths(`${digest}  a${lineBreak}${digest}  b${lineBreak}`)).toEqual(['a', 'b']);
  },
);

test('U+001F is white space at the end of a line, and no line break', () => {
  expect(paths(`${digest}  a\x1fb\x1f\n`)).toEqual(['a\x1fb']);
});

test('lines carry their number, byte offset and break', () => {
  const lines = parseChecksumList(Buffer.from(`${digest}  é\r\n\n${digest}  b`))?.lines ?? [];
  expect(lines.map(({ number, offset, lineBreak, blank }) => [number, offset, lineBreak, blank])).toEqual([
    [1, 0, '\r\n', false],
    [2, 70, '\n', true],
    [3, 71, '', false],
  ]);
});

test('the path is all that follows the first two spaces', () => {
  expect(paths(`${digest}   a  b\n`)).toEqual([' a  b']);
});

test('white space at both ends is dropped and noted', () => {
  const [line] = parseChecksumList(Buffer.from(`\u3000${digest}  a \t\n`))?.lines ?? [];
  expect(line).toMatchObject({ digest, path: 'a', padded: true, blank: false });
});

test('a byte order mark is part of the digest', () => {
  const [line] = parseChecksumList(Buffer.from(`\ufeff${digest}  a\n`))?.lines ?? [];
  expect(line?.digest).toBe(`\ufeff${digest}`);
});

test('a line without two spaces has neither digest nor path', () => {
  expect(parseChecksumList(Buffer.from(`${digest} a\n`))?.lines[0]).toMatchObject({
    digest: undefined,
    path: undefined,
  });
});

test('bytes that are not UTF-8 give nothing', () => {
  expect(parseChecksumList(Buffer.from([0x61, 0xff]))).toBeUndefined();
});

test.each([
  [digest, true],
  [digest.toUpperCase(), false],
  [digest.slice(1), false],
  [`${digest}\n`, false],
  [`${digest.slice(1)}g`, false],
])('%j is a digest: %s', (text, answer) => {
  expect(isSha256Hex(text)).toBe(answer);
});
