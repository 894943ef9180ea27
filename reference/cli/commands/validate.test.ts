import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageOf, zipOf } from '../../recognition/sample-artifacts.test-fixture.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

let folder: string;
beforeAll(() => {
  folder = makeFolder({
    'good.json': '[]',
    'bad.json': '{"a":1,\n "a":2}',
    'warn.zip': zipOf({ 'a.txt': 'x' }),
    'a.anpkg': packageOf(),
    'build/b.anpkg': packageOf(),
    'build/notes.txt': 'not picked',
    'build/.hidden.json': '{',
    'build/node_modules/c.json': '{',
    'build/deep/d.yaml': 'a: 1\n',
    'root/machine-profile.yaml': 'a: 1\n',
    'root/meta/checksums.sha256': '',
    'root/meta/provenance.json': '{}',
    empty: null,
    '-dash.json': '[]',
    'bad\u001bname.json': '[1,]',
  });
  symlinkSync(join(folder, 'bad.json'), join(folder, 'build/link.json'));
  symlinkSync(join(folder, 'absent'), join(folder, 'dangling.json'));
});
afterAll(() => removeFolder(folder));

function paths(stdout: string): string[] {
  return JSON.parse(stdout).artifacts.map(({ path }: { path: string }) => path);
}

describe('the exit code', () => {
  test.each([
    [['good.json'], 0],
    [['good.json', 'bad.json'], 1],
    [['bad.json', '--fail-on', 'never'], 0],
    [['bad.json', '--fail-on', 'warning'], 1],
    [['bad.json', '--ignore', 'json/duplicate-key=known'], 0],
    [['good.json', '--ignore', 'json/duplicate-key=known'], 0],
    [['good.json', '--ignore', 'json/duplicate-key=known', '--fail-on', 'warning'], 1],
    [['a.anpkg', '--contract', 'anpkg@1'], 0],
    [['good.json', '--contract', 'anpkg@1'], 1],
    [['a.anpkg', '--contract', 'strict-json@1'], 1],
    [['empty', '--allow-empty'], 0],
    [['--', '-dash.json'], 0],
  ])('of validate %j is %i', async (args, code) => {
    expect(await runIn(folder, ['validate', ...args])).toMatchObject({ code, stderr: '' });
  });

  test.each([
    [[], /name a file/],
    [['absent.json'], /no such file or folder: absent\.json/],
    [['empty'], /nothing to validate matches empty/],
    [['*.nothing'], /nothing to validate matches/],
    [['good.json', '--contract', 'anpkg@9'], /no contract anpkg@9/],
    [['good.json', '--profile', 'soft'], /'soft' is invalid/],
    [['good.json', '--format', 'xml'], /Allowed choices are text, json/],
    [['good.json', '--formt', 'xml'], /unknown option '--formt' \(Did you mean --format\?\)/],
    [['good.json', '--format', 'json', '--format', 'sarif'], /json and sarif/],
    [['good.json', '--output', 'json'], /FORMAT=FILE/],
    [['good.json', '--output', 'xml=a'], /no format xml/],
    [['good.json', '--output', 'json=a', '--output', 'sarif=a'], /one file/],
    [['good.json', '--output', 'json=a', '--output', 'sarif=./a'], /one file/],
    [['-', '--stdin-name', ''], /name of standard input is empty/],
    [['good.json', '--output', 'json=./good.json'], /what is to be judged/],
    [[''], /a path is empty/],
    [['good.json', '--ignore', 'json/duplicate-kye=x'], /did you mean json\/duplicate-key\?/],
    [['good.json', '--ignore', 'json/duplicate-key'], /needs a reason/],
    [['good.json', '--ignore', 'json/duplicate-key= '], /needs a reason/],
    [['good.json', '--ignore', 'report/unused-ignore=x'], /cannot be ignored/],
    [['good.json', '--runtime-bin', 'absent'], /runtime not found/],
    [['a.anpkg/x'], /no such file/],
  ])('of validate %j is 2, with one line that says why', async (args, message) => {
    const run = await runIn(folder, ['validate', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trimEnd()).not.toContain('\n');
  });

  test('of a file that cannot be read is 3, and the others are judged', async () => {
    const run = await runIn(folder, ['validate', 'dangling.json', 'good.json', '--format', 'json']);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^dangling\.json: cannot open .*: ENOENT\n$/u);
    expect(paths(run.stdout)).toEqual(['good.json']);
    expect(JSON.parse(run.stdout).valid).toBe(false);
  });

  test('of an output that cannot be written is not 0', async () => {
    const run = await runIn(folder, ['validate', 'good.json', '--output', 'json=good.json/report.json']);
    expect([2, 3]).toContain(run.code);
    expect(run.stderr.split('\n')).toHaveLength(2);
  });
});

