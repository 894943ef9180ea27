import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SuiteError } from '../suite-error.ts';
import type { Adapter } from './adapter.ts';
import { openAdapter } from './open-adapter.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-adapter-'));
  mkdirSync(join(folder, 'a folder'));
  mkdirSync(join(folder, 'folder'));
  for (const name of ['text', 'program', 'a program']) writeFileSync(join(folder, name), '#!/bin/sh\n');
  for (const name of ['program', 'a program']) chmodSync(join(folder, name), 0o755);
  symlinkSync('nowhere', join(folder, 'dangling'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = (named: string): Adapter => openAdapter(named, folder, { timeoutMs: 1000, memoryBytes: 2 ** 30 });

test.each([
  ['./missing --serve', 'the adapter ./missing does not exist'],
  ['missing.json', 'the adapter missing.json does not exist'],
  ['no-such-program-on-the-path --serve', 'the adapter no-such-program-on-the-path does not exist'],
  ['./dangling', 'the adapter ./dangling does not exist'],
  ['./text/inner', 'the adapter ./text/inner does not exist'],
  ['folder', 'the adapter folder is a folder'],
  ['./folder --serve', 'the adapter ./folder is a folder'],
  ["'./a folder'", 'the adapter ./a folder is a folder'],
  ['text', 'the adapter text may not be executed'],
  ['./text --serve', 'the adapter ./text may not be executed'],
])('nothing can be driven by %s', (named, why) => {
  expect(() => open(named)).toThrow(new SuiteError('usage', why));
});

test.each(['program', './program --serve', 'a program', "'./a program' --serve", 'sh -c true', '/bin/sh'])(
  'a program is found by %s',
  (named) => {
    expect(() => open(named)).not.toThrow();
  },
);
