import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildPack } from './build-pack.ts';
import { producePack } from './produce-pack.ts';
import { MENU, makeProject, requestFor, sha256, snapshotOf } from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('a pack can be made elsewhere without a trace in the project', async () => {
  project = makeProject([MENU]);
  const before = snapshotOf(project);
  const out = join(project, 'elsewhere');
  expect(await producePack(requestFor(project), { folder: out })).toMatchObject({ outcome: 'success' });
  expect(await producePack(requestFor(project), { file: join(out, 'one.pa') })).toMatchObject({ outcome: 'success' });
  const made = snapshotOf(out);
  expect(Object.keys(made)).toEqual([
    'asset_table.json',
    'asset_table_metadata.json',
    'assets.pa',
    'one.pa',
    'preload.json',
  ]);
  expect(made['one.pa']).toBe(made['assets.pa']);
  rmSync(out, { recursive: true });
  expect(snapshotOf(project)).toEqual(before);
  await buildPack(requestFor(project));
  expect(sha256(readFileSync(join(project, 'build/assets.pa')))).toBe(made['assets.pa']);
});
