import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bufferSource } from './byte-source.ts';
import { digestSource, digestWhileRead } from './source-digest.ts';

const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * 31) % 251));
const expected = createHash('sha256').update(bytes).digest('hex');

describe('the digest of a source', () => {
  test('is that of all its bytes', () => {
    expect(digestSource(bufferSource(bytes))).toBe(expected);
    expect(digestSource(bufferSource(Buffer.alloc(0)))).toBe(createHash('sha256').digest('hex'));
  });

  test.each([
    ['nothing is read', []],
    ['all is read at once', [[0, 700_000]]],
    [
      'it is read from front to back',
      [
        [0, 300_000],
        [300_000, 400_000],
      ],
    ],
    [
      'reads overlap',
      [
        [0, 300_000],
        [200_000, 300_000],
        [100, 10],
        [499_999, 2],
      ],
    ],
    [
      'small gaps are left',
      [
        [10, 100],
        [4206, 100],
        [4306, 0],
        [5000, 600_000],
      ],
    ],
    [
      'a large gap is left',
      [
        [0, 100],
        [300_000, 100],
        [100, 50],
      ],
    ],
    [
      'the end is read first',
      [
        [600_000, 100_000],
        [0, 650_000],
      ],
    ],
  ] as const)('is the same where %s', (_what, reads) => {
    const { source, digest } = digestWhileRead(bufferSource(bytes));
    for (const [position, length] of reads) {
      const target = new Uint8Array(length);
      source.read(position, target);
      expect(bytes.subarray(position, position + length).equals(target)).toBe(true);
    }
    expect(digest()).toBe(expected);
  });

  test('reads no byte twice that a reader went over from front to back', () => {
    let total = 0;
    const inner = bufferSource(bytes);
    const { source, digest } = digestWhileRead({
      size: inner.size,
      read: (position, target) => {
        total += target.length;
        inner.read(position, target);
      },
    });
    for (let at = 0; at < bytes.length; at += 100_000) source.read(at + 30, new Uint8Array(99_970));
    expect(digest()).toBe(expected);
    expect(total).toBe(bytes.length);
  });
});
