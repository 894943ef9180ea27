import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mayBeTerminal, writeDirectly } from './write-directly.ts';

let folder: string;
let descriptor: number;
const open = (path: string, flags: string): number => {
  descriptor = openSync(path, flags);
  return descriptor;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-directly-'));
});
afterEach(() => {
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

test('every byte is written, in order', () => {
  const file = join(folder, 'file');
  const bytes = Buffer.alloc(300_000, 'abc');
  open(file, 'w');
  expect(writeDirectly(descriptor, bytes)).toEqual({ rest: Buffer.alloc(0) });
  writeDirectly(descriptor, Buffer.from('end'));
  expect(readFileSync(file).equals(Buffer.concat([bytes, Buffer.from('end')]))).toBe(true);
});

test('what cannot be written is an error, and not thrown', () => {
  expect(writeDirectly(open('/dev/full', 'w'), Buffer.from('a')).error).toMatchObject({ code: 'ENOSPC' });
});

test('a file and the null device are no terminals, another device may be one', () => {
  expect(mayBeTerminal(open(join(folder, 'file'), 'w'))).toBe(false);
  closeSync(descriptor);
  expect(mayBeTerminal(open('/dev/null', 'w'))).toBe(false);
  closeSync(descriptor);
  expect(mayBeTerminal(open('/dev/zero', 'r'))).toBe(true);
});
