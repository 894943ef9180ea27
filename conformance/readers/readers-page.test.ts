import { describe, expect, test } from 'vitest';
import type { StoredVector } from '../suite/read-vectors.ts';
import type { ResolveVector, Vector } from '../suite/vector.ts';
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

function asked(id: string, expect: ResolveVector['expect']): StoredVector {
  const input = { path: 'input', type: 'folder', sha256: '', entries: [] } as const;
  const told = { identity: {}, now: '2026-01-01T00:00:00Z', options: {} };
  const kind = { kind: 'resolve', role: 'resolver', contract: 'distribution@1', profile: 'hardened' } as const;
  return { vector: { id, rev: 1, why: '', cites: [], input, ...told, ...kind, expect }, folder: '' };
}

const resolutions = [
  asked('0006', { refused: 'json/comment' }),
  asked('0007', { resolved: 'dist/a', warnings: [] }),
  asked('0008', { resolved: 'dist/b', warnings: [] }),
];

function reader(name: string, found: Partial<ReaderResult>): ReaderResult {
  const nothing = { letThrough: {}, refused: [], failed: {} };
  return { reader: name, version: '1', table: 'strict-json', adapter: '', ...nothing, ...found };
}

const results: ReaderResults = {
  format: 'package-contracts-readers/1',
  vectors: {},
  readers: [
    reader('a', {
      letThrough: { 'json/comment': ['0001@1'], 'json/duplicate-key': ['0003@1'] },
      failed: { '0002@1': 'crash' },
    }),
    reader('c', {
      table: 'distribution',
      letThrough: { 'json/comment': ['0006@1'] },
      refused: ['0007@1'],
      mistaken: ['0008@1'],
    }),
    reader('b', { letThrough: { 'json/duplicate-key': ['0003@1'] }, refused: ['0005@1'] }),
  ],
};
const whole = toReadersPage({
  results,
  titles: new Map([['a', 'The first']]),
  rules: ['json/comment', 'json/never-first', 'json/duplicate-key'],
  vectors: [...vectors, ...resolutions],
});

const [, page = '', , resolving = ''] = whole.split(/^## (?:strict-json|strict-yaml|distribution)$/m);

function cells(first: string, section: string = page): readonly string[] | undefined {
  const line = section.split('\n').find((candidate) => candidate.startsWith(`| ${first}`));
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

  test.each([
    ['what is resolved that should not be', '[`json/comment`]', ['1', '1']],
    ['what is refused that is there', 'rejected, of those to accept (hardened)', ['2', '1']],
    ['where another artifact is taken', 'another artifact than the one meant', ['2', '1']],
    ['nothing that is judged', 'no verdict', ['3', '0']],
  ])('counts of resolutions %s', (_what, first, expected) => {
    expect(cells(first, resolving)).toEqual(expected);
  });

  test('has no row where there is nothing to count', () => {
    expect(cells('rejected, of those to accept (core)', resolving)).toBeUndefined();
    expect(cells('another artifact than the one meant')).toBeUndefined();
  });
});
