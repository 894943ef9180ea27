import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../generated/limits.ts';
import { readFolder } from './folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-test-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test('files and empty folders are members, sorted by code point', () => {
  mkdirSync(join(root, 'b/c'), { recursive: true });
  mkdirSync(join(root, 'empty'));
  writeFileSync(join(root, 'b/c/\u{1f600}'), 'x');
  writeFileSync(join(root, 'b/c/\uffee'), '');
  writeFileSync(join(root, 'B'), 'abc');
  expect(readFolder(root, { digest: true }).members).toEqual([
    { path: 'B', type: 'file', size: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    {
      path: 'b/c/\uffee',
      type: 'file',
      size: 0,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    },
    {
      path: 'b/c/\u{1f600}',
      type: 'file',
      size: 1,
      sha256: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    },
    { path: 'empty', type: 'directory', size: 0 },
  ]);
});

test('the tap sees every file once, in order, and gets its bytes', () => {
  writeFileSync(join(root, 'b'), 'x'.repeat(300_000));
  writeFileSync(join(root, 'a'), 'y');
  const seen: [string, number][] = [];
  readFolder(root, {
    digest: false,
    tap: ({ path }) => {
      const entry: [string, number] = [path, 0];
      seen.push(entry);
      return (chunk) => {
        entry[1] += chunk.length;
      };
    },
  });
  expect(seen).toEqual([
    ['a', 1],
    ['b', 300_000],
  ]);
});

test('a symbolic link is a problem and no member, whether to a file or to a folder', () => {
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'folder/file'), '');
  symlinkSync('folder/file', join(root, 'link'));
  symlinkSync('/', join(root, 'top'));
  const reading = readFolder(root, { digest: true });
  expect(reading.members.map(({ path }) => path)).toEqual(['folder/file']);
  expect(reading.problems).toEqual([
    { kind: 'special-file', path: 'link', what: 'symbolic link' },
    { kind: 'special-file', path: 'top', what: 'symbolic link' },
  ]);
});

test('a named pipe is a problem, and nobody waits for its writer', () => {
  execFileSync('mkfifo', [join(root, 'pipe')]);
  expect(readFolder(root, { digest: true })).toMatchObject({
    members: [],
    problems: [{ kind: 'special-file', path: 'pipe', what: 'named pipe' }],
  });
});

test.each([
  [Buffer.from('a\\b'), 'a backslash', ['a\\b']],
  [Buffer.from('a\nb'), 'a control character', ['a\nb']],
  [Buffer.from([0x61, 0xff]), 'bytes that are not UTF-8', []],
])('the name %j holds %s', (name, what, members) => {
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), '');
  const reading = readFolder(root, { digest: true });
  expect(reading.problems).toMatchObject([{ kind: 'unsafe-name', what }]);
  expect(reading.members.map(({ path }) => path)).toEqual(members);
});

test('a folder at the limit of depth is read, one below it is a problem', () => {
  const depth = LIMITS['archive.depth'].value;
  const deepest = Array(depth - 1)
    .fill('d')
    .join('/');
  mkdirSync(join(root, deepest), { recursive: true });
  writeFileSync(join(root, deepest, 'f'), '');
  expect(readFolder(root, { digest: true }).problems).toEqual([]);
  mkdirSync(join(root, deepest, 'd'));
  writeFileSync(join(root, deepest, 'd/f'), '');
  expect(readFolder(root, { digest: true }).problems).toMatchObject([
    { kind: 'limit', limit: depth, unit: 'segments' },
  ]);
});

test('a folder of as many entries as there may be is listed; beyond, nothing is read and no entry is named', () => {
  const most = LIMITS['archive.members'].value;
  mkdirSync(join(root, 'many'));
  // Links are made in a fraction of the time, and each is an entry.
  for (let index = 0; index < most - 2; index += 1) symlinkSync('x', join(root, `many/${index}`));
  writeFileSync(join(root, 'file'), 'content');
  const isLimit = ({ kind }: { readonly kind: string }): boolean => kind === 'limit';
  const full = readFolder(root, { digest: false });
  // Links count as absent, so their folder has no member.
  expect(full.members.map(({ path }) => path)).toEqual(['file', 'many']);
  expect(full.problems.filter(isLimit)).toEqual([]);

  symlinkSync('x', join(root, 'many/more'));
  const seen: string[] = [];
  const tap = ({ path }: { readonly path: string }): undefined => void seen.push(path);
  const { members, problems } = readFolder(root, { digest: true, tap });
  expect({ members, seen }).toEqual({ members: [], seen: [] });
  expect(problems).toEqual([{ kind: 'limit', limit: most, unit: 'members' }]);
});

test('where a limit is exceeded, nothing else is said, whatever stands before it', () => {
  mkdirSync(join(root, 'a', 'd/'.repeat(33)), { recursive: true });
  symlinkSync('x', join(root, 'A'));
  symlinkSync('x', join(root, 'z'));
  expect(readFolder(root, { digest: true }).problems).toEqual([{ kind: 'limit', limit: 32, unit: 'segments' }]);
});

test('a folder of which nothing counts is empty', () => {
  mkdirSync(join(root, 'links'));
  symlinkSync('x', join(root, 'links/link'));
  expect(readFolder(root, { digest: true }).members).toEqual([{ path: 'links', type: 'directory', size: 0 }]);
});

test('a file that was replaced since the listing is not read', () => {
  writeFileSync(join(root, 'a'), 'one');
  const reading = readFolder(root, { digest: true });
  writeFileSync(join(root, 'other'), 'two');
  renameSync(join(root, 'other'), join(root, 'a'));
  expect(() => reading.readMember('a', () => undefined)).toThrow(/replaced/);
});

test('a file that became a link since the listing is not followed', () => {
  writeFileSync(join(root, 'a'), 'one');
  const reading = readFolder(root, { digest: true });
  rmSync(join(root, 'a'));
  symlinkSync('/etc/hostname', join(root, 'a'));
  expect(() => reading.readMember('a', () => undefined)).toThrow(/ELOOP/);
});

test('a file that shrank since the listing is an error', () => {
  writeFileSync(join(root, 'a'), 'one');
  const reading = readFolder(root, { digest: true });
  writeFileSync(join(root, 'a'), 'o');
  expect(() => reading.readMember('a', () => undefined)).toThrow(/shrank/);
});

test('a file can be opened, and is the one that was listed or none', () => {
  writeFileSync(join(root, 'a'), 'abcdef');
  const reading = readFolder(root, { digest: false });
  const source = reading.openMember('a');
  const bytes = new Uint8Array(3);
  source.read(2, bytes);
  source.close();
  expect([source.size, Buffer.from(bytes).toString()]).toEqual([6, 'cde']);
  renameSync(join(root, 'a'), join(root, 'old'));
  writeFileSync(join(root, 'a'), 'abcdef');
  expect(() => reading.openMember('a')).toThrow(expect.objectContaining({ code: 'source-changed' }));
});

test('a file is executable where its owner may execute it', () => {
  const modes = { owner: 0o100, group: 0o010, nobody: 0o644 };
  for (const [name, mode] of Object.entries(modes)) {
    writeFileSync(join(root, name), '');
    chmodSync(join(root, name), mode | 0o400);
  }
  const reading = readFolder(root, { digest: false });
  expect(Object.keys(modes).map((name) => reading.isExecutable(name))).toEqual([true, false, false]);
});
