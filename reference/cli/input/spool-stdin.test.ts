import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBytes } from '../../archive/byte-source.ts';
import { spoolStdin } from './spool-stdin.ts';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

let below: string;
beforeEach(() => {
  below = mkdtempSync(join(tmpdir(), 'spool-test-'));
});
afterEach(() => {
  // Nothing is left behind, however it ended.
  expect(readdirSync(below)).toEqual([]);
  rmSync(below, { recursive: true });
});

test('standard input can be read at any offset', async () => {
  const source = await spoolStdin(chunks('abc', '', 'defg'), { below });
  expect(readdirSync(below)).toEqual([]);
  expect(source.size).toBe(7);
  expect(Buffer.from(readBytes(source, 2, 3)).toString()).toBe('cde');
  source.close();
});

test('more than the limit is a usage error', async () => {
  await expect(spoolStdin(chunks('abc', 'd'), { most: 3, below })).rejects.toMatchObject({ code: 'usage' });
});

test('exactly the limit is accepted', async () => {
  const source = await spoolStdin(chunks('abc'), { most: 3, below });
  expect(source.size).toBe(3);
  source.close();
});

test('nothing has a name while standard input is still coming: a program that is killed leaves nothing', async () => {
  let seen: readonly string[] | undefined;
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('abc');
    seen = readdirSync(below);
  }
  const source = await spoolStdin(slow(), { below });
  source.close();
  expect(seen).toEqual([]);
});
