import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  ARTIFACT,
  EPOCH,
  exampleArchive,
  exampleFiles,
  IDENTITY,
  repositoryWith,
} from '../../distribution/example-repository.test-fixture.ts';
import { produceDistribution } from '../../distribution/produce/produce-distribution.ts';
import { runIn } from '../cli-run.test-fixture.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const LOADER = join(import.meta.dirname, '../../../node_modules/tsx/dist/loader.mjs');
const ASKED =
  '--artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1 --host any --now 2026-06-01T00:00:00Z'.split(
    ' ',
  );

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** `resolve` as a program of its own. */
function start(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const args = ['--import', LOADER, MAIN, 'resolve', ...argv, ...ASKED];
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      said[name] += chunk;
    });
  }
  return { child, ended: once(child, 'close').then(([code]) => ({ code, ...said })) };
}

function openssl(folder: string, ...args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

test('a certificate that nobody vouches for is a failure in one line, and one of a named authority is none', async () => {
  const folder = repositoryWith({});
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  openssl(folder, 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tls.key', '-out', 'tls.pem', ...subject);
  const files = exampleFiles();
  const credentials = { key: readFileSync(join(folder, 'tls.key')), cert: readFileSync(join(folder, 'tls.pem')) };
  const asked: string[] = [];
  const server = createServer(credentials, ({ url = '' }, response) => {
    asked.push(url);
    const content = files[url.slice(1)];
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    const out = ['--out', 'out.tar.gz'];
    const refused = await start(folder, [url, ...out], { NODE_TLS_REJECT_UNAUTHORIZED: '0' }).ended;
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    // Node warns of the variable in lines of its own.
    const [line, ...others] = refused.stderr.split('\n').filter((text) => !/^\(|Warning/u.test(text) && text !== '');
    expect(line).toMatch(/127\.0\.0\.1:\d+ cannot be read from \(DEPTH_ZERO_SELF_SIGNED_CERT\)/u);
    expect({ others, asked }).toEqual({ others: [], asked: [] });
    const trusted = await start(folder, [url, ...out], { NODE_EXTRA_CA_CERTS: join(folder, 'tls.pem') }).ended;
    expect(trusted).toEqual({ code: 0, stdout: `${ARTIFACT}\n`, stderr: '' });
    expect(readFileSync(join(folder, 'out.tar.gz'))).toEqual(exampleArchive());
  } finally {
    server.close();
  }
});

test('resolvers at once on one trust file lose no version that one of them has seen', async () => {
  const versions = [2, 3, 4, 5];
  const consumer = repositoryWith({});
  openssl(consumer, 'genpkey', '-algorithm', 'ed25519', '-out', 'key.pem');
  openssl(consumer, 'pkey', '-in', 'key.pem', '-pubout', '-out', 'pub.pem');
  execFileSync('chmod', ['600', join(consumer, 'key.pem')]);
  for (const version of versions) {
    const root = join(consumer, `v${version}`);
    for (const name of ['docs', 'scripts', 'dist']) cpSync(join(consumer, name), join(root, name), { recursive: true });
    const signing = ['--key', 'key.pem', '--index-version', String(version), '--expires', '2026-07-01T00:00:00Z'];
    const argv = ['distribution', 'sign-index', `v${version}`, ...signing, '--now', '2026-06-01T00:00:00Z'];
    expect(await runIn(consumer, argv)).toMatchObject({ code: 0, stderr: '' });
  }
  const trust = ['distribution', 'trust', '--name', 'codex-controller-loop', '--key', 'pub.pem', '--out', 'trust.json'];
  for (let round = 0; round < 3; round += 1) {
    rmSync(join(consumer, 'trust.json'), { force: true });
    expect(await runIn(consumer, trust)).toMatchObject({ code: 0 });
    const runs = await Promise.all(
      versions.map((version) => start(consumer, [`v${version}`, '--trust', 'trust.json']).ended),
    );
    // Who comes late with an older index is told so, and nothing else goes wrong.
    for (const { code, stderr } of runs) expect([code, stderr]).toEqual(code === 0 ? [0, ''] : [1, ROLLBACK]);
    expect(runs.at(-1)?.code).toBe(0);
    expect(JSON.parse(readFileSync(join(consumer, 'trust.json'), 'utf8')).seen.version).toBe(5);
  }
});

const ROLLBACK: unknown = expect.stringContaining('distribution/signed-index-rollback');

/** The example with a program of so many bytes. */
async function repositoryOf(size: number): Promise<string> {
  const published = Object.keys(exampleFiles()).filter((path) => path.startsWith('dist/'));
  const gone = Object.fromEntries(published.map((path) => [path, undefined]));
  const root = repositoryWith({ ...gone, LICENSE: 'MIT\n', 'Cargo.lock': 'lock\n' });
  mkdirSync(join(root, 'built'));
  writeFileSync(join(root, 'built/codex-controller-loop'), Buffer.alloc(size, '#'));
  const output = { programs: join(root, 'built'), sources: root };
  const { outcome } = await produceDistribution({
    root,
    facts: {
      version: IDENTITY.version,
      gitRev: 'ab12cd340123456789abcdef0123456789abcdef',
      isTreeClean: true,
      sourceDateEpoch: EPOCH,
      toolchain: IDENTITY.toolchain,
      toolchainFull: 'rustc 1.84.0',
      repository: 'https://git.example.test/tool.git',
    },
    built: [{ target: IDENTITY.target, profile: 'release', outputs: [output, output] }],
    newRevision: false,
    now: '2026-11-21T00:00:00Z',
    ticket: randomBytes(16).toString('hex'),
    patience: 0,
  });
  expect(outcome).toBe('published');
  return root;
}

test('whoever is killed while an archive is written leaves what stood there, or the whole archive', async () => {
  const root = await repositoryOf(48 * 1024 * 1024);
  const whole = readFileSync(join(root, ARTIFACT));
  const out = join(root, 'out.tar.gz');
  const began = performance.now();
  expect(await start(root, ['.', '--out', out]).ended).toMatchObject({ code: 0, stderr: '' });
  const lasts = performance.now() - began;
  expect(readFileSync(out).equals(whole)).toBe(true);
  const ends = new Set<string>();
  for (let kill = 0; kill < 12; kill += 1) {
    writeFileSync(out, 'before');
    const { child, ended } = start(root, ['.', '--out', out]);
    await delay(lasts * (0.1 + kill / 12));
    child.kill('SIGKILL');
    await ended;
    const left = readFileSync(out);
    ends.add(left.equals(whole) ? 'whole' : left.toString('latin1', 0, 16));
  }
  expect([...ends].filter((end) => end !== 'whole')).toEqual(['before']);
  // What was staged is in nobody's way, and the repository is what it was.
  expect(await start(root, ['.', '--out', out]).ended).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(out).equals(whole)).toBe(true);
  expect(readFileSync(join(root, ARTIFACT)).equals(whole)).toBe(true);
});
