import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { example, repositoryWith } from '../../distribution/example-repository.test-fixture.ts';
import { runIn } from '../cli-run.test-fixture.ts';

const NOW = ['--now', '2026-11-21T00:00:00Z'];
const IDENTITY =
  '--artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84 --git-rev ab12cd34 --dist-revision r1'.split(
    ' ',
  );
const YANK = ['distribution', 'yank', '.', ...IDENTITY, '--reason', 'wrong licence', '--since', '2026-11-21', ...NOW];
const INDEX = 'dist/index.json';
const LEGACY = 'dist/1.0.0/index.json';

/** The example, signed, with a trust file for the key. */
async function signedRepository(changes: Record<string, string> = {}): Promise<string> {
  const root = repositoryWith(changes);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(root, 'key'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(join(root, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  const trust = '--name codex-controller-loop --key key.pub --out trust.json'.split(' ');
  expect((await runIn(root, ['distribution', 'trust', ...trust])).code).toBe(0);
  await sign(root);
  return root;
}

async function sign(root: string): Promise<void> {
  const argv = ['distribution', 'sign-index', '.', '--key', 'key', '--expires', '2027-01-01T00:00:00Z', ...NOW];
  expect(await runIn(root, argv)).toMatchObject({ code: 0, stderr: '' });
}

const resolve = (root: string) =>
  runIn(root, ['resolve', '.', ...IDENTITY, '--trust', 'trust.json', '--host', 'any', '--allow-yanked', ...NOW]);
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

describe('what changes a signed index', () => {
  test('says that it has to be signed anew; until then it is refused, and afterwards taken', async () => {
    const root = await signedRepository();
    expect((await resolve(root)).code).toBe(0);
    const yanked = await runIn(root, YANK);
    expect(yanked.code).toBe(0);
    expect(yanked.stderr).toContain('package-contracts distribution sign-index');
    expect((await resolve(root)).stderr).toContain('distribution/signed-index-mismatch');
    await sign(root);
    expect((await resolve(root)).code).toBe(0);
  });

  test('says it again where nothing more is to be done, and in JSON too, but not on standard output', async () => {
    const root = await signedRepository();
    const plain = await runIn(root, YANK);
    expect((await runIn(root, YANK)).stderr).toBe(plain.stderr);
    const json = await runIn(root, [...YANK, '--format', 'json']);
    expect(json.stderr).toBe(plain.stderr);
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'unchanged' });
  });

  test('says nothing where nothing is signed, or the signature holds', async () => {
    const root = await signedRepository();
    const kept = await runIn(root, ['distribution', 'retention', 'apply', '.', ...NOW]);
    expect(kept).toMatchObject({ code: 0, stderr: '' });
    rmSync(join(root, 'dist/index.signature.json'));
    expect(await runIn(root, YANK)).toMatchObject({ code: 0, stderr: '' });
  });

  test('says it of a signature that cannot be read', async () => {
    const root = repositoryWith({ 'dist/index.signature.json': '{' });
    expect((await runIn(root, YANK)).stderr).toContain('is not the one that was signed');
  });
});

test('a legacy index that is kept behind its sunset gets what is signed as well', async () => {
  const root = await signedRepository({ [LEGACY]: example('index') });
  expect(read(root, LEGACY)).toBe(read(root, INDEX));
  const judged = await runIn(root, ['validate', '.', ...NOW, '--format', 'json']);
  expect(judged.stdout).not.toContain('distribution/alias-stale-row');
});
