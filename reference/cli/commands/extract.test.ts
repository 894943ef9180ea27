import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, runIn } from '../cli-run.test-fixture.ts';
import { makeCommandFiles } from './command-files.test-fixture.ts';

let folder: string;
beforeAll(() => {
  folder = makeCommandFiles();
});
afterAll(() => removeFolder(folder));

describe('extract', () => {
  test('writes exactly the members, all of them', async () => {
    const out = join(folder, 'out/all');
    expect(await runIn(folder, ['extract', 'docs.zip', '--out', out])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(out, 'a.txt'), 'utf8')).toBe('one');
    expect(readFileSync(join(out, 'dir/sub/c.txt'), 'utf8')).toBe('three');
    expect(readdirSync(join(folder, 'out'))).toEqual(['all']);
  });

  test.each([
    [['dir/b.txt'], ['dir', 'dir/b.txt']],
    [['dir/sub/'], ['dir', 'dir/sub', 'dir/sub/c.txt']],
    [
      ['a.txt', 'dir/sub'],
      ['a.txt', 'dir', 'dir/sub', 'dir/sub/c.txt'],
    ],
  ])('writes the named members %j', async (members, expected) => {
    const out = join(folder, `some-${members.length}-${expected.length}`);
    expect((await runIn(folder, ['extract', 'docs.zip', ...members, '--out', out])).code).toBe(0);
    expect(readdirSync(out, { recursive: true }).map(String).sort()).toEqual(expected);
  });

  test('fills a folder that is there and empty', async () => {
    mkdirSync(join(folder, 'vacant'));
    const before = statSync(join(folder, 'vacant')).ino;
    expect((await runIn(join(folder, 'vacant'), ['extract', '../docs.zip', '--out', '.'])).code).toBe(0);
    expect(readdirSync(join(folder, 'vacant')).sort()).toEqual(['a.txt', 'dir']);
    // Whoever works in it would be left in a folder that is gone.
    expect(statSync(join(folder, 'vacant')).ino).toBe(before);
  });

  test('writes nothing of an archive that is broken', async () => {
    const run = await runIn(folder, ['extract', 'broken.zip', '--out', 'none']);
    expect(run).toMatchObject({ code: 1, stderr: 'nothing was extracted\n' });
    expect(run.stdout).toContain('error zip/');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  test.each([
    [['docs.zip', 'absent.txt', '--out', 'none'], /no member absent\.txt/],
    [['docs.zip', '--out', 'full'], /not empty/],
    [['docs.zip', '--out', 'a.json'], /not a folder/],
    [['docs.zip'], /required option '--out/],
    [['full', '--out', 'none'], /a folder cannot be extracted/],
    [['absent.zip', '--out', 'none'], /no such file/],
    [['', '--out', 'none'], /a path is empty/],
    [['docs.zip/a', '--out', 'none'], /no such file/],
    [['x'.repeat(300), '--out', 'none'], /no such file/],
    [['docs.zip', '--out', ''], /The path is empty/],
  ])('refuses %j', async (args, message) => {
    const run = await runIn(folder, ['extract', ...args]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(existsSync(join(folder, 'none'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
