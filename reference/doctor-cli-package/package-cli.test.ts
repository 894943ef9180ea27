import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogue } from '../generated/catalogue.ts';
import { validators } from '../generated/doctor-cli-package-validators.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { type PackageOptions, packageCli } from './package-cli.ts';
import { toDoctorError } from './package-cli-failure.ts';
import type { PackageRequest } from './package-cli-request.ts';
import { REPORT, type ShellProgram, shellProgram, snapshot, writeProgram } from './shell-program.test-fixture.ts';
import { validateDoctorCliPackage } from './validate.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'package-cli-test-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function out(): string {
  return join(place, 'packages', 'out');
}

function request(source: string, changes: Partial<PackageRequest> = {}): PackageRequest {
  return {
    out: { path: out(), shown: 'out' },
    binaryName: 'doctor_demo',
    defaultProfile: 'ci',
    source: { path: source, shown: 'program.sh' },
    packageVersion: '1.2.0',
    smoke: true,
    ...changes,
  };
}

async function refusal(given: PackageRequest, options: PackageOptions = {}) {
  const outcome = await packageCli(given, options);
  if (outcome.packaged) throw new Error('it was packaged');
  const error = toDoctorError(outcome.finding);
  expect(validators['doctor-cli-package/error'](error)).toBe(true);
  expect(error.message).not.toContain('{');
  expect(error.message).not.toContain(place);
  expect(error.remediation).toBe(catalogue[outcome.finding.rule].remedy);
  return outcome.finding;
}

describe('a program that keeps its contract', () => {
  test('becomes a package that holds, with modes that no umask narrows', async () => {
    const umask = process.umask(0o077);
    try {
      const text = shellProgram();
      const outcome = await packageCli(request(writeProgram(place, text)));
      expect(outcome).toMatchObject({
        packaged: true,
        payload: {
          schema_version: 'doctor-cli-package-v1',
          package_version: '1.2.0',
          binary_name: 'doctor_demo',
          source_binary: { name: 'program.sh', sha256: sha256(text) },
          packaged_binary: 'bin/doctor_demo',
          packaged_binary_size_bytes: text.length,
          packaged_binary_sha256: sha256(text),
          release_manifest: 'release-manifest.json',
          default_profile: 'ci',
          config_templates: [{ profile: 'ci' }, { profile: 'local' }],
          install_smoke: {
            install_root: 'install-smoke',
            command_output_sha256: sha256(`${REPORT}\n`),
            observed_contract_version: 'doctor-core-report-v1',
          },
        },
      });
      if (!outcome.packaged) return;
      expect(validators['doctor-cli-package/package-payload'](outcome.payload)).toBe(true);
      const modes = Object.entries(snapshot(out())).map(([path, entry]) => `${entry.split(' ')[0]} ${path}`);
      expect(modes).toEqual([
        '755 bin',
        '755 bin/doctor_demo',
        '755 config',
        '644 config/doctor_demo.ci.json',
        '644 config/doctor_demo.local.json',
        '644 release-manifest.json',
      ]);
    } finally {
      process.umask(umask);
    }
    const artifact = { kind: 'folder', name: 'out', path: out() } as const;
    expect((await validateDoctorCliPackage(artifact, { selection: HARDENED, observe: false })).findings).toEqual([]);
    expect(readdirSync(join(place, 'packages'))).toEqual(['out']);
  });

  test('is not run without --smoke', async () => {
    const mark = join(place, 'mark');
    const source = writeProgram(place, `#!/bin/sh\ntouch '${mark}'\n`);
    const outcome = await packageCli(request(source, { smoke: false }));
    expect(outcome.packaged && outcome.payload.install_smoke).toBeUndefined();
    expect(outcome.packaged && outcome.payload.structured_logs.map(({ event }) => event)).toEqual([
      'package-started',
      'template-materialized',
      'template-materialized',
      'manifest-written',
      'package-completed',
    ]);
    expect(readdirSync(place).sort()).toEqual(['packages', 'program.sh']);
  });

  test('sees PATH and nothing else of the environment, and a fresh folder', async () => {
    const report = `[ "$(env | grep -v -e ^PATH= -e ^PWD= -e ^SHLVL= -e ^_= -e ^OLDPWD=)" = "" ] && [ "$(ls)" = bin ] && echo '${REPORT}'`;
    expect(await packageCli(request(writeProgram(place, shellProgram({ report }))))).toMatchObject({ packaged: true });
  });

  test('replaces an earlier package as a whole, and gives the same one from a link', async () => {
    const source = writeProgram(place, shellProgram());
    const first = await packageCli(request(source));
    const before = snapshot(out());
    symlinkSync(source, join(place, 'link'));
    expect(await packageCli(request(join(place, 'link')))).toEqual(first);
    expect(snapshot(out())).toEqual(before);
    const other = writeProgram(place, shellProgram({ version: 'echo v1.3.0' }), 'other.sh');
    expect(await packageCli(request(other, { binaryName: 'other', packageVersion: '1.3.0' }))).toMatchObject({
      packaged: true,
    });
    expect(readdirSync(join(out(), 'bin'))).toEqual(['other']);
    expect(readdirSync(join(place, 'packages'))).toEqual(['out']);
  });

  test('may be put into an empty folder', async () => {
    mkdirSync(out(), { recursive: true });
    expect(await packageCli(request(writeProgram(place, shellProgram())))).toMatchObject({ packaged: true });
  });
});

