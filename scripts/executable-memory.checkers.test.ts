import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildZip, type ZipMember } from '../conformance/recipes/zip-builder.ts';
import { buildPrograms } from './executable.test-fixture.ts';

/** The limit for packages is 128 MiB over a bare start; other versions of Node and loaded machines keep more. */
const MOST_MIB = 192;
const UTF8 = 0x0800;
const REPORT_PEAK =
  'data:text/javascript,import{writeSync}from"node:fs";process.on("exit",()=>writeSync(2,"peak "+process.resourceUsage().maxRSS+"\\n"))';

let folder: string;
beforeAll(() => {
  folder = buildPrograms();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A run of the executable on an archive: what it says, and its peak of resident memory over that of a bare start. */
function run(members: readonly ZipMember[], ...args: readonly string[]) {
  const file = join(folder, 'a.zip');
  writeFileSync(file, buildZip(members).bytes);
  const program = join(folder, 'package-contracts');
  const { peak, ...rest } = measure([program, ...args, '--contract', 'strict-zip@1', '--format', 'json', file]);
  return { ...rest, over: peak - measure(['-e', '0']).peak };
}

function measure(parameters: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', REPORT_PEAK, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { status, stdout, peak: Number(/peak ([0-9]+)\n/.exec(stderr)?.[1]) / 1024 };
}

test('inspecting as many members as there may be stays in bounds', () => {
  const members = Array.from({ length: 65_535 }, (_, index) => ({ name: String(index).padStart(5, '0') }));
  const { status, stdout, over } = run(members, 'inspect');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).members).toHaveLength(65_535);
  expect(over).toBeLessThan(MOST_MIB);
});

test('names far too long are refused in bounds, with a report that can be read', () => {
  const members = Array.from({ length: 1_500 }, (_, index) => ({
    name: `${index}/${'ế'.repeat(20_000)}`,
    flags: UTF8,
  }));
  const { status, stdout, over } = run(members, 'validate');
  expect(status).toBe(1);
  expect(JSON.parse(stdout).artifacts[0].primary).toBe('zip/name-too-long');
  expect(Buffer.byteLength(stdout)).toBeLessThan(10 * 1024 * 1024);
  expect(over).toBeLessThan(MOST_MIB);
});

test('extra fields full of blocks are read in bounds', () => {
  const extra = Buffer.alloc(64_000);
  for (let at = 0; at < extra.length; at += 4) extra.writeUInt16LE(0x2000 + at / 4, at);
  const members = Array.from({ length: 800 }, (_, index) => ({ name: String(index).padStart(5, '0'), extra }));
  const { status, over } = run(members, 'validate');
  expect(status).toBe(0);
  expect(over).toBeLessThan(MOST_MIB);
});
