import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { readSmallFile } from './read-small-file.ts';

test('bytes are counted as they come, whatever size the system states', () => {
  // The system makes this one up as it is read, and says that it has no size.
  expect(() => readSmallFile('/proc/self/status', '', 16)).toThrow('larger than 16 bytes');
  expect(readSmallFile('/proc/self/status', '', 1_048_576).toString('utf8')).toContain('Pid:');
});

test('a file with exactly the most bytes is read, and one with a byte more is not', () => {
  const { size } = statSync(import.meta.filename);
  expect(readSmallFile(import.meta.filename, '', size)).toHaveLength(size);
  expect(() => readSmallFile(import.meta.filename, '', size - 1)).toThrow(`larger than ${size - 1} bytes`);
});

test.each([
  ['a folder', tmpdir()],
  ['nothing', '/nothing/stands/here'],
])('%s cannot be read', (_what, path) => {
  expect(() => readSmallFile(path, '', 16_777_216)).toThrow(expect.objectContaining({ code: 'usage' }));
});