const BROKEN_SMOKES: readonly (readonly [string, string, ShellProgram | string])[] = [
  ['does not start', 'smoke-not-started', '#!/nowhere/interpreter\n'],
  ['exits non-zero at the start', 'smoke-failed', { version: 'exit 3' }],
  ['exits non-zero with its report', 'smoke-failed', { report: `echo '${REPORT}'; exit 3` }],
  ['is ended by a signal', 'smoke-failed', { report: 'kill -9 $$' }],
  ['overruns at the start', 'smoke-timeout', { version: 'sleep 60' }],
  ['overruns with its report', 'smoke-timeout', { report: 'sleep 60' }],
  ['prints no version', 'smoke-no-version', { version: 'echo' }],
  ['prints several lines for its version', 'smoke-no-version', { version: 'echo demo; echo 1.2.0' }],
  ['prints another version', 'smoke-other-version', { version: 'echo demo 11.2.0 1.2.0-rc.1' }],
  ['prints something else', 'smoke-other-output', { report: 'echo all is well' }],
  ['prints a report and something else', 'smoke-other-output', { report: `echo '${REPORT}'; echo done` }],
  ['prints JSON without a version', 'smoke-other-output', { report: "echo '{}'" }],
  [
    'prints a report of another version',
    'smoke-other-contract',
    { report: `echo '{"schema_version":"doctor-core-report-v2"}'` },
  ],
  [
    'prints a report that breaks its schema',
    'smoke-other-contract',
    { report: `echo '{"schema_version":"doctor-core-report-v1","contracts":1}'` },
  ],
  ['prints without end', 'smoke-output-too-large', { report: 'head -c 1100000 /dev/zero' }],
];

describe.each(BROKEN_SMOKES)('a program that %s', (_what, rule, program) => {
  test(`breaks ${rule}, leaves nothing behind, and an older package untouched`, async () => {
    const text = typeof program === 'string' ? program : shellProgram(program);
    const broken = request(writeProgram(place, text));
    const quick = { smokeSeconds: rule === 'smoke-timeout' ? 0.5 : 60 };
    expect((await refusal(broken, quick)).rule).toBe(`doctor-cli-package/${rule}`);
    expect(readdirSync(place)).toEqual(['program.sh']);
    await packageCli(request(writeProgram(place, shellProgram(), 'good.sh')));
    const before = snapshot(place);
    await refusal(broken, quick);
    expect(snapshot(place)).toEqual(before);
  });
});

