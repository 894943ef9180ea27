import { describe, expect, test } from 'vitest';
import { areDistinct } from './distinct-texts.ts';

const many = Array.from({ length: 5000 }, (_, index) => `asset_${index}`);

describe('texts', () => {
  test.each<[string, readonly string[], boolean]>([
    ['none', [], true],
    ['one', ['a'], true],
    ['two', ['a', 'b'], true],
    ['one twice', ['a', 'a'], false],
    ['differing in case', ['a', 'A'], true],
    ['differing in what follows a null', ['a\0', 'a\0b'], true],
    ['the empty one twice', ['', 'x', ''], false],
    ['many', many, true],
    ['many, the last as the first', [...many, 'asset_0'], false],
    // A well-known pair for FNV-1a of 32 bits.
    ['of one hash', ['costarring', 'liquid'], true],
    ['of one hash, one of them twice', ['costarring', 'liquid', 'costarring'], false],
  ])('%s', (_, texts, distinct) => {
    expect(areDistinct(texts)).toBe(distinct);
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
  expect(areDistinct(shared)).toBe(true);
  expect(areDistinct([...shared, shared[77] ?? ''])).toBe(false);
});

function fnv(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** Two texts of two units that lead from a state to the same one: their first units agree in the upper half, and the second undo the rest. */
function collidingPair(state: number): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let unit = 0; unit < 65_536; unit += 1) {
    const first = String.fromCharCode(unit);
    const after = fnv(state, first);
    const other = seen.get(after >>> 16);
    if (other === undefined) {
      seen.set(after >>> 16, first);
      continue;
    }
    const undone = (after ^ fnv(state, other)) & 0xffff;
    return [`${first}\0`, `${other}${String.fromCharCode(undone)}`];
  }
  throw new Error('no two units agree');
}
