import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPack } from './build-pack.ts';
import { forgetAsset } from './forget-asset.ts';
import { excludeAsset } from './include-asset.ts';
import type { PackerEvent } from './packer-event.ts';
import { producePack } from './produce-pack.ts';
import { registerAsset } from './register-asset.ts';
import { relocateAsset } from './relocate-asset.ts';
import { makeProject, put, requestFor, type SampleAsset, sha256, snapshotOf } from './workspace.test-fixture.ts';

// 400 direct assets and 100 virtual ones of 16 parts each: 2,000 inputs.
const ASSETS: readonly SampleAsset[] = Array.from({ length: 500 }, (_, index): SampleAsset => {
  const id = index * 2 + 1;
  const root = `group${index % 7}/asset${id}`;
  if (index < 400) return { id, root, files: { 'a.raw': `direct ${id} `.repeat((index % 50) + 1) } };
  const names = Array.from({ length: 16 }, (_part, part) => `part${part}.raw`);
  return {
    id,
    root,
    files: Object.fromEntries(names.map((name) => [name, `${root} ${name}`])),
    declaration: {
      inputs: { samples: names },
      output: {
        format: 'GLYPH/joined_v1',
        codec: 'NONE',
        artifacts: names.map((input, part) => ({ index: 15 - part, id: `p${part}`, input })),
      },
      preload: { enabled: index % 10 === 0 },
    },
  };
});

let project: string;
let program: string;
beforeAll(async () => {
  project = makeProject(ASSETS);
  program = join(mkdtempSync(join(tmpdir(), 'packer-child-')), 'build.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'build-child.test-fixture.ts')],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
});
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
  rmSync(join(program, '..'), { recursive: true, force: true });
});

/** The published files of a project by their names. */
function outputs(of = project): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(join(of, 'build')).map((name) => [name, sha256(readFileSync(join(of, 'build', name)))]),
  );
}

async function runChild(folder: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(process.execPath, [program, folder], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await once(child, 'close');
  return said;
}

test('2,000 files are built', async () => {
  expect(ASSETS.flatMap(({ files = {} }) => Object.keys(files))).toHaveLength(2000);
  const result = await buildPack(requestFor(project));
  expect(result).toMatchObject({
    outcome: 'success',
    build: { assets: 500, preloaded: 10, cache: { hits: 0, misses: 500 } },
  });
});

const request = () => requestFor(project);
const first = ASSETS[0]?.root ?? '';
// Each builds on what the ones before it have left; the last number is how many assets are not what they were.
const CHANGES: readonly (readonly [string, () => unknown, number])[] = [
  ['nothing changes', () => undefined, 0],
  ['an input grows', () => put(project, `assets/${first}/a.raw`, 'much longer than it was'), 1],
  ['an input keeps its size', () => put(project, `assets/${first}/a.raw`, 'much LONGER than it was'), 1],
  ['times change and bytes do not', () => utimesSync(join(project, `assets/${first}/a.raw`), 1, 1), 0],
  ['a part of a virtual asset becomes empty', () => put(project, `assets/${ASSETS[496]?.root}/part3.raw`, ''), 1],
  [
    'a declaration changes its metadata',
    () => redeclare('group6/asset13', { output: { format: 'SCENE/x', codec: 'NONE', metadata: { tempo: 120 } } }),
    1,
  ],
  ['an asset is preloaded', () => redeclare('group1/asset3', { preload: { enabled: true } }), 1],
  ['an asset is excluded', () => excludeAsset(request(), '5'), 0],
  ['an asset is forgotten', () => forgetAsset(request(), { asset: '999', apply: true }), 0],
  ['an asset is moved', () => relocateAsset(request(), { asset: '7', to: 'moved/here', apply: true }), 1],
  ['an asset is added', () => add(), 1],
];

function redeclare(root: string, change: object): void {
  const path = `assets/${root}/asset.json`;
  put(project, path, JSON.stringify({ ...JSON.parse(readFileSync(join(project, path), 'utf8')), ...change }));
}

function add() {
  put(project, 'assets/new/a.raw', 'new');
  const declaration = {
    name: 'new',
    type: 'scene',
    inputs: { sources: ['a.raw'] },
    output: { format: 'SCENE/x', codec: 'NONE' },
    preload: { enabled: true },
  };
  return registerAsset(request(), { root: 'new', declaration, included: true });
}

// Every incremental build stands on what the one before it has noted: the full ones are made elsewhere, and note nothing.
describe('an incremental build gives the bytes of a full one', () => {
  test.each(CHANGES)('where %s', async (_, change, misses) => {
    await change();
    const kinds: string[] = [];
    const onEvent = ({ kind }: PackerEvent) => void kinds.push(kind);
    const listener = { projectId: 'p', operationId: 'o', onEvent };
    const incremental = await buildPack(requestFor(project, { listener }));
    expect(incremental.outcome).toBe('success');
    const hits = (incremental.build?.assets ?? 0) - misses;
    expect(incremental.build?.cache).toEqual({ hits, misses });
    expect(hits).toBeGreaterThan(490);
    expect([kinds.filter((kind) => kind === 'cache_hit'), kinds.filter((kind) => kind === 'cache_miss')]).toEqual([
      Array.from({ length: hits }, () => 'cache_hit'),
      Array.from({ length: misses }, () => 'cache_miss'),
    ]);
    const elsewhere = mkdtempSync(join(tmpdir(), 'packer-full-'));
    const full = await producePack(request(), { folder: join(elsewhere, 'build') });
    expect(full.build?.cache.hits).toBe(0);
    expect(outputs()).toEqual(outputs(elsewhere));
    rmSync(elsewhere, { recursive: true });
  });

  test('where a build from nothing is asked for', async () => {
    const made = outputs();
    const full = await buildPack(request(), { full: true });
    expect(full.build?.cache.hits).toBe(0);
    expect(outputs()).toEqual(made);
  });
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['in another time zone', { TZ: 'Pacific/Kiritimati' }],
  ['under another locale', { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
  ['under another umask', { TEST_UMASK: '077' }],
  ['when folders list their files in another order', { TEST_REVERSE: '1' }],
])('a build gives the same bytes %s', async (_, env) => {
  const expected = outputs();
  rmSync(join(project, 'build'), { recursive: true });
  rmSync(join(project, 'assets/.prometeu/cache'), { recursive: true });
  expect(await runChild(project, env)).toBe('success\n');
  expect(outputs()).toEqual(expected);
});

test('a build gives the same bytes in another place, with other times', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'packer-copy-'));
  cpSync(join(project, 'assets'), join(elsewhere, 'assets'), { recursive: true });
  rmSync(join(elsewhere, 'assets/.prometeu/cache'), { recursive: true });
  expect((await buildPack(requestFor(elsewhere))).outcome).toBe('success');
  expect(outputs(elsewhere)).toEqual(outputs());
  rmSync(elsewhere, { recursive: true });
});

test('two builds at once both end well, one after the other', async () => {
  rmSync(join(project, 'build'), { recursive: true });
  const before = snapshotOf(project);
  const said = await Promise.all([runChild(project), runChild(project), runChild(project)]);
  expect(said).toEqual(['success\n', 'success\n', 'success\n']);
  expect(readdirSync(join(project, 'assets/.prometeu/lane'))).toEqual([]);
  const after = snapshotOf(project);
  expect(Object.keys(after).filter((path) => before[path] !== after[path])).toEqual(
    Object.keys(outputs()).map((name) => `build/${name}`),
  );
});
