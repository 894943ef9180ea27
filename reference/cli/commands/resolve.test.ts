import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ARTIFACT,
  example,
  exampleArchive,
  exampleFiles,
  repositoryWith,
} from '../../distribution/example-repository.test-fixture.ts';
import { headOf, serveFiles, serveLies } from '../../distribution/http/loopback-server.test-fixture.ts';
import { validators } from '../../generated/interfaces-validators.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';
import { runResolve } from './resolve.ts';

const IDENTITY = {
  artifactVersion: '0.1.0',
  target: 'x86_64-unknown-linux-gnu',
  buildProfile: 'release',
  toolchain: '1.84',
  gitRev: 'ab12cd34',
  distRevision: 'r1',
};

async function run(root: string, options: Record<string, unknown> = {}) {
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({
    isTTY: false,
    write(text: string) {
      written[name] += text;
    },
  });
  const code = await runResolve({
    arguments: [root],
    options: { ...IDENTITY, now: '2026-06-01T00:00:00Z', host: 'any', ...options },
    edge: {
      stdout: sink('out'),
      stderr: sink('err'),
      stdin: (async function* () {})(),
      env: {},
      cwd: root,
      elapsed: () => 0,
      interrupted: () => new Promise(() => {}),
    },
  });
  return { code, ...written };
}

describe('resolve prints', () => {
  const root = repositoryWith({});

  test('the path of the artifact, and nothing else', async () => {
    expect(await run(root)).toEqual({ code: 0, out: `${ARTIFACT}\n`, err: '' });
  });

  test('nothing where it refuses, and says why on standard error', async () => {
    const { code, out, err } = await run(root, { distRevision: 'r2' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('distribution/no-match');
    expect(err).toContain('other dist_revision');
  });

  test.each([
    ['resolved', {}, 0],
    ['refused', { distRevision: 'r2' }, 1],
  ])('a document that holds to its schema: %s', async (_what, options, expected) => {
    const { code, out, err } = await run(root, { ...options, format: 'json' });
    expect({ code, err }).toEqual({ code: expected, err: '' });
    const validate = validators['interfaces/resolution'];
    validate(JSON.parse(out));
    expect(validate.errors).toBeNull();
  });

  test('a warning on standard error', async () => {
    const legacy = repositoryWith({ 'dist/index.json': undefined, 'dist/1.0.0/index.json': example('index') });
    const { code, out, err } = await run(legacy);
    expect({ code, out }).toEqual({ code: 0, out: `${ARTIFACT}\n` });
    expect(err).toContain('for 30 more days (distribution/legacy-index)');
  });
});

describe('a lock file', () => {
  test('holds what was resolved, and is enough to verify it without an index', async () => {
    const root = repositoryWith({});
    const lock = join(root, 'lock.json');
    expect((await run(root, { lock })).code).toBe(0);
    expect(readFileSync(lock, 'utf8')).toBe(example('lock'));
    expect((await run(root, { lock })).code).toBe(0);
    expect(readFileSync(lock, 'utf8')).toBe(example('lock'));
    rmSync(join(root, 'dist/index.json'));
    rmSync(join(root, 'docs'), { recursive: true });
    expect(await run(root, { lock, locked: true })).toEqual({ code: 0, out: `${ARTIFACT}\n`, err: '' });
    expect((await run(root, { lock, locked: true, distRevision: 'r2' })).err).toContain('distribution/not-locked');
    writeFileSync(join(root, ARTIFACT), 'another');
    expect((await run(root, { lock, locked: true })).err).toContain('distribution/lock-mismatch');
  });

  test('is a file: neither it nor a trust file is a folder or a device', async () => {
    const root = repositoryWith({});
    for (const name of ['lock', 'trust']) {
      for (const path of [root, '/dev/null']) {
        await expect(run(root, { [name]: path })).rejects.toMatchObject({
          code: 'usage',
          message: `${path} is no file`,
        });
      }
    }
    await expect(run(root, { lock: root, locked: true })).rejects.toMatchObject({
      code: 'usage',
      message: `cannot read ${root}`,
    });
  });

  test('and a trust file are called in a problem as they were named', async () => {
    const root = repositoryWith({});
    await expect(run(root, { trust: 'none' })).rejects.toMatchObject({ message: 'cannot read none' });
    await expect(run(root, { lock: 'docs' })).rejects.toMatchObject({ message: 'docs is no file' });
    await expect(run(root, { lock: 'docs', locked: true })).rejects.toMatchObject({ message: 'cannot read docs' });
  });

  test('is needed to work from', async () => {
    const root = repositoryWith({});
    await expect(run(root, { locked: true })).rejects.toMatchObject({ code: 'usage' });
    await expect(run(root, { locked: true, lock: 'none.json' })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('the archive', () => {
  test.each(['lock', 'trust'])('is not written onto the file of --%s', async (name) => {
    const root = repositoryWith({ 'one.json': 'before' });
    const path = join(root, 'one.json');
    await expect(run(root, { out: path, [name]: path })).rejects.toMatchObject({ code: 'usage' });
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  test.each([
    ['the index', 'dist/index.json'],
    ['a new file beside it', 'dist/out.tar.gz'],
    ['a folder that is to be made', 'dist/new/out.tar.gz'],
    ['the contract', 'docs/distribution-contract.json'],
    ['the index through a link', 'link/index.json'],
  ])('is not written onto what the repository publishes: %s', async (_what, path) => {
    const root = repositoryWith({});
    symlinkSync('dist', join(root, 'link'));
    const before = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
    for (const name of ['out', 'lock', 'trust']) {
      await expect(run(root, { [name]: path })).rejects.toMatchObject({
        code: 'usage',
        message: `${path} is what a repository publishes: name another file`,
      });
    }
    expect(existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined).toBe(before);
  });

  test('is written into a folder called dist of somebody else', async () => {
    const root = repositoryWith({});
    const other = makeFolder({ dist: null });
    expect((await run(root, { out: join(other, 'dist/out.tar.gz') })).code).toBe(0);
    removeFolder(other);
  });

  test('is written as it was verified, from a folder and from a server', async () => {
    const root = repositoryWith({});
    const { url } = await serveFiles(exampleFiles());
    for (const [from, to] of [
      [root, 'a.tar.gz'],
      [url, 'b.tar.gz'],
    ] as const) {
      const out = join(root, to);
      expect(await run(from, { out })).toEqual({ code: 0, out: `${ARTIFACT}\n`, err: '' });
      expect(readFileSync(out)).toEqual(exampleArchive());
    }
  });

  test('is not written where it is refused, and what stood there stays', async () => {
    const root = repositoryWith({ [ARTIFACT]: 'another', out: 'before' });
    expect((await run(root, { out: join(root, 'out') })).code).toBe(1);
    expect(readFileSync(join(root, 'out'), 'utf8')).toBe('before');
  });
});

test('a server that fails is a failure and no refusal: exit code 3', async () => {
  const root = repositoryWith({});
  const url = await serveLies(exampleFiles(), { [ARTIFACT]: (socket, content) => socket.end(headOf(content.length)) });
  const identity =
    '--artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84 --git-rev ab12cd34 --dist-revision r1';
  const ran = await runIn(root, [
    'resolve',
    url,
    ...identity.split(' '),
    '--now',
    '2026-06-01T00:00:00Z',
    '--out',
    'out',
  ]);
  expect(ran).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('broke off') });
  expect(existsSync(join(root, 'out'))).toBe(false);
});
