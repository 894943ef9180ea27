import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/suite/read-vectors.ts';
import { type CliRun, makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SCRIPT = join(ROOT, 'scripts/verify-certificate.sh');
const TSX = `${process.execPath} --import ${join(ROOT, 'node_modules/tsx/dist/loader.mjs')}`;
const ADAPTER = `${TSX} ${join(ROOT, 'reference/cli/main.ts')} adapter`;
/** The same, but for its verdict on the input with this digest. */
const flipped = (digest: string): string =>
  `${TSX} ${join(ROOT, 'conformance/adapters/reference/flipped-child.ts')} ${digest}`;

const folder = makeFolder({ 'reader.tar': 'the implementation' });
afterAll(() => removeFolder(folder));

// Some of the published vectors: those of limits take long, and are not what is tested here.
const VECTORS = join(folder, 'vectors');
const chosen = readVectors(join(ROOT, 'conformance/vectors'))
  .filter(({ vector: { contract, kind } }) => contract === 'strict-json@1' && (kind === 'accept' || kind === 'reject'))
  .slice(0, 40);
for (const { vector, folder: own } of chosen) {
  cpSync(own, join(VECTORS, 'strict-json', vector.id), { recursive: true });
}
const names = readdirSync(VECTORS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(VECTORS.length + 1))
  .sort();
const manifest = names.map((name) => `${digestOf(join(VECTORS, name))}  ${name}\n`);
writeFileSync(join(VECTORS, 'MANIFEST.sha256'), manifest.join(''));

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function run(...argv: readonly string[]): Promise<CliRun> {
  return runIn(folder, argv, { interrupted: new Promise(() => {}) });
}

function script(...more: readonly string[]): string {
  const args = [SCRIPT, 'c.json', '--key', 'issuer.key.pub', '--now', '2026-12-24T00:00:00Z', ...more];
  const { status, stdout, stderr } = spawnSync('sh', args, { cwd: folder, encoding: 'utf8' });
  return `${status} ${stdout}${stderr}`.split('\n')[0] ?? '';
}

test('an implementation is certified, its certificate verified by the script, witnessed, and refused once revoked', async () => {
  expect((await run('certificate', 'keygen', '--out', 'issuer.key')).code).toBe(0);
  expect((await run('certificate', 'keygen', '--out', 'witness.key')).code).toBe(0);

  const certified = await run(
    ...[
      'certify',
      '--adapter',
      ADAPTER,
      '--contract',
      'strict-json@1',
      '--vectors',
      VECTORS,
      '--artifact',
      'reader.tar',
    ],
    ...['--sign', 'issuer.key', '--issuer', 'Example Ltd', '--certificate', 'c.json', '--output', 'html=page.html'],
    ...['--issued', '2026-07-01T00:00:00Z', '--expires', '2027-07-01T00:00:00Z', '--output', 'json=report.json'],
  );
  expect(certified, certified.stdout + certified.stderr).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toMatch(/"twin":\{"id":"[0-9A-Z]{4}","changes":\[\{"offset"/);

  expect(script('--artifact', 'reader.tar', '--vectors', VECTORS)).toMatch(/^0 holds: package-contracts .*, self, /);

  const verify = ['certificate', 'verify', '--key', 'issuer.key.pub', '--now', '2026-12-24T00:00:00Z'];
  const replayed = await run(...verify, 'c.json', '--replay', ADAPTER, '--vectors', VECTORS);
  expect(replayed).toMatchObject({ code: 0, stdout: expect.stringContaining('another run came to the same result') });

  const witnessed = await run(
    ...[
      'certificate',
      'witness',
      'c.json',
      '--key',
      'issuer.key.pub',
      '--sign',
      'witness.key',
      '--artifact',
      'reader.tar',
    ],
    ...['--report', 'report.json', '--vectors', VECTORS, '--now', '2026-12-24T00:00:00Z', '--out', 'w.json'],
  );
  expect(witnessed).toMatchObject({ code: 0 });
  const both = await run(...verify, 'w.json', '--key', 'witness.key.pub', '--require-witness');
  expect(both.stdout).toMatch(/^holds: .*, witnessed, /);

  await run(
    ...[
      'certificate',
      'revoke',
      'c.json',
      '--sign',
      'issuer.key',
      '--revocations',
      'list.json',
      '--issuer',
      'Example Ltd',
    ],
    ...['--reason', 'built from other sources', '--at', '2026-09-01T00:00:00Z'],
  );
  expect(script('--revocations', 'list.json')).toMatch(/^4 refused: revoked: /);
  expect((await run(...verify, 'c.json', '--revocations', 'list.json')).stdout).toMatch(/^refused: revoked: /);

  appendFileSync(join(folder, 'reader.tar'), ' ');
  expect(script('--artifact', 'reader.tar')).toMatch(/^4 refused: artifact: /);
  const text = readFileSync(join(folder, 'c.json'), 'utf8');
  writeFileSync(join(folder, 'c.json'), text.replace('"payload":"eyJ', '"payload":"eyK'));
  expect(script()).toMatch(/^4 refused: bad-signature: /);
});

test('a run in which one answer is flipped gets no certificate', async () => {
  const digests = chosen.map(({ vector }) => vector.input.sha256);
  const accepted = chosen.find(({ vector }) => {
    const isOnly = digests.filter((digest) => digest === vector.input.sha256).length === 1;
    return vector.kind === 'accept' && isOnly;
  });
  const digest = accepted?.vector.input.sha256;
  if (accepted === undefined || digest === undefined) throw new Error('no accepted vector');
  const { code, stdout, stderr } = await run(
    ...['certify', '--adapter', flipped(digest), '--contract', 'strict-json@1', '--vectors', VECTORS],
    ...['--sign', 'issuer.key', '--issuer', 'Example Ltd', '--certificate', 'none.json', '--artifact', 'reader.tar'],
    ...['--issued', '2026-07-01T00:00:00Z', '--expires', '2027-07-01T00:00:00Z'],
  );
  expect([code, stderr]).toEqual([1, 'there is no certificate: not every vector passes\n']);
  expect(stdout).toContain(`wrong-verdict ${accepted.vector.id}@`);
  expect(stdout).toContain('not certified: 1 of ');
  expect(() => readFileSync(join(folder, 'none.json'))).toThrow();
});
