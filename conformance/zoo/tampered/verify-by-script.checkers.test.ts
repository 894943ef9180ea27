import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { serializeEnvelope } from '../../suite/certificate/envelope.ts';
import { type Presented, setScene } from './certificate-scene.ts';
import { TAMPERED_CERTIFICATES } from './tampered-certificates.ts';
import { verifyHere } from './verify-here.ts';

const SCRIPT = join(import.meta.dirname, '../../../scripts/verify-certificate.sh');
const PROGRAMS = ['sh', 'openssl', 'jq', 'sha256sum', 'sort', 'wc', 'cat', 'mktemp', 'rm'];

const folder = mkdtempSync(join(tmpdir(), 'script-'));
const bin = join(folder, 'bin');
mkdirSync(bin);
for (const program of PROGRAMS) {
  const { stdout } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  symlinkSync(stdout.trim(), join(bin, program));
}
const scene = setScene(folder);
afterAll(() => rmSync(folder, { recursive: true }));

interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the script in a folder with the files alone, and nothing on PATH but what it needs. */
function runScript(presented: Presented): Promise<Said> {
  const room = mkdtempSync(join(folder, 'room-'));
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(room, name), content);
    return name;
  };
  const { artifact, revocations, minimumCounter, requireWitness, vectors } = presented;
  const args = [
    file('the certificate.json', Buffer.from(presented.certificate)),
    ...presented.keys.flatMap((pem, index) => ['--key', file(`key ${index}.pem`, pem)]),
    ...['--now', presented.now],
    ...(artifact === undefined ? [] : ['--artifact', file('the artifact', artifact)]),
    ...(revocations === undefined ? [] : ['--revocations', file('the list.json', revocations)]),
    ...(minimumCounter === undefined ? [] : ['--minimum-counter', String(minimumCounter)]),
    ...(requireWitness === true ? ['--require-witness'] : []),
    ...(vectors === true ? ['--vectors', scene.vectorsFolder] : []),
  ];
  return new Promise((resolve) => {
    const options = { cwd: room, env: { PATH: bin }, encoding: 'utf8' } as const;
    const child = execFile(join(bin, 'sh'), [SCRIPT, ...args], options, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode, stdout, stderr });
    });
  });
}

function verdictOf({ status, stdout, stderr }: Said): string {
  expect(stderr).toBe('');
  if (status === 0) return /^holds: .*, (self|witnessed), until /.exec(stdout)?.[1] ?? stdout;
  expect(status, stdout).toBe(4);
  return /^refused: ([a-z0-9-]+): ./.exec(stdout)?.[1] ?? stdout;
}

test('no Node is where the script runs', () => {
  const { status } = spawnSync(join(bin, 'sh'), ['-c', 'command -v node'], { env: { PATH: bin } });
  expect(status).not.toBe(0);
});

// Each run starts some fifty programs: side by side, that takes half the time.
describe.concurrent('the script decides as our own verifier does', () => {
  const revocations = serializeEnvelope(scene.empty);
  const witnessed = serializeEnvelope(scene.witnessed);
  const keys = [scene.witness.pem, scene.issuer.pem];
  test.each<[string, Partial<Presented>, string]>([
    ['an honest certificate', {}, 'self'],
    ['in its last second', { now: '2027-06-30T23:59:59Z' }, 'self'],
    ['a list that revokes another', { revocations, minimumCounter: 1 }, 'self'],
    ['the vectors', { vectors: true }, 'self'],
    ['a witness', { certificate: witnessed, keys, requireWitness: true, vectors: true }, 'witnessed'],
  ])('%s', async (_name, presented, standing) => {
    expect(verdictOf(await runScript({ ...scene.honest, ...presented }))).toBe(standing);
  });

  test.each(TAMPERED_CERTIFICATES)('$name: $code', async ({ code, present }) => {
    const presented = { ...scene.honest, ...present(scene) };
    expect(verdictOf(await runScript(presented))).toBe(code);
    expect(verifyHere(presented, scene)).toBe(code);
  });
});

describe('usage ends with 2', () => {
  test.each([
    [['certificate.json'], /a certificate and a key are needed/],
    [['--key'], /takes a value/],
    [['--unknown'], /unknown flag/],
    [['a.json', '--key', 'missing.pem'], /cannot be read/],
  ])('%j', (args, says) => {
    const said = spawnSync(join(bin, 'sh'), [SCRIPT, ...args], { cwd: folder, env: { PATH: bin }, encoding: 'utf8' });
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(says);
  });
});

test('a missing program is named', () => {
  const few = mkdtempSync(join(folder, 'few-'));
  symlinkSync(join(bin, 'sh'), join(few, 'sh'));
  const said = spawnSync(join(few, 'sh'), [SCRIPT, 'a', '--key', 'b'], { env: { PATH: few }, encoding: 'utf8' });
  expect(said).toMatchObject({ status: 3, stderr: 'openssl is missing\n' });
});
