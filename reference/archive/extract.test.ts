import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bufferSource } from './byte-source.ts';
import { type ExtractedContainer, extractMembers } from './extract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'extract-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Extracts one file `a.txt`; while it is read, something else happens. */
function extract(out: string, happen: () => void): Promise<unknown> {
  // SHA-256 of "abc" (FIPS 180-4, examples).
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const container: ExtractedContainer = {
    members: [{ path: 'a.txt', type: 'file', size: 3, sha256 }],
    readMember(_path, sink) {
      sink(Buffer.from('abc'));
      happen();
    },
  };
  return extractMembers(bufferSource(Buffer.alloc(0)), { out, members: [] }, () => container);
}

test('folders that were made above one that does not appear are removed again', async () => {
  const fail = (): never => {
    throw new Error('the source is gone');
  };
  await expect(extract(join(folder, 'x/y/out'), fail)).rejects.toMatchObject({ code: 'io' });
  expect(readdirSync(folder)).toEqual([]);
});

test('folders above stay where somebody else has put something into them', async () => {
  const fail = (): never => {
    writeFileSync(join(folder, 'x/other'), 'mine');
    throw new Error('the source is gone');
  };
  await expect(extract(join(folder, 'x/y/out'), fail)).rejects.toMatchObject({ code: 'io' });
  expect([readdirSync(folder), readdirSync(join(folder, 'x'))]).toEqual([['x'], ['other']]);
});

test('what somebody else puts into an empty folder meanwhile is not written over', async () => {
  const out = join(folder, 'out');
  mkdirSync(out);
  await expect(extract(out, () => writeFileSync(join(out, 'a.txt'), 'mine'))).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(join(out, 'a.txt'), 'utf8')).toBe('mine');
});

test('the folders above stay where the members are extracted', async () => {
  await extract(join(folder, 'x/y/out'), () => {});
  expect(existsSync(join(folder, 'x/y/out/a.txt'))).toBe(true);
});

test('the folder may be named by a path that ends in itself, as `.` does', async () => {
  const out = join(folder, 'out');
  mkdirSync(out);
  await extract(`${out}/.`, () => {});
  expect([readdirSync(folder), readdirSync(out)]).toEqual([['out'], ['a.txt']]);
});
