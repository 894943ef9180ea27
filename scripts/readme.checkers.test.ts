import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeBlocksOf, consoleCommandsOf } from './check/code-blocks.ts';

// The README shows what the built programs really print: its `console` blocks are run, in order, in a folder that holds
// nothing but a link to golden/, and its `js` blocks as modules that import the package by its name.
const root = join(import.meta.dirname, '..');
const blocks = codeBlocksOf(readFileSync(join(root, 'README.md'), 'utf8'));
const environment = {
  PATH: [join(root, 'dist/bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
  NO_COLOR: '1',
  LC_ALL: 'C.UTF-8',
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  symlinkSync(join(root, 'golden'), join(folder, 'golden'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the README', () => {
  it('opens with the two commands, both of package.json', () => {
    const [first] = blocks;
    expect(first).toMatchObject({ language: 'sh', code: 'npm ci && npm start\nnpm test\n' });
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  });

  it('shows no other block than those that are run here, and lists of our own commands', () => {
    expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['console', 'js', 'sh']));
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => [...code.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name));
    expect(named.length).toBeGreaterThan(0);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  const commands = blocks
    .filter(({ language }) => language === 'console')
    .flatMap(({ code }) => consoleCommandsOf(code).map((one) => [one.command, one.output] as const));
  it.each(commands)('$ %s', (command, output) => {
    const { stdout } = spawnSync('sh', ['-c', `${command} 2>&1`], { cwd: folder, env: environment, encoding: 'utf8' });
    expect(stdout).toBe(output);
  });

  const modules = blocks.filter(({ language }) => language === 'js').map(({ line, code }) => [line, code] as const);
  it.each(modules)('module at line %i', (_, code) => {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module'], {
      cwd: root,
      env: environment,
      input: code,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
