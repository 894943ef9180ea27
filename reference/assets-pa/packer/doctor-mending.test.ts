import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildPack } from './build-pack.ts';
import { doctorWorkspace } from './doctor-workspace.ts';
import { editRegistry, makeProject, put, requestFor, rulesOf, TWO } from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('companions that are not those of the pack are told, and the next build mends them', async () => {
  project = makeProject(TWO);
  await buildPack(requestFor(project));
  put(project, 'build/preload.json', '[{}]');
  rmSync(join(project, 'build/asset_table.json'));
  const { outcome, findings } = await doctorWorkspace(requestFor(project));
  expect([outcome, findings.map(({ at }) => at.member)]).toEqual([
    'blocked',
    ['build/asset_table.json', 'build/preload.json'],
  ]);
  expect((await buildPack(requestFor(project))).outcome).toBe('success');
  expect(rulesOf(await doctorWorkspace(requestFor(project)))).toEqual([]);
});

describe('on request', () => {
  test('what is safe is mended, and nothing else', async () => {
    project = makeProject([...TWO, { id: 3, root: 'c', files: { 'a.raw': '' } }]);
    editRegistry(project, (value) => {
      value.assets.reverse();
      value.next_asset_id = 2;
    });
    put(project, 'build/.assets-pa-stage/assets.pa', 'half');
    const before = await doctorWorkspace(requestFor(project));
    expect(before.fixable).toEqual([
      'assets-pa/registry-next-id',
      'assets-pa/registry-not-canonical',
      'assets-pa/stray-stage',
    ]);
    const result = await doctorWorkspace(requestFor(project), { fix: true });
    expect(result).toMatchObject({ effect: 'workspace', applied: true, outcome: 'blocked', fixable: [] });
    expect(result.changes).toEqual([
      { action: 'write', path: 'assets/.prometeu/index.json' },
      { action: 'remove', path: 'build/.assets-pa-stage' },
    ]);
    expect(rulesOf(result)).toEqual(['assets-pa/empty-asset']);
    const text = readFileSync(join(project, 'assets/.prometeu/index.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      next_asset_id: 4,
      assets: [{ asset_id: 1 }, { asset_id: 2 }, { asset_id: 3 }],
    });
  });

  test('nothing is written where nothing is to be mended', async () => {
    project = makeProject(TWO);
    expect(await doctorWorkspace(requestFor(project), { fix: true })).toMatchObject({
      applied: false,
      changes: [],
      outcome: 'success',
    });
  });
});
