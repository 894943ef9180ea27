import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleArchive, exampleTar } from '../../distribution/example-repository.test-fixture.ts';
import { zipOf } from '../../recognition/sample-artifacts.test-fixture.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';
import { makeCommandFiles, SECRET } from './command-files.test-fixture.ts';

let folder: string;
beforeAll(() => {
  folder = makeCommandFiles();
});
afterAll(() => removeFolder(folder));

describe('diff', () => {
  test.each([
    ['a.anpkg', 'a.anpkg', []],
    ['a.json', 'b.json', ['~ /x/1: 2 → 3', '+ /x/2: 4', '- /y: null', '+ /z: "new"']],
    ['a.bin', 'b.bin', ['~ from offset 2: 4 bytes → 5 bytes']],
  ])('of %s and %s', async (before, after, expected) => {
    const { code, stdout } = await runIn(folder, ['diff', before, after]);
    expect(code).toBe(expected.length === 0 ? 0 : 1);
    expect(stdout.split('\n').slice(1, -1)).toEqual(expected);
  });

  test('of packages goes member by member, field by field, without the secret', async () => {
    const { code, stdout } = await runIn(folder, ['diff', 'a.anpkg', 'b.anpkg', '--format', 'json']);
    expect(code).toBe(1);
    expect(stdout).not.toContain(SECRET);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'package-contracts-difference/1',
      equal: false,
      differences: [
        { kind: 'changed', member: 'meta/checksums.sha256' },
        {
          kind: 'added',
          member: 'providers/sim0.yaml',
          pointer: '/api_token',
          after: expect.stringMatching(/^\[secret of 10/u),
        },
        { kind: 'added', member: 'providers/sim0.yaml', pointer: '/limit', after: '4' },
      ],
    });
  });

  test('names members that only one side has', async () => {
    writeFileSync(join(folder, 'less.zip'), zipOf({ 'a.txt': 'one' }));
    const { stdout } = await runIn(folder, ['diff', 'docs.zip', 'less.zip']);
    expect(stdout.split('\n').slice(1, -1)).toEqual(['- dir/b.txt: 3 bytes', '- dir/sub/c.txt: 5 bytes']);
  });

  test('of an archive that breaks its rules is one of bytes', async () => {
    const { stdout } = await runIn(folder, ['diff', 'broken.zip', 'docs.zip']);
    expect(stdout).toMatch(/~ from offset \d+: \d+ bytes → \d+ bytes/u);
  });
});

test('diff says that a tar and the same one in gzip have the same members', async () => {
  const two = makeFolder({ 'a.tar': exampleTar(), 'a.tar.gz': exampleArchive() });
  const { code, stdout } = await runIn(two, ['diff', 'a.tar.gz', 'a.tar']);
  removeFolder(two);
  expect(code).toBe(1);
  const sizes = [exampleArchive(), exampleTar()].map(({ length }) => `${length} bytes`);
  expect(stdout).toBe(
    `a.tar.gz and a.tar differ\n~ the artifact: the same members in gzip, ${sizes[0]} → the same members in no envelope, ${sizes[1]}\n`,
  );
});

test('diff does not call two folders equal where it could not read all of them', async () => {
  const two = makeFolder({ 'a/x.txt': 'x', 'b/x.txt': 'x' });
  try {
    symlinkSync('one', join(two, 'a/link'));
    symlinkSync('other', join(two, 'b/link'));
    const { code, stdout, stderr } = await runIn(two, ['diff', 'a', 'b']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('the folder cannot be compared: a holds symbolic link (link)');
  } finally {
    removeFolder(two);
  }
});
