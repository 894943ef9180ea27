import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minimalFiles } from '../../anpkg/minimal-package.test-fixture.ts';
import { LIMITS } from '../../generated/limits.ts';
import { TOOL } from '../../generated/tool.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';
import { COMMANDS } from '../command-table.ts';
import { makeCommandFiles } from './command-files.test-fixture.ts';

let folder: string;
beforeAll(() => {
  folder = makeCommandFiles();
});
afterAll(() => removeFolder(folder));

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