describe('what a path stands for', () => {
  test.each([
    [['build'], ['build/b.anpkg', 'build/deep/d.yaml']],
    [['root'], ['root']],
    [
      ['b*.json', 'good.json', './good.json'],
      ['bad\u001bname.json', 'bad.json', 'good.json'],
    ],
    [['build/**/*.{anpkg,yaml}'], ['build/b.anpkg', 'build/deep/d.yaml']],
    [['**/b.anpkg'], ['build/b.anpkg']],
    [['build/link.json'], ['build/link.json']],
  ])('%j', async (args, expected) => {
    const { stdout } = await runIn(folder, ['validate', ...args, '--format', 'json']);
    expect(paths(stdout)).toEqual(expected);
  });

  test('a file outside of the working folder has its base name', async () => {
    const { stdout } = await runIn(join(folder, 'empty'), ['validate', '../good.json', '--format', 'json']);
    expect(paths(stdout)).toEqual(['good.json']);
    expect(stdout).not.toContain(folder);
  });

  test('- is standard input, called as --stdin-name says', async () => {
    const args = ['validate', '-', '--stdin-name', 'in.json', '--format', 'json'];
    const { code, stdout } = await runIn(folder, args, { stdin: '{"a":1,"a":2}' });
    expect(code).toBe(1);
    expect(paths(stdout)).toEqual(['in.json']);
  });
});

