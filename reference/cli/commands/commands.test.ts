import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minimalFiles, withChecksums } from '../../anpkg/minimal-package.test-fixture.ts';
import { exampleArchive, exampleTar } from '../../distribution/example-repository.test-fixture.ts';
import { validators as interfaces } from '../../generated/interfaces-validators.ts';
import { LIMITS } from '../../generated/limits.ts';
import { TOOL } from '../../generated/tool.ts';
import { packageOf, zipOf } from '../../recognition/sample-artifacts.test-fixture.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';
import { COMMANDS } from '../command-table.ts';

const SECRET = 'q7w8e9r0t1';
let folder: string;
beforeAll(() => {
  const broken = Buffer.from(zipOf({ 'a.txt': 'content' }));
  broken[broken.indexOf('content')] = 0x58;
  folder = makeFolder({
    'a.anpkg': packageOf(),
    'b.anpkg': packageOf({ 'providers/sim0.yaml': `devices: []\nlimit: 4\napi_token: ${SECRET}\n` }),
    'docs.zip': zipOf({ 'a.txt': 'one', 'dir/b.txt': 'two', 'dir/sub/c.txt': 'three' }),
    'broken.zip': broken,
    'a.json': '{"x": [1, 2], "y": null}',
    'b.json': '{"x": [1, 3, 4], "z": "new"}',
    'bad.json': '{"a":1,"a":2}',
    'a.yaml': 'x: 1\n',
    'a.bin': Buffer.from([0, 1, 2, 3]),
    'b.bin': Buffer.from([0, 1, 9, 3, 4]),
    full: null,
    project: null,
  });
  writeFileSync(join(folder, 'full/file'), '');
});
afterAll(() => removeFolder(folder));

describe('inspect', () => {
  test('shows members, documents and references of a package', async () => {
    const { code, stdout } = await runIn(folder, ['inspect', 'a.anpkg', '--format', 'json']);
    expect(code).toBe(0);
    const inspection = JSON.parse(stdout);
    expect(inspection.format).toBe('package-contracts-inspection/1');
    expect(inspection.artifact).toMatchObject({ path: 'a.anpkg', contract: 'anpkg@1', valid: true });
    expect(inspection.members.map(({ path }: { path: string }) => path)).toEqual(
      Object.keys(withChecksums(minimalFiles())).sort(),
    );
    expect(Object.keys(inspection.documents)).toContain('machine-profile.yaml');
    expect(inspection.references).toContainEqual({
      from: { member: 'machine-profile.yaml', pointer: '/runtime_profiles/manual' },
      to: 'runtime/anolis-runtime.yaml',
    });
  });

  test.each([
    ['a.anpkg', 0],
    ['docs.zip', 0],
    ['a.json', 0],
    ['a.yaml', 0],
    ['bad.json', 1],
    ['broken.zip', 1],
    ['a.bin', 1],
    // What breaks the package's own contract alone is for validate.
    ['b.anpkg', 0],
  ])('of %s ends with %i', async (name, code) => {
    expect((await runIn(folder, ['inspect', name])).code).toBe(code);
  });

  test('shows the members in a table', async () => {
    const { stdout } = await runIn(folder, ['inspect', 'docs.zip']);
    // SHA-256 of "two", by sha256sum.
    expect(stdout).toContain('  3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  dir/b.txt\n');
  });

  test('shows the outline of a document, with the place of each value', async () => {
    const { stdout } = await runIn(folder, ['inspect', 'a.json']);
    expect(stdout).toContain(`
outline (line:column of each value)
1:1   object of 2
1:7     x: array of 2
1:8       [0]: number 1
1:11      [1]: number 2
1:20    y: null
`);
  });

  test.each(['a.json', 'a.yaml', 'a.anpkg', 'b.anpkg', 'bad.json', 'broken.zip', 'a.bin'])(
    'prints of %s what the schema describes',
    async (name) => {
      const inspection: unknown = JSON.parse((await runIn(folder, ['inspect', name, '--format', 'json'])).stdout);
      const isInspection = interfaces['interfaces/inspection'];
      expect([isInspection(inspection), isInspection.errors]).toEqual([true, null]);
    },
  );

  test.each([
    ['0', undefined],
    ['1', { nodes: [{ pointer: '', type: 'object', line: 1, column: 1, count: 2 }], leftOut: 2 }],
  ])('with --nodes %s shows so many nodes', async (count, outline) => {
    const { stdout } = await runIn(folder, ['inspect', 'a.json', '--nodes', count, '--format', 'json']);
    expect(JSON.parse(stdout).outline).toEqual(outline);
  });

  test.each(['-1', 'x', '10001'])('does not take %s for a number of nodes', async (count) => {
    expect((await runIn(folder, ['inspect', 'a.json', `--nodes=${count}`])).code).toBe(2);
  });
});