describe('what a program inherits from its smoke', () => {
  test('a child that outlives it is killed with its group', async () => {
    const mark = join(place, 'mark');
    const report = `(sleep 1; touch '${mark}') >/dev/null 2>&1 & echo '${REPORT}'`;
    expect(await packageCli(request(writeProgram(place, shellProgram({ report }))))).toMatchObject({ packaged: true });
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(readdirSync(place).includes('mark')).toBe(false);
  });
});

describe('arguments that cannot be kept', () => {
  function program(): string {
    return writeProgram(place, shellProgram());
  }

  test.each(['', 'Demo', '1demo', 'de mo', 'démo', '../demo', 'a'.repeat(65)])('the name %j', async (binaryName) => {
    expect((await refusal(request(program(), { binaryName }))).rule).toBe('doctor-cli-package/invalid-binary-name');
  });

  test('the profile', async () => {
    const finding = await refusal(request(program(), { defaultProfile: 'staging' }));
    expect(finding).toMatchObject({ rule: 'doctor-cli-package/unsupported-profile', details: { profile: 'staging' } });
  });

  test.each(['1.2', '01.2.3', '1.2.3 ', `1.2.3-${'a'.repeat(123)}`])('the version %j', async (packageVersion) => {
    expect((await refusal(request(program(), { packageVersion }))).rule).toBe('doctor-cli-package/invalid-version');
  });

  test('no source and no executable of its own', async () => {
    const finding = await refusal(request('', { source: undefined }));
    expect(finding.rule).toBe('doctor-cli-package/no-own-executable');
  });

  test('a source that is absent, a folder, empty or not executable', async () => {
    expect((await refusal(request(join(place, 'absent')))).rule).toBe('doctor-cli-package/source-binary-missing');
    expect((await refusal(request(place))).rule).toBe('doctor-cli-package/source-binary-not-file');
    expect((await refusal(request(writeProgram(place, '')))).rule).toBe('doctor-cli-package/source-binary-empty');
    const plain = program();
    chmodSync(plain, 0o644);
    expect((await refusal(request(plain))).rule).toBe('doctor-cli-package/source-binary-not-executable');
  });

  test('a source that is no program of these platforms', async () => {
    const windows = writeProgram(place, 'MZ\0\0');
    expect(await refusal(request(windows))).toMatchObject({
      rule: 'doctor-cli-package/unknown-binary-format',
      details: { format: 'a Windows executable' },
    });
    const elf = writeProgram(place, '\x7fELF\0\0\0\0');
    expect((await refusal(request(elf))).rule).toBe('doctor-cli-package/platform-mismatch');
    expect(readdirSync(place)).toEqual(['program.sh']);
  });

  test('an output that is a file', async () => {
    writeFileSync(join(place, 'packages'), 'mine');
    const finding = await refusal(request(program(), { out: { path: join(place, 'packages'), shown: 'out' } }));
    expect(finding.rule).toBe('doctor-cli-package/output-not-folder');
  });

  test('an output that holds something else, or more than a package', async () => {
    mkdirSync(out(), { recursive: true });
    writeFileSync(join(out(), 'release-manifest.json'), '{}');
    expect((await refusal(request(program()))).rule).toBe('doctor-cli-package/output-not-empty');
    rmSync(out(), { recursive: true });
    await packageCli(request(program()));
    writeFileSync(join(out(), 'notes.txt'), 'mine');
    const before = snapshot(place);
    expect((await refusal(request(program()))).rule).toBe('doctor-cli-package/output-not-empty');
    expect(snapshot(place)).toEqual(before);
  });

  test('an output that holds the source', async () => {
    await packageCli(request(program()));
    const finding = await refusal(request(join(out(), 'bin/doctor_demo')));
    expect(finding.rule).toBe('doctor-cli-package/output-holds-source');
  });
});
