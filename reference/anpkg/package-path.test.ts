import { expect, test } from 'vitest';
import { resolvePackagePath } from './package-path.ts';

const files = new Set(['providers/a.yaml', 'x']);
const resolve = (raw: string) => resolvePackagePath(raw, (path) => files.has(path));

// Section 5 of the contract.
test.each([
  ['', 'blank'],
  [' \t\u00a0\x1c', 'blank'],
  ['/providers/a.yaml', 'absolute'],
  ['//x', 'absolute'],
  ['C:/x', 'drive'],
  ['z:\\x', 'drive'],
  ['..', 'escapes'],
  ['providers/../../x', 'escapes'],
  ['a/../../root/x', 'escapes'],
  ['.', 'missing'],
  ['providers', 'missing'],
  ['providers\\a.yaml', 'missing'],
  ['C:x', 'missing'],
  [' x', 'missing'],
  ['x\0', 'missing'],
])('%j is %s', (raw, state) => {
  expect(resolve(raw).state).toBe(state);
});

test.each([
  ['providers/a.yaml', 'providers/a.yaml', true],
  ['./x', 'x', false],
  ['providers//a.yaml', 'providers/a.yaml', false],
  ['x/', 'x', false],
  ['nowhere/../x', 'x', false],
])('%j leads to %s, normalized: %s', (raw, path, normalized) => {
  expect(resolve(raw)).toEqual({ state: 'file', path, normalized });
});
