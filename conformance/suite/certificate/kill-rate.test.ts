import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseKillRate } from './kill-rate.ts';

const DIGEST = 'ab'.repeat(32);

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const LADDER = JSON.stringify({
  format: 'package-contracts-ladder/1',
  inputs: { vectors: sha256(`${DIGEST}  conformance/vectors/MANIFEST.sha256\n`) },
  rules: [
    { rule: 'zip/a', discriminated: true },
    { rule: 'zip/b', discriminated: false },
  ],
  producers: [{ rule: 'zip/c', faults: [], caught: true }],
  constraints: [{ id: 'x', status: 'killed' }],
  faults: [
    { id: 'y', status: 'survived' },
    { id: 'z', status: 'broken' },
  ],
});

test('every mutant counts, and only those that were killed as killed', () => {
  expect(parseKillRate(Buffer.from(LADDER), DIGEST)).toEqual({ mutants: 6, killed: 3, ladderDigest: sha256(LADDER) });
});

test('a ladder of other vectors says nothing', () => {
  expect(parseKillRate(Buffer.from(LADDER), 'cd'.repeat(32))).toBeUndefined();
});

test.each(['{}', '[]', 'null', LADDER.replace('"rules"', '"others"')])('nothing follows from %s', (text) => {
  expect(parseKillRate(Buffer.from(text), DIGEST)).toBeUndefined();
});
