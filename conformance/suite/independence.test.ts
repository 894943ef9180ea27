import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the suite imports nothing of the reference but what is generated from the interfaces', () => {
  const imported = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('.test-fixture.'))
    .flatMap((path) => {
      const text = readFileSync(join(import.meta.dirname, path), 'utf8');
      return [...text.matchAll(/from '([^']*\/(?:reference|adapters|zoo)\/[^']*)'/gu)].map(
        ([, from = '']) => `${path} ${from}`,
      );
    })
    .filter((line) => !/\/reference\/generated\/(?:interfaces-validators|types\/interfaces-[a-z-]+)\.ts$/u.test(line));
  expect(imported).toEqual([]);
});
