import { expect, test } from 'vitest';
import { COMMIT, COMMITS, LIKE_COMMIT } from '../recipes/distribution/commits.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import { drawCommits } from './draw-commits.ts';

const substitute = drawCommits(COMMITS)(new SeededDraws('a nonce'));

test('a commit gets other digits, and so do its beginnings, alike', () => {
  const [whole, eight, six] = [COMMIT, COMMIT.slice(0, 8), COMMIT.slice(0, 6)].map(substitute);
  expect(whole).toMatch(/^[0-9a-f]{40}$/u);
  expect(whole).not.toBe(COMMIT);
  expect(whole?.startsWith(eight ?? '-')).toBe(true);
  expect(eight?.startsWith(six ?? '-')).toBe(true);
  expect(substitute(`dist/1.84.0/${COMMIT.slice(0, 8)}/r1`)).toBe(`dist/1.84.0/${eight}/r1`);
});

test('commits that begin alike still do, and keep their order', () => {
  expect(substitute(LIKE_COMMIT).slice(0, 8)).toBe(substitute(COMMIT).slice(0, 8));
  const sorted = [...COMMITS].sort().map(substitute);
  expect([...sorted].sort()).toEqual(sorted);
  expect(new Set(sorted).size).toBe(COMMITS.length);
});

test('nothing else is touched', () => {
  for (const text of [COMMIT.slice(0, 5), COMMIT.toUpperCase(), `0${COMMIT}`, '1775320894', 'release']) {
    expect(substitute(text)).toBe(text);
  }
});
