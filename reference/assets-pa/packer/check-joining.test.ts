import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adoptAsset } from './adopt-asset.ts';
import { buildPack } from './build-pack.ts';
import { excludeAsset, includeAsset } from './include-asset.ts';
import type { OperationResult } from './operation-result.ts';
import { registerAsset } from './register-asset.ts';
import { declarationOf, makeProject, put, requestFor, rulesOf, snapshotOf } from './workspace.test-fixture.ts';

let project: string;
beforeEach(() => {
  project = makeProject([
    { id: 1, root: 'a' },
    { id: 2, root: 'b', included: false },
    { id: 3, root: 'c' },
  ]);
  put(project, 'assets/new/a.raw', 'new');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const { asset_uuid: _uuid, schema_version: _version, ...DECLARED } = declarationOf({ id: 9, root: 'new' });

function register(change: object, included = true): Promise<OperationResult> {
  return registerAsset(requestFor(project), { root: 'new', declaration: { ...DECLARED, ...change }, included });
}

async function expectRefused(operation: () => Promise<OperationResult>): Promise<void> {
  const before = snapshotOf(project);
  expect(await operation()).toMatchObject({
    outcome: 'blocked',
    applied: false,
    findings: [{ rule: 'assets-pa/duplicate-declared-name' }],
  });
  expect(snapshotOf(project)).toEqual(before);
}

describe('a name that another asset of the build has', () => {
  test('is not registered, and the finding names both', async () => {
    await expectRefused(() => register({ name: 'asset_3' }));
    expect((await register({ name: 'asset_3' })).findings).toMatchObject([
      { at: { member: 'assets/new/asset.json', pointer: '/name' }, details: { id: 4, other: 3 } },
    ]);
  });

  test('is not adopted', async () => {
    const declared = declarationOf({ id: 9, root: 'new', declaration: { name: 'asset_1' } });
    put(project, 'assets/new/asset.json', JSON.stringify(declared));
    await expectRefused(() => adoptAsset(requestFor(project), { root: 'new', included: true }));
    expect(await adoptAsset(requestFor(project), { root: 'new', included: false })).toMatchObject({ applied: true });
  });

  test('does not come into the build by being included', async () => {
    const declared = declarationOf({ id: 2, root: 'b', declaration: { name: 'asset_3' } });
    put(project, 'assets/b/asset.json', JSON.stringify(declared));
    await expectRefused(() => includeAsset(requestFor(project), '2'));
    await excludeAsset(requestFor(project), '3');
    expect(await includeAsset(requestFor(project), '2')).toMatchObject({ outcome: 'success', applied: true });
    expect((await buildPack(requestFor(project))).outcome).toBe('success');
  });
});

test('names outside of the build may repeat', async () => {
  expect(await register({ name: 'asset_1' }, false)).toMatchObject({ outcome: 'success', applied: true, findings: [] });
  expect((await buildPack(requestFor(project))).outcome).toBe('success');
});

test('the name of an excluded asset may be taken', async () => {
  expect(await register({ name: 'asset_2' })).toMatchObject({ outcome: 'success', applied: true, findings: [] });
});

test('what others break already keeps nobody from registering an asset', async () => {
  const declared = declarationOf({ id: 3, root: 'c', declaration: { name: 'asset_1' } });
  put(project, 'assets/c/asset.json', JSON.stringify(declared));
  put(project, 'assets/b/asset.json', 'no document');
  expect(await register({ name: 'other' })).toMatchObject({ outcome: 'success', applied: true, findings: [] });
  expect(rulesOf(await buildPack(requestFor(project)))).toEqual(['assets-pa/duplicate-declared-name']);
});

test('an asset that finds no free slot is not registered', async () => {
  rmSync(project, { recursive: true });
  const preload = { enabled: true };
  const samples = Array.from({ length: 16 }, (_, index) => index + 1);
  project = makeProject(samples.map((id) => ({ id, root: `a${id}`, declaration: { preload } })));
  put(project, 'assets/new/a.raw', 'new');
  expect(rulesOf(await register({ name: 'other', preload }))).toEqual(['assets-pa/preload-overflow']);
  expect((await register({ name: 'other', preload, output: { format: 'GLYPH/x', codec: 'NONE' } })).outcome).toBe(
    'success',
  );
});
