import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOOL } from '../reference/generated/tool.ts';
import { buildPrograms, PLACES, placePrograms } from './executable.test-fixture.ts';

let built: string;
beforeAll(() => {
  built = buildPrograms();
});
afterAll(() => rmSync(built, { recursive: true }));

function run(folder: string, program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin', program), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  });
  return { status, stdout, stderr };
}

describe.each(PLACES)('the executable, copied below %s', (_what, packageJson) => {
  let folder: string;
  beforeAll(() => {
    folder = placePrograms(built, packageJson);
  });

  test('prints its version', () => {
    expect(run(folder, 'package-contracts', '--version')).toEqual({
      status: 0,
      stdout: `${TOOL.version}\n`,
      stderr: '',
    });
  });

  test('validates documents', () => {
    const good = run(folder, 'validate-contracts', 'good.json');
    expect(good).toMatchObject({ status: 0, stderr: '' });
    expect(good.stdout).toContain('good.json (strict-json@1)');
    const bad = run(folder, 'package-contracts', 'validate', 'bad.yaml');
    expect(bad).toMatchObject({ status: 1, stderr: '' });
    expect(bad.stdout).toContain('error yaml/duplicate-key');
  });

  test('loads each command', () => {
    for (const args of [
      ['limits'],
      ['completion', 'bash'],
      ['inspect', 'good.json'],
      ['diff', 'good.json', 'good.json'],
    ]) {
      expect(run(folder, 'package-contracts', ...args)).toMatchObject({ status: 0, stderr: '' });
    }
  });

  test('is in no checkout', () => {
    expect(run(folder, 'validate-contracts')).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('the executable', () => {
  test('is one text under two names, that its owner may run', () => {
    const [one, other] = ['package-contracts', 'validate-contracts'].map((name) => readFileSync(join(built, name)));
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
    expect(one?.subarray(0, 20).toString()).toBe('#!/usr/bin/env node\n');
    expect(statSync(join(built, 'package-contracts')).mode & 0o777).toBe(0o755);
  });

  test('is the same when it is built again', () => {
    const again = buildPrograms();
    expect(readFileSync(join(again, 'package-contracts')).equals(readFileSync(join(built, 'package-contracts')))).toBe(
      true,
    );
    rmSync(again, { recursive: true });
  });

  test('goes by the name that it is linked as', () => {
    const folder = placePrograms(built, undefined);
    symlinkSync(join(built, 'package-contracts'), join(folder, 'bin/validate-contracts.link'));
    expect(run(folder, 'validate-contracts.link', 'good.json')).toMatchObject({ status: 0 });
  });

  test('keeps its exit code, and says nothing, when nobody reads its output', async () => {
    const folder = placePrograms(built, undefined);
    const child = spawn(process.execPath, [join(folder, 'bin/package-contracts'), 'validate', 'bad.yaml'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    const errors: string[] = [];
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    const [code] = await once(child, 'close');
    expect([code, errors.join('')]).toEqual([1, '']);
  });

  test('fails where its result cannot be written', () => {
    const folder = placePrograms(built, undefined);
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/validate-contracts'), 'good.json'], {
      cwd: folder,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect([status, stderr]).toEqual([3, 'validate-contracts: cannot write standard output: ENOSPC\n']);
  });

  test('says in one line that its working folder is gone', () => {
    const folder = placePrograms(built, undefined);
    const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" good.json';
    const program = join(folder, 'bin/validate-contracts');
    const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, program], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([3, 'validate-contracts: the working folder is gone\n']);
  });

  test('standard input that is a folder is a usage error, and no empty document', () => {
    const folder = placePrograms(built, undefined);
    const descriptor = openSync(folder, 'r');
    for (const name of ['in.json', 'in.yaml']) {
      const argv = [join(folder, 'bin/validate-contracts'), '-', '--stdin-name', name];
      const run = spawnSync(process.execPath, argv, { stdio: [descriptor, 'pipe', 'pipe'], encoding: 'utf8' });
      expect([run.status, run.stdout, run.stderr]).toEqual([2, '', 'validate-contracts: standard input is a folder\n']);
    }
    closeSync(descriptor);
  });

  test('reads standard input', () => {
    const folder = placePrograms(built, undefined);
    const { status, stdout } = spawnSync(process.execPath, [join(folder, 'bin/validate-contracts'), '-'], {
      input: '[1]',
      encoding: 'utf8',
    });
    expect([status, stdout.split('\n')[0]]).toEqual([0, 'valid   stdin (strict-json@1)']);
  });
});
