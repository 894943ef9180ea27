import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FilesPublication, publishFiles } from './publish-files.ts';
import { realSystem } from './publish-system.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-files-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function publication(changes: Partial<FilesPublication> = {}): FilesPublication {
  const file = (name: string) => ({
    name,
    write: (write: (chunk: Uint8Array) => void) => write(Buffer.from(`new ${name}`)),
  });
  return {
    folder,
    stage: '.stage',
    files: [file('a'), file('b'), file('index')],
    verify: (stage) => readFileSync(join(stage, 'index'), 'utf8') === 'new index',
    ...changes,
  };
}

function contents(): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const NEW = { a: 'new a', b: 'new b', index: 'new index' };
const OLD = { a: 'old', index: 'old' };
const makeOld = (): void => {
  for (const [name, text] of Object.entries(OLD)) writeFileSync(join(folder, name), text);
};

test('all files appear, those that stood there are replaced, and no stage is left', async () => {
  makeOld();
  expect(await publishFiles(publication())).toBe(true);
  expect(contents()).toEqual(NEW);
});

test('folders that are missing are made, and removed where nothing is published', async () => {
  expect(await publishFiles(publication({ folder: join(folder, 'x/y'), verify: () => false }))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
  expect(await publishFiles(publication({ folder: join(folder, 'x/y') }))).toBe(true);
  expect(readdirSync(join(folder, 'x/y'))).toEqual(['a', 'b', 'index']);
});

test('what an earlier run has left in the stage is not in the way', async () => {
  mkdirSync(join(folder, '.stage'));
  writeFileSync(join(folder, '.stage/b'), 'half');
  expect(await publishFiles(publication())).toBe(true);
  expect(contents()).toEqual(NEW);
});

test('files have the mode that the umask gives; before that nobody else may read them', async () => {
  const before = process.umask(0o027);
  try {
    let staged = 0;
    await publishFiles(
      publication({
        verify(stage) {
          staged = statSync(join(stage, 'a')).mode % 0o1000;
          return true;
        },
      }),
    );
    expect([staged, statSync(join(folder, 'a')).mode % 0o1000]).toEqual([0o600, 0o640]);
  } finally {
    process.umask(before);
  }
});

describe('a failure before the first rename leaves every file as it was', () => {
  test.each<[string, Partial<FilesPublication>]>([
    ['verification says no', { verify: () => false }],
    ['verification throws', { verify: () => Promise.reject(new Error('unreadable')) }],
    [
      'the last file cannot be written',
      {
        files: [
          ...publication().files.slice(0, 2),
          {
            name: 'index',
            write() {
              throw new Error('no source');
            },
          },
        ],
      },
    ],
  ])('%s', async (_, changes) => {
    makeOld();
    expect(await publishFiles(publication(changes)).catch(() => false)).toBe(false);
    expect(contents()).toEqual(OLD);
  });
});

test('a rename that is refused leaves each file whole, and the last one old', async () => {
  makeOld();
  let renames = 0;
  const system = {
    ...realSystem,
    rename(from: string, to: string) {
      renames += 1;
      if (renames === 2) throw Object.assign(new Error('no'), { code: 'EIO' });
      realSystem.rename(from, to);
    },
  };
  await expect(publishFiles(publication({ system }))).rejects.toMatchObject({ code: 'io' });
  expect(contents()).toEqual({ a: 'new a', index: 'old' });
  expect(await publishFiles(publication())).toBe(true);
  expect(contents()).toEqual(NEW);
});

test.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a symbolic link', (path: string) => symlinkSync('elsewhere', path)],
])('a target that is %s is misuse, before anything is made', async (_, make) => {
  make(join(folder, 'b'));
  await expect(publishFiles(publication())).rejects.toMatchObject({ code: 'usage' });
  expect(readdirSync(folder)).toEqual(['b']);
});

describe('what stands in the place of the stage and is none is misuse, and nobody touches it', () => {
  test('a link to a folder with files of the same names', async () => {
    makeOld();
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere/index'), 'precious');
    symlinkSync('elsewhere', join(folder, '.stage'));
    await expect(publishFiles(publication())).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['index']);
    expect(readdirSync(folder)).toEqual(['.stage', 'a', 'elsewhere', 'index']);
  });

  test('a file', async () => {
    writeFileSync(join(folder, '.stage'), 'mine');
    await expect(publishFiles(publication())).rejects.toMatchObject({ code: 'usage' });
    expect(contents()).toEqual({ '.stage': 'mine' });
  });

  test('a folder with another file in it', async () => {
    mkdirSync(join(folder, '.stage'));
    writeFileSync(join(folder, '.stage/notes'), 'mine');
    await expect(publishFiles(publication())).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(folder)).toEqual(['.stage']);
    expect(readFileSync(join(folder, '.stage/notes'), 'utf8')).toBe('mine');
  });
});
