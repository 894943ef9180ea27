import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileSource, readBytes } from './byte-source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'byte-source-'));
  writeFileSync(join(folder, 'one'), 'one');
  writeFileSync(join(folder, 'two'), 'two');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a source that is closed reads nothing, and closes nothing again, whoever has its descriptor now', () => {
  const source = openFileSource(join(folder, 'one'));
  source.close();
  const descriptor = openSync(join(folder, 'two'), 'r');
  expect(() => readBytes(source, 0, 3)).toThrow(expect.objectContaining({ name: 'ContractsError', code: 'usage' }));
  source.close();
  expect(() => closeSync(descriptor)).not.toThrow();
});
