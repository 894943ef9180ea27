import { describe, expect, test } from 'vitest';
import { areDistinct } from './distinct-ranges.ts';

/** Judges texts that stand one behind the other, each between quotation marks. */
function judge(texts: readonly string[]): boolean {
  const bytes = Buffer.from(`"${texts.join('""')}"`, 'latin1');
  const ends = texts.map((_, index) => texts.slice(0, index + 1).reduce((sum, { length }) => sum + length + 2, -1));
  return areDistinct({
    bytes,
    count: texts.length,
    starts: ends.map((end, index) => end - (texts[index]?.length ?? 0)),
    ends,
  });
}

const many = Array.from({ length: 2000 }, (_, index) => `asset_${index}`);

describe('ranges that hold', () => {
  test.each<[string, readonly string[], boolean]>([
    ['nothing, for there are none', [], true],
    ['one text', ['a'], true],
    ['two', ['a', 'b'], true],
    ['one twice', ['a', 'a'], false],
    ['texts that differ in case', ['a', 'A'], true],
    ['texts that differ in what follows a null', ['a\0', 'a\0b'], true],
    ['the empty text twice', ['', 'x', ''], false],
    ['many texts', many, true],
    ['many, the last as the first', [...many, 'asset_0'], false],
    // A well-known pair for FNV-1a of 32 bits.
    ['texts of one hash', ['costarring', 'liquid'], true],
    ['texts of one hash, one of them twice', ['costarring', 'liquid', 'costarring'], false],
  ])('%s', (_, texts, distinct) => {
    expect(judge(texts)).toBe(distinct);
  });
});

test('texts made to share their hash are told apart', () => {
  let shared = [''];
  let state = 0x811c9dc5;
  for (let step = 0; step < 10; step += 1) {
    const [left, right] = collidingPair(state);
    shared = shared.flatMap((text) => [text + left, text + right]);
    state = fnv(state, left);
  }
  expect(new Set(shared.map((text) => fnv(0x811c9dc5, text))).size).toBe(1);
  expect(judge(shared)).toBe(true);
  expect(judge([...shared, shared[77] ?? ''])).toBe(false);
});

function fnv(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** Two texts of four bytes that lead from a state to the same one. */
function collidingPair(state: number): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; number < 2 ** 22; number += 1) {
    // Spread, since neighbours seldom meet.
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(Math.imul(number, 0x9e3779b1));
    const text = bytes.toString('latin1');
    const after = fnv(state, text);
    const other = seen.get(after);
    if (other !== undefined) return [other, text];
    seen.set(after, text);
  }
  throw new Error('no two texts meet');
}