describe('extract', () => {
  test('writes exactly the members, all of them', async () => {
    const out = join(folder, 'out/all');
    expect(await runIn(folder, ['extract', 'docs.zip', '--out', out])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(out, 'a.txt'), 'utf8')).toBe('one');
    expect(readFileSync(join(out, 'dir/sub/c.txt'), 'utf8')).toBe('three');
    expect(readdirSync(join(folder, 'out'))).toEqual(['all']);
  });

  test.each([
    [['dir/b.txt'], ['dir', 'dir/b.txt']],
    [['dir/sub/'], ['dir', 'dir/sub', 'dir/sub/c.txt']],
    [
      ['a.txt', 'dir/sub'],
      ['a.txt', 'dir', 'dir/sub', 'dir/sub/c.txt'],
    ],
  ])('writes the named members %j', async (members, expected) => {
    const out = join(folder, `some-${members.length}-${expected.length}`);
    expect((await runIn(folder, ['extract', 'docs.zip', ...members, '--out', out])).code).toBe(0);
    expect(readdirSync(out, { recursive: true }).map(String).sort()).toEqual(expected);
  });

  test('fills a folder that is there and empty', async () => {
    mkdirSync(join(folder, 'vacant'));
    const before = statSync(join(folder, 'vacant')).ino;
    expect((await runIn(join(folder, 'vacant'), ['extract', '../docs.zip', '--out', '.'])).code).toBe(0);
    expect(readdirSync(join(folder, 'vacant')).sort()).toEqual(['a.txt', 'dir']);
    // Whoever works in it would be left in a folder that is gone.
    expect(statSync(join(folder, 'vacant')).ino).toBe(before);
  });

  test('writes nothing of an archive that is broken', async () => {
    const run = await runIn(folder, ['extract', 'broken.zip', '--out', 'none']);
    expect(run).toMatchObject({ code: 1, stderr: 'nothing was extracted\n' });
    expect(run.stdout).toContain('error zip/');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  test.each([
    [['docs.zip', 'absent.txt', '--out', 'none'], /no member absent\.txt/],
    [['docs.zip', '--out', 'full'], /not empty/],
    [['docs.zip', '--out', 'a.json'], /not a folder/],
    [['docs.zip'], /required option '--out/],
    [['full', '--out', 'none'], /a folder cannot be extracted/],
    [['absent.zip', '--out', 'none'], /no such file/],
    [['', '--out', 'none'], /a path is empty/],
    [['docs.zip/a', '--out', 'none'], /no such file/],
    [['x'.repeat(300), '--out', 'none'], /no such file/],
    [['docs.zip', '--out', ''], /The path is empty/],
  ])('refuses %j', async (args, message) => {
    const run = await runIn(folder, ['extract', ...args]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(existsSync(join(folder, 'none'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('diff', () => {
  test.each([
    ['a.anpkg', 'a.anpkg', []],
    ['a.json', 'b.json', ['~ /x/1: 2 → 3', '+ /x/2: 4', '- /y: null', '+ /z: "new"']],
    ['a.bin', 'b.bin', ['~ from offset 2: 4 bytes → 5 bytes']],
  ])('of %s and %s', async (before, after, expected) => {
    const { code, stdout } = await runIn(folder, ['diff', before, after]);
    expect(code).toBe(expected.length === 0 ? 0 : 1);
    expect(stdout.split('\n').slice(1, -1)).toEqual(expected);
  });

  test('of packages goes member by member, field by field, without the secret', async () => {
    const { code, stdout } = await runIn(folder, ['diff', 'a.anpkg', 'b.anpkg', '--format', 'json']);
    expect(code).toBe(1);
    expect(stdout).not.toContain(SECRET);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'package-contracts-difference/1',
      equal: false,
      differences: [
        { kind: 'changed', member: 'meta/checksums.sha256' },
        {
          kind: 'added',
          member: 'providers/sim0.yaml',
          pointer: '/api_token',
          after: expect.stringMatching(/^\[secret of 10/u),
        },
        { kind: 'added', member: 'providers/sim0.yaml', pointer: '/limit', after: '4' },
      ],
    });
  });

  test('names members that only one side has', async () => {
    writeFileSync(join(folder, 'less.zip'), zipOf({ 'a.txt': 'one' }));
    const { stdout } = await runIn(folder, ['diff', 'docs.zip', 'less.zip']);
    expect(stdout.split('\n').slice(1, -1)).toEqual(['- dir/b.txt: 3 bytes', '- dir/sub/c.txt: 5 bytes']);
  });

  test('of an archive that breaks its rules is one of bytes', async () => {
    const { stdout } = await runIn(folder, ['diff', 'broken.zip', 'docs.zip']);
    expect(stdout).toMatch(/~ from offset \d+: \d+ bytes → \d+ bytes/u);
  });
});

describe('limits', () => {
  test('prints every limit with its rule', async () => {
    const { stdout } = await runIn(folder, ['limits']);
    for (const [id, { rule }] of Object.entries(LIMITS)) {
      expect(stdout).toMatch(new RegExp(`^${id.replaceAll('.', '\\.')} .* ${rule} `, 'mu'));
    }
    const { limits } = JSON.parse((await runIn(folder, ['limits', '--format', 'json'])).stdout);
    expect(limits).toHaveLength(Object.keys(LIMITS).length);
  });
});

describe('produce anpkg', () => {
  test.each([
    [['produce', 'anpkg', 'project'], /required option '--out/],
    [['produce', 'anpkg', 'a.json', '--out', 'p.anpkg'], /a project is a folder/],
    [['produce', 'anpkgs'], /unknown command 'anpkgs' \(Did you mean anpkg\?\)/],
  ])('refuses %j', async (args, message) => {
    const run = await runIn(folder, args);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
  });

  test('of a folder that is no project gives findings and no file', async () => {
    const run = await runIn(folder, ['produce', 'anpkg', 'project', '--out', 'p.anpkg']);
    expect(run).toMatchObject({ code: 1, stderr: 'nothing was produced\n' });
    expect(run.stdout).toMatch(/^invalid project \(anpkg@1\)\n {2}error anpkg\//u);
    expect(existsSync(join(folder, 'p.anpkg'))).toBe(false);
  });

  test('builds a package that validates', async () => {
    const project = makeFolder({
      'bench/machine-profile.yaml': String(minimalFiles()['machine-profile.yaml']),
      'bench/runtime/anolis-runtime.yaml': String(minimalFiles()['runtime/anolis-runtime.yaml']),
      'bench/providers/sim0.yaml': 'devices: []\n',
    });
    const run = await runIn(project, ['produce', 'anpkg', 'bench', '--out', 'bench.anpkg']);
    expect(run.stdout).toMatch(/produced bench\.anpkg \(\d+ bytes, SHA-256 [0-9a-f]{64}\)\n$/u);
    expect(run.code).toBe(0);
    expect((await runIn(project, ['validate', 'bench.anpkg'])).code).toBe(0);
    removeFolder(project);
  });
});

describe('help', () => {
  const names = COMMANDS.flatMap(({ name, commands }) => [
    [name],
    ...(commands ?? []).map((child) => [name, child.name]),
  ]);
  test.each(names)('of %s %s says what it does', async (...path) => {
    const { code, stdout } = await runIn(folder, [...path.filter((name) => name !== undefined), '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`^Usage: package-contracts ${path.filter((name) => name !== undefined).join(' ')} `, 'u'),
    );
  });

  test('marks an option that must be given', async () => {
    const { stdout } = await runIn(folder, ['extract', '--help']);
    expect(stdout).toMatch(/^ {2}--out <folder> .*\(required\)$/mu);
  });

  test('of the program lists every command and the exit codes', async () => {
    const { code, stdout } = await runIn(folder, ['--help']);
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'mu'));
    for (const exit of ['0', '1', '2', '3']) expect(stdout).toMatch(new RegExp(`^ {2}${exit} {2}\\w`, 'mu'));
    expect(COMMANDS.every(({ summary }) => summary !== '')).toBe(true);
  });

  test('--version prints the version alone', async () => {
    expect(await runIn(folder, ['--version'])).toMatchObject({ code: 0, stdout: `${TOOL.version}\n` });
  });

  test('no command at all is a usage error', async () => {
    expect((await runIn(folder, [])).code).toBe(2);
  });

  test('an unknown command is one with a suggestion', async () => {
    const run = await runIn(folder, ['validat']);
    expect(run).toMatchObject({
      code: 2,
      stderr: "package-contracts: unknown command 'validat' (Did you mean validate?)\n",
    });
  });
});

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('for %s names every command and flag', async (shell) => {
    const { code, stdout } = await runIn(folder, ['completion', shell]);
    expect(code).toBe(0);
    for (const { name, options } of COMMANDS) {
      expect(stdout).toContain(name);
      for (const { flags } of options) {
        const flag = /--([a-z-]+)/u.exec(flags)?.[1] ?? '';
        expect(stdout).toContain(shell === 'fish' ? `-l ${flag}` : `--${flag}`);
      }
    }
  });

  test('for another shell is a usage error', async () => {
    expect((await runIn(folder, ['completion', 'tcsh'])).code).toBe(2);
  });
});

describe('golden', () => {
  test.each(['check', 'regenerate'])('%s outside of a checkout is a usage error', async (name) => {
    expect(await runIn(folder, ['golden', name], { executable: join(folder, 'a.json') })).toMatchObject({ code: 2 });
  });
});

describe('serve', () => {
  test('listens on the loopback address until it is told to stop', async () => {
    const run = await runIn(folder, ['serve', '--port', '0']);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/u);
  });

  test.each(['x', '-1', '65536', ''])('refuses the port %j', async (port) => {
    expect((await runIn(folder, ['serve', `--port=${port}`])).code).toBe(2);
  });
});

test('diff says that a tar and the same one in gzip have the same members', async () => {
  const two = makeFolder({ 'a.tar': exampleTar(), 'a.tar.gz': exampleArchive() });
  const { code, stdout } = await runIn(two, ['diff', 'a.tar.gz', 'a.tar']);
  removeFolder(two);
  expect(code).toBe(1);
  const sizes = [exampleArchive(), exampleTar()].map(({ length }) => `${length} bytes`);
  expect(stdout).toBe(
    `a.tar.gz and a.tar differ\n~ the artifact: the same members in gzip, ${sizes[0]} → the same members in no envelope, ${sizes[1]}\n`,
  );
});

test('diff does not call two folders equal where it could not read all of them', async () => {
  const two = makeFolder({ 'a/x.txt': 'x', 'b/x.txt': 'x' });
  try {
    symlinkSync('one', join(two, 'a/link'));
    symlinkSync('other', join(two, 'b/link'));
    const { code, stdout, stderr } = await runIn(two, ['diff', 'a', 'b']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('the folder cannot be compared: a holds symbolic link (link)');
  } finally {
    removeFolder(two);
  }
});
