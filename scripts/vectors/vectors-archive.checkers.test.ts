import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveFiles } from './archive-files.ts';
import { vectorsArchive } from './vectors-archive.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'vectors-archive-'));
const archive = join(folder, 'vectors-1.2.3.tar');
const run = (program: string, ...argv: string[]): string =>
  execFileSync(program, argv, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, TZ: 'UTC' } });

beforeAll(async () => writeFileSync(archive, await vectorsArchive(root, '1.2.3')));
afterAll(() => rmSync(folder, { recursive: true }));

test('GNU tar lists every file, plain, of the year 1970, in the order of their bytes', () => {
  const lines = run('tar', '--numeric-owner', '-tvf', archive).trimEnd().split('\n');
  expect(lines.map((line) => line.replace(/ +[0-9]+ 1970-/, ' 1970-'))).toEqual(
    archiveFiles(root).map((path) => `-rw-r--r-- 0/0 1970-01-01 00:00 vectors-1.2.3/${path}`),
  );
});

test('what bsdtar unpacks holds against its own manifest', () => {
  run('bsdtar', '-xf', archive);
  run('sh', '-c', 'cd vectors-1.2.3/conformance/vectors && sha256sum -c --quiet MANIFEST.sha256');
});

test('twice the same bytes', async () => {
  const digests = [await vectorsArchive(root, '1.2.3'), await vectorsArchive(root, '1.2.3')].map((bytes) =>
    createHash('sha256').update(bytes).digest('hex'),
  );
  expect(new Set(digests).size).toBe(1);
});
