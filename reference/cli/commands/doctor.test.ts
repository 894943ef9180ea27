import { chmodSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { REPORT, shellProgram } from '../../doctor-cli-package/shell-program.test-fixture.ts';
import { validators } from '../../generated/doctor-cli-package-validators.ts';
import { validators as interfaces } from '../../generated/interfaces-validators.ts';
import { TOOL } from '../../generated/tool.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder({
    'demo.sh': shellProgram(),
    'broken.sh': shellProgram({ report: 'exit 3' }),
    'notes/a': 'mine',
  });
  for (const name of ['demo.sh', 'broken.sh']) chmodSync(join(folder, name), 0o755);
});
afterEach(() => removeFolder(folder));

const PACKAGE = ['doctor', 'package-cli', '--binary-name', 'demo', '--default-profile', 'ci'];

function packageInto(out: string, ...more: string[]) {
  return runIn(folder, ['--format', 'json', ...PACKAGE, '--out-dir', out, '--source-binary', 'demo.sh', ...more]);
}

describe('doctor package-cli', () => {
  test('prints the payload with --format json ahead of the command', async () => {
    const { code, stdout, stderr } = await packageInto('out', '--smoke');
    expect([code, stderr]).toEqual([0, '']);
    const payload = JSON.parse(stdout);
    expect(validators['doctor-cli-package/package-payload'](payload)).toBe(true);
    expect(payload).toMatchObject({ package_version: TOOL.version, install_smoke: { startup_status: 'ok' } });
    // Nobody asked for a version, so a rerun must not hold the program to one.
    expect(payload.rerun_commands.join()).not.toContain('--package-version');
    expect(stdout).not.toContain(folder);
  });

  test('says in text what it made', async () => {
    const { code, stdout } = await runIn(folder, [...PACKAGE, '--out-dir', 'out', '--source-binary', 'demo.sh']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^packaged demo \d+\.\d+\.\d+ into out\n/u);
    expect(stdout).toContain('smoke     not run');
  });

  test('packages the running executable where no other is named', async () => {
    symlinkSync('demo.sh', join(folder, 'link'));
    const argv = ['--format=json', ...PACKAGE, '--out-dir', 'out'];
    const { code, stdout } = await runIn(folder, argv, { executable: join(folder, 'link') });
    expect([code, JSON.parse(stdout).source_binary.name]).toEqual([0, 'demo.sh']);
    expect(readFileSync(join(folder, 'out/bin/demo'), 'utf8')).toBe(shellProgram());
  });

  test.each([
    ['a program that falls short', 1, 'refused', ['--source-binary', 'broken.sh', '--smoke']],
    ['a program that is not there', 2, 'usage', ['--source-binary', 'absent']],
    ['an executable that is none', 2, 'usage', []],
    ['a folder of somebody else', 2, 'usage', ['--source-binary', 'demo.sh', '--out-dir', 'notes']],
    ['a profile that there is not', 2, 'usage', ['--source-binary', 'demo.sh', '--default-profile', 'staging']],
    ['an option that there is not', 2, 'usage', ['--smoek']],
    ['an option without its value', 2, 'usage', ['--source-binary']],
    ['a folder that cannot be made', 3, 'io', ['--source-binary', 'demo.sh', '--out-dir', 'demo.sh/out']],
  ])('says what to do about %s', async (_what, expected, kind, more) => {
    const { code, stdout, stderr } = await runIn(folder, ['--format', 'json', ...PACKAGE, '--out-dir', 'out', ...more]);
    expect([code, stdout]).toEqual([expected, '']);
    const error = JSON.parse(stderr);
    expect(validators['doctor-cli-package/error'](error)).toBe(true);
    expect(error).toMatchObject({ code: kind, remediation: expect.stringMatching(/^[A-Z].+\.$/u) });
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('says it in text as well', async () => {
    const argv = [...PACKAGE, '--out-dir', 'notes', '--source-binary', 'demo.sh'];
    const { code, stderr } = await runIn(folder, argv);
    expect(code).toBe(2);
    expect(stderr).toContain('(doctor-cli-package/output-not-empty)\nremedy: ');
  });

  test('knows two output formats', async () => {
    const { code, stderr } = await runIn(folder, ['--format', 'xml', ...PACKAGE, '--out-dir', 'out']);
    expect([code, stderr.includes('doctor-cli-package/unsupported-output-format')]).toEqual([2, true]);
  });
});

test('doctor report-contract prints a report, the same each time', async () => {
  const argv = ['--format', 'json', '--color', 'never', 'doctor', 'report-contract'];
  const first = await runIn(folder, argv);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(validators['doctor-cli-package/core-report'](JSON.parse(first.stdout))).toBe(true);
  expect(await runIn(folder, argv, { env: { TZ: 'Asia/Kathmandu' } })).toEqual(first);
  expect((await runIn(folder, ['doctor', 'report-contract'])).stdout).toContain('doctor-cli-package@1 ');
});

describe('doctor compare', () => {
  test('promotes what is equal', async () => {
    await packageInto('a', '--smoke');
    await packageInto('b', '--smoke');
    const { code, stdout } = await runIn(folder, ['--format', 'json', 'doctor', 'compare', 'a', 'b']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ old: 'a', new: 'b', promotable: true, reasons: [], differences: [] });
  });

  test('says why not, and what differs', async () => {
    await packageInto('a', '--smoke');
    await packageInto('b');
    const { code, stdout } = await runIn(folder, ['doctor', 'compare', 'a', 'b']);
    expect(code).toBe(1);
    expect(stdout).toContain('b may NOT be promoted over a\n  doctor-cli-package/compare-smoke-missing');
    expect(stdout).toContain('/install_smoke/startup_status: "ok" became nothing');
  });

  test('judges both packages first', async () => {
    await packageInto('a', '--smoke');
    chmodSync(join(folder, 'a/bin/demo'), 0o644);
    const { code, stdout } = await runIn(folder, ['--format', 'json', 'doctor', 'compare', 'a', 'a']);
    expect(code).toBe(1);
    const [older, newer] = JSON.parse(stdout).reasons;
    expect(older).toMatchObject({ package: 'older', rule: 'doctor-cli-package/not-executable' });
    expect(newer).toMatchObject({ package: 'newer', rule: 'doctor-cli-package/not-executable' });
  });

  test('prints what its schema describes, promotable or not, whichever package falls short', async () => {
    const compare = (older: string, newer: string) =>
      runIn(folder, ['--format', 'json', 'doctor', 'compare', older, newer]);
    const isComparison = interfaces['interfaces/doctor-comparison'];
    await packageInto('a', '--smoke');
    await packageInto('b');
    await packageInto('c', '--smoke');
    chmodSync(join(folder, 'c/bin/demo'), 0o644);
    for (const [older, newer, promotable] of [
      ['a', 'a', true],
      ['a', 'b', false],
      ['b', 'a', false],
      ['a', 'c', false],
      ['c', 'notes', false],
    ] as const) {
      const document = JSON.parse((await compare(older, newer)).stdout);
      expect(document.promotable).toBe(promotable);
      expect(isComparison(document)).toBe(true);
      expect(document.reasons.length === 0).toBe(promotable);
      expect(isComparison({ ...document, promotable: false, reasons: [] })).toBe(false);
    }
  });

  test('compares folders', async () => {
    const { code, stderr } = await runIn(folder, ['--format', 'json', 'doctor', 'compare', 'demo.sh', 'notes']);
    expect([code, JSON.parse(stderr).code]).toEqual([2, 'usage']);
  });
});

test('JSON does a terminal no harm, whatever a file is called', async () => {
  const name = 'de\u202emo\u009b';
  renameSync(join(folder, 'demo.sh'), join(folder, name));
  const source = ['--source-binary', name];
  const failed = await runIn(folder, ['--format', 'json', ...PACKAGE, '--out-dir', `${name}/out`, ...source]);
  const refused = await runIn(folder, ['--format', 'json', ...PACKAGE, '--out-dir', name, ...source]);
  const made = await runIn(folder, ['--format', 'json', ...PACKAGE, '--out-dir', `${name}.d`, ...source]);
  const compared = await runIn(folder, ['--format', 'json', 'doctor', 'compare', `${name}.d`, `${name}.d`]);
  const texts = [failed.stderr, refused.stderr, made.stdout, compared.stdout];
  expect(texts.map((text) => /[\u202e\u009b]/u.test(text))).toEqual([false, false, false, false]);
  expect(JSON.parse(failed.stderr).message).toContain(name);
  expect(JSON.parse(refused.stderr).details.path).toBe(name);
  expect(JSON.parse(made.stdout).source_binary.name).toBe(name);
  expect(JSON.parse(compared.stdout).old).toBe(`${name}.d`);
});

test('a report of the smoke run is what the fixture says', () => {
  expect(validators['doctor-cli-package/core-report'](JSON.parse(REPORT))).toBe(true);
});
