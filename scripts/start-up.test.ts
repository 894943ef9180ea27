import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleProgram } from './bundle-program.mjs';

// What a start costs is what it reads, compiles and loads (docs/architecture.md, What keeps the start lean).
const ROOT = join(import.meta.dirname, '..');
const PACKAGE = join(ROOT, 'golden/anpkg/minimal/expected.anpkg');

/** Says at the end which modules of Node were loaded and which chunks of the program were compiled. */
const RECORD = `data:text/javascript,
import { writeSync } from 'node:fs';
import vm from 'node:vm';
const before = process.moduleLoadList.length;
const compiled = [];
const { compileFunction } = vm;
vm.compileFunction = (code, names, options) => {
  compiled.push(options.filename);
  return compileFunction(code, names, options);
};
process.on('exit', () => {
  const loaded = process.moduleLoadList.slice(before).filter((name) => /^NativeModule [^/]+$/.test(name));
  writeSync(2, JSON.stringify({ loaded: loaded.map((name) => name.slice(13)), compiled }));
});
`;

let folder: string;
let chunks: Readonly<Record<string, readonly string[]>>;
/** The chunks that every start needs. */
let begins: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'start-up-test-'));
  const built = await bundleProgram(ROOT);
  chunks = built.chunks;
  begins = built.start;
  writeFileSync(join(folder, 'package-contracts'), built.program);
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(...args: readonly string[]) {
  const argv = ['--import', RECORD.replaceAll('\n', ' '), join(folder, 'package-contracts'), ...args];
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  const { loaded, compiled }: { loaded: string[]; compiled: string[] } = JSON.parse(stderr);
  return { status, loaded, modules: compiled.flatMap((name) => chunks[name] ?? [`unknown chunk ${name}`]) };
}

test('--help compiles nothing but what every start needs, and loads nothing of Node', () => {
  const { status, loaded, modules } = start('--help');
  expect([status, modules]).toEqual([0, []]);
  expect(loaded.filter((name) => name !== 'process')).toEqual([]);
});

test('what every start needs is the command line, and what contracts are recognised by', () => {
  const needed = [
    /^reference\/(?:cli|report)\//,
    /^reference\/recognition\/registry\.ts$/,
    /^reference\/generated\/(?:tool|[a-z-]+-layout)\.ts$/,
    /(?:^|\/)node_modules\/commander\//,
    /^absent:/,
  ];
  const modules = begins.flatMap((name) => chunks[name] ?? []);
  expect(modules).toContain('reference/cli/main.ts');
  expect(modules.filter((module) => !needed.some((pattern) => pattern.test(module)))).toEqual([]);
});

test('a package that breaks no rule is judged by its own room and those that all share', () => {
  const { status, modules } = start('validate', PACKAGE);
  expect(status).toBe(0);
  // Its documents have the form that is mostly written, and nobody asks where something stands in them.
  expect(modules.filter((module) => module.includes('node_modules/yaml/'))).toEqual([]);
  const ours = modules.filter((module) => !module.includes('node_modules/'));
  const shared = /^reference\/(?:anpkg|archive|document|integrity|report|recognition|cli)\//;
  expect(ours.filter((module) => !shared.test(module)).sort()).toEqual([
    'reference/generated/anpkg-validators.ts',
    // What an archive is told from a pack by.
    'reference/generated/assets-pa-layout.ts',
    'reference/generated/limits.ts',
    'reference/generated/retired-rules.ts',
  ]);
});
