import { describe, expect, test } from 'vitest';
import type { StoredVector } from '../suite/read-vectors.ts';
import type { Vector } from '../suite/vector.ts';
import type { ReaderResult, ReaderResults } from './reader-results.ts';
import { toReadersPage } from './readers-page.ts';

const base = {
  rev: 1,
  contract: 'strict-json@1',
  role: 'consumer',
  why: '',
  input: { path: 'input', sha256: '' },
} as const;

function stored(id: string, profile: 'core' | 'hardened', primary?: string): StoredVector {
  const observation = { members: [], documents: {}, references: [] };
  const vector: Vector =
    primary === undefined
      ? { ...base, id, profile, kind: 'accept', cites: [], expect: { valid: true, warnings: [], observation } }
      : { ...base, id, profile, kind: 'reject', cites: [primary], expect: { valid: false, primary, at: {} } };
  return { vector, folder: '' };
}

const vectors = [
  stored('0001', 'core', 'json/comment'),
  stored('0002', 'core', 'json/comment'),
  stored('0003', 'hardened', 'json/duplicate-key'),
  stored('0004', 'core'),
  stored('0005', 'hardened'),
];

function reader(name: string, found: Partial<ReaderResult>): ReaderResult {
  const nothing = { letThrough: {}, refused: [], failed: {} };
  return { reader: name, version: '1', contract: 'strict-json@1', adapter: '', ...nothing, ...found };
}

const results: ReaderResults = {
  format: 'package-contracts-readers/1',
  vectors: {},
  readers: [
    reader('a', {
      letThrough: { 'json/comment': ['0001@1'], 'json/duplicate-key': ['0003@1'] },
      failed: { '0002@1': 'crash' },
    }),
    reader('b', { letThrough: { 'json/duplicate-key': ['0003@1'] }, refused: ['0005@1'] }),
  ],
};
const whole = toReadersPage({
  results,
  titles: new Map([['a', 'The first']]),
  rules: ['json/comment', 'json/never-first', 'json/duplicate-key'],
  vectors,
});

const [, page = ''] = whole.split(/^## strict-(?:json|yaml)$/m);

function cells(first: string): readonly string[] | undefined {
  const line = page.split('\n').find((candidate) => candidate.startsWith(`| ${first}`));
  return line
    ?.slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
    .slice(1);
}

describe('the page of readers', () => {
  test.each([
    ['what a reader accepts, and apart from it what it crashes on', '[`json/comment`]', ['2', '1 ✗1', '']],
    ['a rule that nobody looks for', '[`json/duplicate-key`]', ['1', '1', '1']],
    ['the sums', '**accepted, of those to reject**', ['3', '2', '1']],
    ['what is rejected under hardened', 'rejected, of those to accept (hardened)', ['1', '0', '1']],
    ['what is rejected under core', 'rejected, of those to accept (core)', ['1', '0', '0']],
    ['what has no verdict', 'no verdict', ['5', '1', '0']],
    ['the name of a reader and its version', 'The first', ['1', '[`a`](../conformance/adapters/readers/a)']],
  ])('counts or names %s', (_what, first, expected) => {
    expect(cells(first)).toEqual(expected);
  });

  test('has no row for a rule that no vector breaks first', () => {
    expect(page).not.toContain('json/never-first');
  });

  test('names the rules that no reader looks for', () => {
    expect(page).toContain('Of 2 rules, 1 are looked for by none of these readers: [`json/duplicate-key`]');
  });
});
