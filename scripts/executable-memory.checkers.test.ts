import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPack } from '../conformance/recipes/assets-pa/pack-builder.ts';
import { buildTar, paxRecord } from '../conformance/recipes/tar-builder.ts';
import { buildZip, type ZipMember } from '../conformance/recipes/zip-builder.ts';
import { REPORT_PEAK, reportedPeak } from './bench/report-peak.ts';
import { buildPrograms } from './executable.test-fixture.ts';

/** The limit for packages over a bare start. */
const MOST_MIB = 128;
const UTF8 = 0x0800;

let folder: string;
beforeAll(() => {
  folder = buildPrograms();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A run of the executable on an archive: what it says, and its peak of resident memory over that of a bare start. */
function run(members: readonly ZipMember[], ...args: readonly string[]) {
  const file = join(folder, 'a.zip');
  writeFileSync(file, buildZip(members).bytes);
  return runOn([...args, '--contract', 'strict-zip@1', '--format', 'json', file]);
}

function runOn(args: readonly string[]) {
  const { peak, ...rest } = measure([join(folder, 'package-contracts'), ...args]);
  return { ...rest, over: peak - measure(['-e', '0']).peak };
}

function measure(parameters: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', REPORT_PEAK, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { status, stdout, peak: reportedPeak(stderr) };
}

const MANY = Array.from({ length: 65_535 }, (_, index) => ({ name: String(index).padStart(5, '0') }));

test('inspecting as many members as there may be stays in bounds', () => {
  const { status, stdout, over } = run(MANY, 'inspect');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).members).toHaveLength(65_535);
  expect(over).toBeLessThan(MOST_MIB);
});

test('so does showing them as text', () => {
  const file = join(folder, 'a.zip');
  writeFileSync(file, buildZip(MANY).bytes);
  const { status, stdout, over } = runOn(['inspect', file]);
  expect(status).toBe(0);
  expect(stdout.split('\n')).toContainEqual(expect.stringMatching(/^0 {2}[0-9a-f]{64} {2}65534$/));
  expect(over).toBeLessThan(MOST_MIB);
});

describe('as many names as there may be, each as long as it may be,', () => {
  const rest = Array.from({ length: 4 }, () => 'n'.repeat(203)).join('/');
  const names = MANY.map(({ name }) => `${name}${'n'.repeat(198)}/${rest}`);
  let file: string;
  let tar: string;
  beforeAll(() => {
    file = join(folder, 'long.zip');
    writeFileSync(file, buildZip(names.map((name) => ({ name }))).bytes);
    tar = join(folder, 'long.tar');
    const headers = names.flatMap((name) => [{ typeflag: 'x', data: paxRecord('path', name) }, { name: 'n' }]);
    writeFileSync(tar, buildTar(headers).bytes);
  });

  test.each([
    ['judged', ['validate', '--contract', 'strict-zip@1', '--format', 'json'], 10],
    ['shown as text', ['inspect'], 65_535],
    ['shown as JSON', ['inspect', '--format', 'json'], 65_535 * 6],
  ])('are %s in bounds', (_what, args, lines) => {
    const { status, stdout, over } = runOn([...args, file]);
    expect(status).toBe(0);
    expect(stdout.split('\n').length).toBeGreaterThan(lines);
    expect(over).toBeLessThan(MOST_MIB);
  });

  test('are shown of a tar in bounds', () => {
    const { status, stdout, over } = runOn(['inspect', tar]);
    expect(status).toBe(0);
    expect(stdout.split('\n').length).toBeGreaterThan(65_535);
    expect(over).toBeLessThan(MOST_MIB);
  });

  test('are compared within the bounds of two archives', () => {
    const { status, over } = runOn(['diff', file, file]);
    expect(status).toBe(0);
    expect(over).toBeLessThan(2 * MOST_MIB);
  });
});

describe('a folder of more files than there may be', () => {
  const root = (): string => join(folder, 'many');
  beforeAll(() => {
    mkdirSync(root());
    for (let index = 0; index < 100_000; index += 1) writeFileSync(join(root(), `${index}`), '');
    mkdirSync(join(root(), 'meta'));
    writeFileSync(join(root(), 'machine-profile.yaml'), '');
    writeFileSync(join(root(), 'meta/provenance.json'), '');
  });

  test.each([
    ['validate', 1, () => [root()]],
    ['inspect', 1, () => [root()]],
    ['diff', 3, () => [root(), root()]],
  ])('%s refuses it in bounds', (command, expected, paths) => {
    const { status, over } = runOn([command, ...paths()]);
    expect(status).toBe(expected);
    expect(over).toBeLessThan(MOST_MIB);
  });
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

describe('a pack with as many assets as its header has room for', () => {
  const entries: string[] = [];
  beforeAll(() => {
    let left = 64 * 1024 * 1024 - '{"asset_table":[],"preload":[]}'.length;
    for (let id = 1; left > 0; id += 1) {
      const entry = `{"asset_id":${id},"asset_name":"${id}","bank_type":"GLYPH","codec":"NONE","decoded_size":0,"metadata":{},"offset":${id - 1},"size":1}`;
      left -= entry.length + 1;
      entries.push(entry);
    }
    // The last one had no room.
    entries.length -= 1;
  });

  const write = (name: string, end: string): string =>
    writePack(name, Buffer.from(`{"asset_table":[${entries.join(',')}],"preload":[]}${end}`), entries.length);

  test('is judged in bounds', () => {
    const { status, over } = runOn(['validate', write('sound.pa', '')]);
    expect(entries.length).toBeGreaterThan(500_000);
    expect(status).toBe(0);
    expect(over).toBeLessThan(MOST_MIB);
  });

  test('is refused within the bounds of several where a line break ends its header', () => {
    const { status, stdout, over } = runOn(['validate', '--format', 'json', write('broken.pa', '\n')]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).artifacts[0].primary).toBe('assets-pa/header-not-canonical');
    expect(over).toBeLessThan(5 * MOST_MIB);
  });
});

test('a header that breaks its schema in millions of places is refused in bounds', () => {
  const header = Buffer.from(`{"asset_table":[${Array(1_000_000).fill('{}').join(',')}],"preload":[]}`);
  const { status, over } = runOn(['validate', writePack('schema.pa', header, 0)]);
  expect(status).toBe(1);
  expect(over).toBeLessThan(MOST_MIB);
});

function writePack(name: string, header: Uint8Array, payload: number): string {
  const file = join(folder, name);
  writeFileSync(file, buildPack({ header, payload: new Uint8Array(payload) }));
  return file;
}
