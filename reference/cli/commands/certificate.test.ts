import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parseEnvelope, serializeEnvelope } from '../../../conformance/suite/certificate/envelope.ts';
import { sampleReport } from '../../../conformance/suite/report/sample-report.test-fixture.ts';
import { serializeCertificationReport } from '../../../conformance/suite/report/serialize-report.ts';
import { ARTIFACT, EXPIRES, IN_FORCE, ISSUED, setScene } from '../../../conformance/zoo/tampered/certificate-scene.ts';
import { type CliRun, makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

const folder = makeFolder({ 'reader.tar': ARTIFACT, 'other.tar': 'other' });
const scene = setScene(folder);
afterAll(() => removeFolder(folder));

const { suite, implementation } = scene.report;
write('report.json', serializeCertificationReport(scene.report));
write('c.json', serializeEnvelope(scene.self));
write('issuer.pub', scene.issuer.pem);
write('witness.pub', scene.witness.pem);
writeKey('issuer.key', scene.issuer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
writeKey('witness.key', scene.witness.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

function writeKey(name: string, text: string): void {
  write(name, text);
  chmodSync(join(folder, name), 0o600);
}

function run(...argv: readonly string[]): Promise<CliRun> {
  return runIn(folder, argv);
}

function verify(...more: readonly string[]): Promise<CliRun> {
  return run('certificate', 'verify', 'c.json', '--key', 'issuer.pub', '--now', IN_FORCE, ...more);
}

const FACTS = ['--artifact', 'reader.tar', '--issuer', 'Example Ltd', '--issued', ISSUED, '--expires', EXPIRES];

describe('certificate keygen', () => {
  test('writes a private key for its owner alone, and never prints it', async () => {
    const { code, stdout, stderr } = await run('certificate', 'keygen', '--out', 'new.key');
    expect(code).toBe(0);
    expect(statSync(join(folder, 'new.key')).mode & 0o777).toBe(0o600);
    const secret = readFileSync(join(folder, 'new.key'), 'utf8').split('\n')[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout).toMatch(/^key [0-9a-f]{64}\n/);
  });

  test.each(['taken.key', 'taken.key.pub'])('writes over nothing: %s stands', async (name) => {
    const own = makeFolder({ [name]: 'mine' });
    const { code, stderr } = await runIn(own, ['certificate', 'keygen', '--out', 'taken.key']);
    expect(code).toBe(2);
    expect(stderr).toContain('never written over');
    expect(readdirSync(own)).toEqual([name]);
    removeFolder(own);
  });

  test('follows no link', async () => {
    const own = makeFolder({});
    symlinkSync(join(own, 'elsewhere'), join(own, 'linked.key'));
    expect((await runIn(own, ['certificate', 'keygen', '--out', 'linked.key'])).code).toBe(2);
    expect(readdirSync(own)).toEqual(['linked.key']);
    removeFolder(own);
  });
});

describe('certificate issue', () => {
  beforeEach(() => rmSync(join(folder, 'issued.json'), { force: true }));

  const issue = (report: string, ...more: readonly string[]): Promise<CliRun> =>
    run(
      'certificate',
      'issue',
      report,
      '--vectors',
      'vectors',
      '--sign',
      'issuer.key',
      '--certificate',
      'issued.json',
      ...FACTS,
      ...more,
    );

  test('signs what holds: the same facts and key give the same bytes', async () => {
    const said = { code: 0, stdout: '', stderr: 'the certificate is in issued.json\n' };
    expect(await issue('report.json')).toEqual(said);
    expect(readFileSync(join(folder, 'issued.json'), 'utf8')).toBe(serializeEnvelope(scene.self));
  });

  test('writes over nothing', async () => {
    write('issued.json', 'of somebody else');
    const { code, stderr } = await issue('report.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('issued.json exists')]);
    expect(readFileSync(join(folder, 'issued.json'), 'utf8')).toBe('of somebody else');
  });

  test('signs nothing for a report that does not certify', async () => {
    write('crashed.json', serializeCertificationReport(sampleReport({ C3D4: 'crash' }, { suite })));
    const { code, stderr } = await issue('crashed.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('1 of 11 vectors did not pass')]);
  });

  test('signs nothing with an expiry ahead of the issue', async () => {
    const { code, stderr } = await issue('report.json', '--expires', ISSUED);
    expect([code, stderr]).toEqual([2, expect.stringContaining('expires before it is issued')]);
  });

  test('takes no key that others may read, and none of another kind', async () => {
    write('open.key', readFileSync(join(folder, 'issuer.key'), 'utf8'));
    chmodSync(join(folder, 'open.key'), 0o644);
    expect((await issue('report.json', '--sign', 'open.key')).stderr).toContain('others may read');
    writeKey('public.key', scene.issuer.pem);
    expect((await issue('report.json', '--sign', 'public.key')).stderr).toContain('no private key of ed25519');
  });
});

describe('certificate verify', () => {
  test('says what holds, and what was not looked at', async () => {
    const { code, stdout } = await verify();
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'holds: sample <reader> & "co" 2.1, self, until 2027-07-01T00:00:00Z',
      '  strict-json@1 consumer, to the rule: 3 vectors pass',
      '  strict-zip@1 consumer, to the location: 8 vectors pass',
      '  no list of revocations was given',
      '  the file was not at hand',
      '  the rows were not held against the vectors',
      '',
    ]);
  });

  test('refuses with 4, a code and a sentence', async () => {
    expect(await verify('--artifact', 'other.tar')).toEqual({
      code: 4,
      stdout: 'refused: artifact: it is about another file\n',
      stderr: '',
    });
    expect((await verify('--now', EXPIRES)).stdout).toMatch(/^refused: expired: /);
    expect((await verify('--require-witness')).stdout).toMatch(/^refused: no-witness: /);
    expect((await run('certificate', 'verify', 'c.json', '--key', 'issuer.key')).stdout).toMatch(
      /^refused: wrong-algorithm: /,
    );
  });

  test('takes the clock where no moment is given', async () => {
    const { stdout } = await run('certificate', 'verify', 'c.json', '--key', 'issuer.pub');
    expect(stdout).toMatch(/^(?:holds|refused: expired|refused: not-yet-valid): /);
  });

  test.each([
    [['--now', 'tomorrow'], /takes a moment as/],
    [['--minimum-counter', '1'], /name it with --revocations/],
    [['--key', 'missing.pub'], /cannot read missing.pub/],
  ])('%j is usage', async (more, says) => {
    const { code, stderr } = await verify(...more);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});

describe('certificate witness', () => {
  beforeEach(() => rmSync(join(folder, 'witnessed.json'), { force: true }));

  const witness = (report: string, ...more: readonly string[]): Promise<CliRun> =>
    run(
      'certificate',
      'witness',
      'c.json',
      '--key',
      'issuer.pub',
      '--sign',
      'witness.key',
      '--artifact',
      'reader.tar',
      '--now',
      IN_FORCE,
      '--vectors',
      'vectors',
      '--out',
      'witnessed.json',
      '--report',
      report,
      ...more,
    );

  test('adds a signature where the other run came to the same result', async () => {
    expect((await witness('report.json')).code).toBe(0);
    const { signatures } = parseEnvelope(readFileSync(join(folder, 'witnessed.json')));
    expect(signatures.map(({ keyid }) => keyid)).toEqual([scene.issuer.id, scene.witness.id]);
    const both = ['--key', 'issuer.pub', '--key', 'witness.pub', '--require-witness', '--now', IN_FORCE];
    expect((await run('certificate', 'verify', 'witnessed.json', ...both)).stdout).toMatch(/^holds: .*, witnessed, /);
  });

  test.each<[string, Parameters<typeof sampleReport>]>([
    ['another result', [{ C3D4: 'crash' }, { suite, implementation }]],
    [
      'another level',
      [{}, { suite, implementation, targets: scene.report.targets.map((target) => ({ ...target, level: 'verdict' })) }],
    ],
    ['other targets', [{}, { suite, implementation, targets: scene.report.targets.slice(1) }]],
    ['another file', [{}, { suite, implementation: { name: 'x', version: '1', digest: '0'.repeat(64) } }]],
  ])('refuses %s', async (_name, facts) => {
    write('own.json', serializeCertificationReport(sampleReport(...facts)));
    const { code, stdout } = await witness('own.json');
    expect([code, stdout]).toEqual([4, expect.stringMatching(/^refused: replay: /)]);
  });

  test('refuses a report that does not say which file it is about', async () => {
    const { digest: _, ...unbound } = implementation;
    write('own.json', serializeCertificationReport(sampleReport({}, { suite, implementation: unbound })));
    const { code, stdout } = await witness('own.json');
    expect([code, stdout]).toEqual([4, expect.stringMatching(/^refused: unbound-report: /)]);
  });

  test('writes over nothing, unless it is told to', async () => {
    write('witnessed.json', 'mine');
    const { code, stderr } = await witness('report.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('witnessed.json exists: --force writes over it')]);
    expect(readFileSync(join(folder, 'witnessed.json'), 'utf8')).toBe('mine');
    expect((await witness('report.json', '--force')).code).toBe(0);
    expect(parseEnvelope(readFileSync(join(folder, 'witnessed.json'))).signatures).toHaveLength(2);
  });

  test('refuses its issuer as a witness', async () => {
    expect((await witness('report.json', '--sign', 'issuer.key')).stdout).toMatch(/^refused: doubled-signature: /);
  });
});

describe('certificate revoke', () => {
  const revoke = (certificate: string, at: string, key = 'issuer.key'): Promise<CliRun> =>
    run(
      'certificate',
      'revoke',
      certificate,
      '--sign',
      key,
      '--revocations',
      'list.json',
      '--issuer',
      'Example Ltd',
      '--reason',
      'built from other sources',
      '--at',
      at,
    );

  test('begins a list, and raises its counter with every certificate', async () => {
    await run(
      'certificate',
      'issue',
      'report.json',
      '--vectors',
      'vectors',
      '--sign',
      'issuer.key',
      '--certificate',
      'later.json',
      ...FACTS,
      '--expires',
      '2028-07-01T00:00:00Z',
    );
    expect((await revoke('later.json', '2026-08-01T00:00:00Z')).code).toBe(0);
    const first = await verify('--revocations', 'list.json');
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringContaining('not revoked, by a list with the counter 1'),
    ]);
    expect((await revoke('c.json', '2026-08-02T00:00:00Z')).code).toBe(0);
    const { code, stdout } = await verify('--revocations', 'list.json', '--minimum-counter', '2');
    expect([code, stdout]).toEqual([4, 'refused: revoked: it was revoked at 2026-08-02T00:00:00Z\n']);
    expect((await verify('--revocations', 'list.json', '--minimum-counter', '3')).stdout).toMatch(
      /^refused: revocations-stale: /,
    );
  });

  test('takes neither a certificate twice, nor an earlier time, nor the key of somebody else', async () => {
    expect((await revoke('c.json', '2026-08-03T00:00:00Z')).stderr).toContain('on the list already');
    await run(
      'certificate',
      'issue',
      'report.json',
      '--vectors',
      'vectors',
      '--sign',
      'issuer.key',
      '--certificate',
      'third.json',
      ...FACTS,
      '--expires',
      '2029-07-01T00:00:00Z',
    );
    expect((await revoke('third.json', '2026-08-01T00:00:00Z')).stderr).toContain('the list was written later');
    expect((await revoke('third.json', '2026-08-03T00:00:00Z', 'witness.key')).stdout).toMatch(
      /^refused: unknown-key: /,
    );
  });
});

describe('certify --sign', () => {
  test.each([
    [['--issuer', 'x'], /name the key with --sign/],
    [['--sign', 'issuer.key', '--shard', '1/2'], /a part certifies nothing/],
    [['--sign', 'issuer.key', '--artifact', 'reader.tar'], /a certificate needs --issuer/],
  ])('%j is usage, before anything runs', async (more, says) => {
    const { code, stderr } = await runIn(folder, ['certify', '--adapter', 'none', '--vectors', 'vectors', ...more], {
      interrupted: new Promise(() => {}),
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});
