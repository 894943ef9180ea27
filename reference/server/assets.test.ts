import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inWriteLane } from '../process/write-lane.ts';
import { type RunningServer, startServer } from './index.ts';

let folder: string;
let projects: string;
let server: RunningServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assets-server-test-'));
  projects = join(folder, 'projects');
  mkdirSync(join(projects, 'game/assets/blip'), { recursive: true });
  writeFileSync(join(projects, 'game/assets/blip/blip.raw'), 'blip');
  server = await startServer({ port: 0, projects });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly error?: string; readonly code?: string };
}

async function ask(path: string, body?: unknown): Promise<Answer> {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/assets/${path}`, { method: 'POST', ...sent });
  const text = await response.text();
  expect(text).not.toContain(folder);
  return { status: response.status, body: JSON.parse(text) };
}

const DECLARATION = {
  name: 'sfx_blip',
  type: 'sound_bank',
  inputs: { sources: ['blip.raw'] },
  output: { format: 'SOUNDS/pcm_v1', codec: 'NONE' },
  preload: { enabled: true },
};

test('a project becomes a workspace, gets an asset and is built', async () => {
  expect((await ask('game/init')).body).toMatchObject({ outcome: 'success', applied: true });
  const registered = await ask('game/register', { root: 'blip', declaration: DECLARATION });
  expect(registered.body).toMatchObject({ outcome: 'success', asset: { asset_id: 1, included_in_build: true } });
  const built = await ask('game/build', { events: true });
  expect(built.body).toMatchObject({ outcome: 'success', build: { assets: 1, preloaded: 1 } });
  expect(built.body.events).toMatchObject([{ project_id: 'game', sequence: 1 }, {}, {}, {}, {}, {}]);
  expect(readFileSync(join(projects, 'game/build/assets.pa')).subarray(-4).toString()).toBe('blip');
  expect((await ask('game/relocate', { asset: '1', to: 'moved' })).body).toMatchObject({ applied: false });
  expect((await ask('game/relocate', { asset: '1', to: 'moved', apply: true })).body).toMatchObject({ applied: true });
  expect((await ask('game/list')).body).toMatchObject({ assets: [{ asset_id: 1, root: 'moved' }] });
});

test('what a finding stands against is answered with 200 and its outcome', async () => {
  const { status, body } = await ask('game/build');
  expect([status, body.outcome]).toEqual([200, 'blocked']);
  expect(body.findings).toMatchObject([{ rule: 'assets-pa/registry-missing' }]);
});

describe('a request that is not what it should be is answered with 400', () => {
  test.each<[string, string, unknown]>([
    ['no JSON', 'game/list', '{'],
    ['a name that stands twice', 'game/show', '{"asset": "1", "asset": "2"}'],
    ['a list', 'game/list', []],
    ['a member of another operation', 'game/list', { asset: '1' }],
    ['a member that is missing', 'game/show', {}],
    ['a number for a text', 'game/adopt', { root: 1 }],
    ['a number that no id is', 'game/show', { asset: 1.5 }],
    ['a reference that is too long', 'game/show', { asset: '1'.repeat(65) }],
    ['a text for a flag', 'game/build', { full: 'yes' }],
    ['a text for a declaration', 'game/register', { root: 'blip', declaration: 'x' }],
    ['an asset that there is not', 'game/show', { asset: '7' }],
    ['a root that leads out', 'game/register', { root: '../../other', declaration: DECLARATION }],
    ['a name that no project has', 'a.b/list', {}],
  ])('%s', async (_, path, body) => {
    await ask('game/init');
    expect((await ask(path, body)).status).toBe(400);
  });
});

test('an asset is named as results name it: by a number', async () => {
  await ask('game/init');
  await ask('game/register', { root: 'blip', declaration: DECLARATION });
  expect((await ask('game/show', { asset: 1 })).body).toMatchObject({ details: { asset_id: 1 } });
});

test.each([
  ['{"asset": "1", "asset": "2"}', 'The body breaks json/duplicate-key at line 1, column 16'],
  ['{"asset": ', 'The body breaks json/unexpected-end at line 1, column 11'],
  ['[]', 'The body is not a JSON object'],
  ['{"asset": true}', 'Member asset must be the id or the UUID of an asset'],
  ['{"asset": "1", "apply": true}', 'Unknown member; show takes events, asset'],
  ['{}', 'Member asset is missing'],
  ['{"asset": "../x"}', 'no registered asset has the id or the UUID ../x'],
])('%s is answered with why it cannot be', async (body, error) => {
  await ask('game/init');
  expect(await ask('game/show', body)).toEqual({ status: 400, body: { error } });
});

test('a client that goes away leaves an operation whole, or not begun', async () => {
  await ask('game/init');
  const { port } = new URL(server.url);
  const body = JSON.stringify({ root: 'blip', declaration: DECLARATION });
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `POST /api/assets/game/register HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  setTimeout(() => socket.destroy(), 2);
  await new Promise((resolve) => socket.on('close', resolve));
  // Operations take turns: once this one has had its own, that of the client is over.
  const built = await ask('game/build');
  const { body: listed } = await ask('game/list');
  const isThere = existsSync(join(projects, 'game/assets/blip/asset.json'));
  expect([built.body.outcome, listed.assets]).toMatchObject(['success', isThere ? [{ asset_id: 1 }] : []]);
});

test('two builds at once give one pack, and both say which', async () => {
  await ask('game/init');
  await ask('game/register', { root: 'blip', declaration: DECLARATION });
  const answers = await Promise.all([ask('game/build', { full: true }), ask('game/build', { full: true })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[0]?.body.build).toMatchObject({ assets: 1, outputs: [{}, {}, { path: 'build/assets.pa' }, {}] });
});

test('a folder that a link leads to outside is not found, nor is an operation that there is not', async () => {
  mkdirSync(join(folder, 'outside/assets'), { recursive: true });
  symlinkSync('../outside', join(projects, 'link'));
  expect((await ask('link/init')).status).toBe(404);
  expect((await ask('game/purge')).status).toBe(404);
  expect((await ask('game/init/')).status).toBe(404);
});

test('while somebody else works on the project the answer is 409', async () => {
  await ask('game/init');
  const lane = join(projects, 'game/assets/.prometeu/lane');
  const { status, body } = await inWriteLane({ folder: lane, ticket: '0'.repeat(32), patience: 0 }, () =>
    ask('game/build'),
  );
  expect([status, body.code]).toEqual([409, 'workspace_busy']);
});
