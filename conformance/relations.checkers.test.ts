import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVectors } from './suite/read-vectors.ts';
import { deriveInputs } from './suite/relations/derive-inputs.ts';
import { readFileInput } from './suite/stage-input.ts';

const MEBIBYTE = 1024 * 1024;
const vectors = readVectors(join(import.meta.dirname, 'vectors'));

test('Python makes the inputs of limits and relations from the text alone, and they are the same', () => {
  const made = vectors.flatMap((stored) => {
    const { vector, folder } = stored;
    if (vector.kind === 'limit' && vector.input.size < 64 * MEBIBYTE) {
      return [{ folder, digests: [vector.input.sha256] }];
    }
    if (vector.kind !== 'relation' || !('seed' in vector.relation)) return [];
    const inputs = [...deriveInputs(readFileInput(stored), vector.relation)];
    return [{ folder, digests: inputs.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')) }];
  });
  expect(made.length).toBeGreaterThan(18);
  const run = spawnSync(
    '/usr/bin/python3',
    [join(import.meta.dirname, 'relations.py'), ...made.map(({ folder }) => folder)],
    { encoding: 'utf8' },
  );
  expect(run.stderr).toBe('');
  expect(run.stdout.trimEnd().split('\n')).toEqual(made.flatMap(({ digests }) => digests));
});

test('the inputs of a limit have the size and the digest that the vector states', () => {
  const wrong = vectors.filter((stored) => {
    const { vector } = stored;
    if (vector.kind !== 'limit' || vector.input.sha256 === undefined) return false;
    const bytes = readFileInput(stored);
    return (
      bytes.length !== vector.input.size || createHash('sha256').update(bytes).digest('hex') !== vector.input.sha256
    );
  });
  expect(wrong.map(({ vector }) => vector.id)).toEqual([]);
});
