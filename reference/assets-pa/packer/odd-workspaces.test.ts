import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adoptAsset } from './adopt-asset.ts';
import { buildPack } from './build-pack.ts';
import { doctorWorkspace } from './doctor-workspace.ts';
import { readFingerprints, toFingerprintsText } from './fingerprints.ts';
import { removeAsset } from './forget-asset.ts';
import { excludeAsset } from './include-asset.ts';
import { initWorkspace } from './init-workspace.ts';
import { registerAsset } from './register-asset.ts';
import { relocateAsset } from './relocate-asset.ts';
import {
  declarationOf,
  makeProject,
  put,
  requestFor,
  rulesOf,
  sha256,
  snapshotOf,
  uuidOf,
} from './workspace.test-fixture.ts';

let project = '';
let elsewhere = '';
beforeEach(() => {
  project = makeProject([
    { id: 1, root: 'a' },
    { id: 2, root: 'b', files: { 'a.raw': 'other' } },
  ]);
  elsewhere = mkdtempSync(join(tmpdir(), 'packer-elsewhere-'));
});
afterEach(() => {
  for (const folder of [project, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

const request = () => requestFor(project);
const at = (path: string): string => join(project, path);

describe('nothing is changed behind a symbolic link', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['assets/.prometeu/quarantine', () => removeAsset(request(), { asset: '1', apply: true })],
    ['assets/.prometeu/cache', () => buildPack(request())],
    ['assets/.prometeu/lane', () => excludeAsset(request(), '1')],
  ])('of the packer itself: %s', async (path, run) => {
    symlinkSync(elsewhere, at(path));
    expect(await run()).toMatchObject({
      outcome: 'blocked',
      applied: false,
      findings: [{ rule: 'assets-pa/workspace-special-file', at: { member: path } }],
    });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(rulesOf(await doctorWorkspace(request()))).toContain('assets-pa/workspace-special-file');
  });

  test('the registry itself is not taken from there, nor made there', async () => {
    rmSync(at('assets/.prometeu'), { recursive: true });
    symlinkSync(elsewhere, at('assets/.prometeu'));
    expect(await initWorkspace(request())).toMatchObject({ outcome: 'blocked' });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('an asset is moved neither there nor from there', async () => {
    symlinkSync(elsewhere, at('assets/link'));
    const there = relocateAsset(request(), { asset: '1', to: 'link/x', apply: true });
    await expect(there).rejects.toMatchObject({ code: 'usage' });
    put(elsewhere, 'c/asset.json', JSON.stringify(declarationOf({ id: 3, root: 'link/c' })));
    put(elsewhere, 'c/a.raw', 'mine');
    const registry = JSON.parse(readFileSync(at('assets/.prometeu/index.json'), 'utf8'));
    registry.assets.push({ asset_id: 3, asset_uuid: uuidOf(3), root: 'link/c', included_in_build: true });
    registry.next_asset_id = 4;
    put(project, 'assets/.prometeu/index.json', `${JSON.stringify(registry, undefined, 2)}\n`);
    const from = removeAsset(request(), { asset: '3', apply: true });
    await expect(from).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(elsewhere)).toEqual(['c']);
  });
});

test('assets/ itself may be a link', async () => {
  cpSync(at('assets'), elsewhere, { recursive: true });
  rmSync(at('assets'), { recursive: true });
  symlinkSync(elsewhere, at('assets'));
  expect(await relocateAsset(request(), { asset: '1', to: 'deep/a', apply: true })).toMatchObject({ applied: true });
  expect(await buildPack(request())).toMatchObject({ outcome: 'success', build: { assets: 2 } });
  expect(await doctorWorkspace(request(), { workspace: true })).toMatchObject({ findings: [] });
});

describe('an id that was given is not given again', () => {
  test('where the registry was lowered by hand, and the asset lies in quarantine', async () => {
    await removeAsset(request(), { asset: '2', apply: true });
    const text = readFileSync(at('assets/.prometeu/index.json'), 'utf8');
    put(project, 'assets/.prometeu/index.json', text.replace('"next_asset_id": 3', '"next_asset_id": 2'));
    put(project, 'assets/c/asset.json', JSON.stringify(declarationOf({ id: 3, root: 'c' })));
    put(project, 'assets/c/a.raw', 'third');
    const adopt = () => adoptAsset(request(), { root: 'c', included: true });
    expect(await adopt()).toMatchObject({
      outcome: 'blocked',
      findings: [{ rule: 'assets-pa/registry-next-id', details: { actual: 2, id: 2 } }],
    });
    expect(await doctorWorkspace(request(), { fix: true })).toMatchObject({ outcome: 'success', applied: true });
    expect((await adopt()).asset).toMatchObject({ asset_id: 3 });
  });

  test('whatever else somebody has put into the quarantine', async () => {
    for (const name of [`99999999999-${uuidOf(1)}`, '7-notes', `4000000000-${uuidOf(1)}`, 'x'])
      mkdirSync(at(`assets/.prometeu/quarantine/${name}`), { recursive: true });
    expect(rulesOf(await doctorWorkspace(request()))).toEqual([]);
  });
});

describe('doctor', () => {
  test('removes of a stage what an operation stages, and leaves the rest to its owner', async () => {
    put(project, 'build/.assets-pa-stage/assets.pa', 'half');
    put(project, 'build/.assets-pa-stage/notes.txt', 'mine');
    put(project, 'assets/a/.assets-pa-stage/asset.json/x', 'mine');
    const result = await doctorWorkspace(request(), { fix: true });
    expect(rulesOf(result)).toEqual(['assets-pa/stray-stage', 'assets-pa/stray-stage']);
    expect(result.changes).toEqual([{ action: 'remove', path: 'build/.assets-pa-stage' }]);
    expect(readdirSync(at('build/.assets-pa-stage'))).toEqual(['notes.txt']);
    expect(readFileSync(at('assets/a/.assets-pa-stage/asset.json/x'), 'utf8')).toBe('mine');
  });

  test('finds on request what was staged in a folder that never was registered', async () => {
    put(project, 'assets/c/.assets-pa-stage/asset.json', 'half');
    expect(rulesOf(await doctorWorkspace(request()))).toEqual([]);
    const result = await doctorWorkspace(request(), { workspace: true, fix: true });
    expect(result).toMatchObject({ findings: [], applied: true });
    expect(readdirSync(at('assets/c'))).toEqual([]);
  });

  test('knows a large input where `assets/` is a link', async () => {
    put(project, 'assets/a/a.raw', new Uint8Array(1024 * 1024));
    renameSync(at('assets'), at('material'));
    symlinkSync('material', at('assets'));
    expect(rulesOf(await doctorWorkspace(request(), { workspace: true }))).toEqual([]);
    put(project, 'assets/a/take.raw', new Uint8Array(1024 * 1024));
    expect(rulesOf(await doctorWorkspace(request(), { workspace: true }))).toEqual(['assets-pa/unused-file']);
  });

  test('looks past folders whose names are no text', async () => {
    mkdirSync(Buffer.concat([Buffer.from(at('assets/')), Buffer.from([0xff, 0xfe])]));
    put(project, 'assets/\u{1f600}/asset.json', '{}');
    expect(rulesOf(await doctorWorkspace(request(), { workspace: true }))).toEqual(['assets-pa/unregistered-asset']);
  });

  test('reads of a companion no more than it can have', async () => {
    await buildPack(request());
    // More than any program can hold at once.
    truncateSync(at('build/preload.json'), 2 ** 33);
    expect(rulesOf(await doctorWorkspace(request()))).toEqual(['assets-pa/companion-mismatch']);
  });

  test('tells of what stands in the place of an output, where a build is refused', async () => {
    mkdirSync(at('build/assets.pa'), { recursive: true });
    expect(await doctorWorkspace(request())).toMatchObject({
      outcome: 'blocked',
      findings: [{ rule: 'assets-pa/workspace-special-file', at: { member: 'build/assets.pa' } }],
    });
    await expect(buildPack(request())).rejects.toMatchObject({ code: 'usage' });
  });

  test('tells what a header cannot hold, as the build does', async () => {
    let nested: unknown = 1;
    // 61 lists in metadata: 64 levels in the declaration, and 65 in the header.
    for (let level = 0; level < 61; level += 1) nested = [nested];
    const output = { format: 'SOUNDS/x', codec: 'NONE', metadata: { nested } };
    put(project, 'assets/a/asset.json', JSON.stringify(declarationOf({ id: 1, root: 'a', declaration: { output } })));
    for (const result of [await doctorWorkspace(request()), await buildPack(request())]) {
      expect(result).toMatchObject({
        outcome: 'blocked',
        findings: [{ rule: 'json/nesting-too-deep', at: { member: 'build/assets.pa' } }],
      });
    }
    expect(readdirSync(project)).toEqual(['assets']);
  });
});

test('a declaration that is nested too deeply to be written is misuse', async () => {
  put(project, 'assets/c/a.raw', 'c');
  const metadata = JSON.parse(`${'['.repeat(40_000)}${']'.repeat(40_000)}`);
  const declaration = { name: 'c', inputs: { s: ['a.raw'] }, output: { format: 'SOUNDS/x', codec: 'NONE', metadata } };
  const refused = registerAsset(request(), { root: 'c', declaration, included: true });
  await expect(refused).rejects.toMatchObject({ code: 'usage' });
  expect(readdirSync(at('assets/c'))).toEqual(['a.raw']);
});

test('a build does not believe what the cache says of the outputs', async () => {
  await buildPack(request());
  const made = snapshotOf(project);
  // As long as before, and noted as if it had been published.
  const pack = readFileSync(at('build/assets.pa'));
  writeFileSync(at('build/assets.pa'), pack.fill(0x2a, pack.length - 2));
  const noted = readFingerprints(project);
  if (noted === undefined) throw new Error('nothing was noted');
  const outputs = noted.outputs.map((output) =>
    output.path === 'assets.pa' ? { ...output, strong_hash: sha256(pack) } : output,
  );
  put(project, 'assets/.prometeu/cache/fingerprints.json', toFingerprintsText({ ...noted, outputs }));
  expect((await buildPack(request())).build).toMatchObject({ changed: true, cache: { hits: 2, misses: 0 } });
  expect(snapshotOf(project)).toEqual(made);
});