describe('output', () => {
  test('a format goes to standard output, others to files, each whole', async () => {
    const out = makeFolder({});
    const files = ['json', 'sarif', 'junit', 'github', 'text'].map((format) => `${format}=${join(out, format)}`);
    const args = ['validate', 'bad.json', '--format', 'json', ...files.flatMap((file) => ['--output', file])];
    const { stdout } = await runIn(folder, args);
    expect(readFileSync(join(out, 'json'), 'utf8')).toBe(stdout);
    expect(JSON.parse(readFileSync(join(out, 'sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(join(out, 'junit'), 'utf8')).toMatch(/^<\?xml /u);
    expect(readFileSync(join(out, 'github'), 'utf8')).toMatch(/^::error file=bad\.json,line=2,col=2,/u);
    expect(readFileSync(join(out, 'text'), 'utf8')).toContain('  2 |  "a":2}');
    expect(readdirSync(out).sort()).toEqual(['github', 'json', 'junit', 'sarif', 'text']);
    removeFolder(out);
  });

  test('the text shows the place with a caret and how to mend it', async () => {
    const { stdout } = await runIn(folder, ['validate', 'bad.json']);
    expect(stdout).toMatch(/^invalid bad\.json \(strict-json@1\)\n {2}error json\/duplicate-key line 2:2 \/a\n/u);
    expect(stdout).toContain('      2 |  "a":2}\n        |  ^\n');
    expect(stdout).toMatch(/\n1 artifact: 0 valid, 1 invalid; 1 error, 0 warnings\n$/u);
  });

  test('an ignored finding stays in the report, and the verdict with it', async () => {
    const { stdout } = await runIn(folder, [
      'validate',
      'bad.json',
      '--ignore',
      'json/duplicate-key=ours',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      artifacts: [{ valid: false, findings: [{ ignored: 'ours' }] }],
    });
  });

  test('an ignore without a finding is a finding of the run', async () => {
    const { stdout } = await runIn(folder, [
      'validate',
      'good.json',
      '--ignore',
      'json/duplicate-key=ours',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      counts: { error: 0, warning: 1 },
      findings: [{ rule: 'report/unused-ignore', details: { rule: 'json/duplicate-key' } }],
    });
  });

  test.each(['text', 'github', 'junit'])('%s has no control character of a name', async (format) => {
    const { stdout } = await runIn(folder, ['validate', 'bad\u001bname.json', '--format', format]);
    expect(stdout).toContain('bad\\u{1b}name.json');
    expect(stdout).not.toContain('\u001b');
  });

  test.each([
    ['on a terminal', [], {}, true, true],
    ['in a pipe', [], {}, false, false],
    ['with NO_COLOR', [], { NO_COLOR: '1' }, true, false],
    ['with an empty NO_COLOR', [], { NO_COLOR: '' }, true, true],
    ['with FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, true],
    ['with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, false],
    ['on a dumb terminal', [], { TERM: 'dumb' }, true, false],
    ['with --no-color', ['--no-color'], { FORCE_COLOR: '1' }, true, false],
    ['with --color never', ['--color', 'never'], {}, true, false],
    ['with --color always', ['--color', 'always'], { NO_COLOR: '1' }, false, true],
  ])('colours %s', async (_what, flags, env, isTTY, isColoured) => {
    const { stdout } = await runIn(folder, [...flags, 'validate', 'good.json'], { env, isTTY });
    expect(stdout.includes('\u001b[')).toBe(isColoured);
  });

  test('progress stands on the standard error of a terminal, and is wiped', async () => {
    const { stderr } = await runIn(folder, ['validate', 'good.json', 'a.anpkg', 'build'], { isTTY: true });
    expect(stderr).toMatch(/^(?:\r\u001b\[K\d of 4: [\w./]+)+\r\u001b\[K$/u);
  });

  test('two runs say the same', async () => {
    const run = () => runIn(folder, ['validate', 'bad.json', 'build', '--format', 'sarif']);
    expect(await run()).toEqual(await run());
  });
});

describe('validate-contracts', () => {
  test('judges what is named', async () => {
    expect(await runIn(folder, ['good.json'], { program: 'validate-contracts' })).toMatchObject({ code: 0 });
    expect(await runIn(folder, ['bad.json'], { program: 'validate-contracts' })).toMatchObject({ code: 1 });
  });

  test('alone, outside of a checkout, is a usage error', async () => {
    const executable = join(folder, 'good.json');
    const run = await runIn(folder, [], { program: 'validate-contracts', executable });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/checkout/u);
  });

  test('with --since is about the checkout, and about no artifacts', async () => {
    const executable = join(folder, 'good.json');
    const outside = await runIn(folder, ['--since', 'HEAD'], { program: 'validate-contracts', executable });
    expect(outside).toMatchObject({ code: 2, stdout: '' });
    expect(outside.stderr).toMatch(/checkout/u);
    const both = await runIn(folder, ['--since', 'HEAD', 'good.json'], { program: 'validate-contracts', executable });
    expect(both).toMatchObject({ code: 2, stdout: '' });
    expect(both.stderr).toMatch(/--since/u);
  });

  test('without paths but with a flag says what is missing', async () => {
    const run = await runIn(folder, ['--format', 'json'], { program: 'validate-contracts' });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/name a file/u);
  });

  test('does not run the scripts of a folder that only looks like its checkout', async () => {
    const other = makeFolder({
      'contracts/x': '',
      'scripts/checkout.ts': 'process.exit(0)',
      'bin/validate-contracts': '',
    });
    const executable = join(other, 'bin/validate-contracts');
    expect(await runIn(other, [], { program: 'validate-contracts', executable })).toMatchObject({ code: 2 });
    removeFolder(other);
  });
});

test('a folder that cannot be listed is told of, and everything else is judged', async () => {
  const crowded = makeFolder({ 'deep/a.json': '[1,]', 'good.json': '[]' });
  try {
    // Deeper than a path may be long, which no rights of the user get around.
    const descend = 'cd deep && for i in $(seq 30); do mkdir "$0" && cd -P "$0" || exit 1; done';
    expect(spawnSync('sh', ['-c', descend, 'd'.repeat(200)], { cwd: crowded }).status).toBe(0);
    const { code, stdout, stderr } = await runIn(crowded, ['validate', '.', '--format', 'json']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^deep\/d+\/.*: cannot list the folder: ENAMETOOLONG\n$/u);
    expect(paths(stdout)).toEqual(['deep/a.json', 'good.json']);
    expect(JSON.parse(stdout).valid).toBe(false);
  } finally {
    spawnSync('rm', ['-rf', crowded]);
  }
});
