import { expect, it } from 'vitest';
import { changingSource } from './changing-source.ts';

function read(source: ReturnType<typeof changingSource>, position: number, length: number): readonly number[] {
  const target = new Uint8Array(length);
  source.read(position, target);
  return [...target];
}

it('what lies in a range is read once as it is, and then as something else', () => {
  const source = changingSource(Uint8Array.of(1, 2, 3, 4), [{ start: 1, end: 3 }]);
  expect(read(source, 0, 2)).toEqual([1, 2]);
  expect(read(source, 0, 4)).toEqual([1, 253, 3, 4]);
  expect(read(source, 0, 4)).toEqual([1, 253, 252, 4]);
});
