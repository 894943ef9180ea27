import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProjectFile, ProjectScope } from './project-folder.ts';
import { openProjectFolder } from './project-on-disk.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'project-test-'));
  for (const folder of ['systems/p1/sub', 'data/behaviors', 'elsewhere'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of [
    'systems/p1/a.yaml',
    'systems/p1/sub/b.yaml',
    'data/behaviors/t.xml',
    'elsewhere/c.yaml',
    'systems/p10.yaml',
  ]) {
    writeFileSync(join(root, file), file);
  }
  const links = {
    inside: 'sub/b.yaml',
    out: '../../elsewhere/c.yaml',
    dangling: 'nothing',
    loop: 'loop',
    data: '../../data/behaviors/t.xml',
  };
  for (const [name, to] of Object.entries(links)) symlinkSync(to, join(root, 'systems/p1', name));
  symlinkSync('p1', join(root, 'systems/alias'));
});
afterEach(() => rmSync(root, { recursive: true }));

function find(path: string, scope: ProjectScope, dataRoot?: string): ProjectFile['state'] {
  return openProjectFolder(join(root, 'systems/p1'), dataRoot && join(root, dataRoot)).find(path, scope).state;
}

describe('documents lie in the project, symbolic links resolved', () => {
  test.each([
    ['a.yaml', 'file'],
    ['./sub//b.yaml', 'file'],
    ['sub/../a.yaml', 'file'],
    ['inside', 'file'],
    ['../p1/a.yaml', 'file'],
    ['missing.yaml', 'missing'],
    ['a.yaml/b', 'missing'],
    ['dangling', 'missing'],
    ['loop', 'missing'],
    ['a\0.yaml', 'missing'],
    [`${'x'.repeat(300)}.yaml`, 'missing'],
    ['out', 'outside'],
    ['../p10.yaml', 'outside'],
    ['../../elsewhere/c.yaml', 'outside'],
    ['/etc/hostname', 'outside'],
    ['data', 'outside'],
    ['sub', 'special'],
    ['', 'special'],
  ])('%j is: %s', (path, state) => {
    expect(find(path, 'project', 'data')).toBe(state);
  });
});

describe('a behavior tree lies in the project or in the data root', () => {
  test.each([
    ['behaviors/t.xml', 'data', 'file'],
    ['data', 'data', 'file'],
    ['../../data/behaviors/t.xml', 'data', 'file'],
    ['a.yaml', 'data', 'file'],
    ['out', 'data', 'outside'],
    ['behaviors/none.xml', 'data', 'missing'],
    ['behaviors', 'data', 'special'],
    ['behaviors/t.xml', undefined, 'missing'],
    ['data', undefined, 'outside'],
  ])('%j with the data root %s is: %s', (path, dataRoot, state) => {
    expect(find(path, 'project-or-data-root', dataRoot)).toBe(state);
  });
});

test('a file is opened as it is', () => {
  const found = openProjectFolder(join(root, 'systems/p1')).find('inside', 'project');
  if (found.state !== 'file') return expect(found.state).toBe('file');
  const source = found.open();
  const bytes = Buffer.alloc(source.size);
  source.read(0, bytes);
  source.close();
  expect(bytes.toString()).toBe('systems/p1/sub/b.yaml');
});

test('a pipe is not waited for', () => {
  execFileSync('mkfifo', [join(root, 'systems/p1/pipe')]);
  expect(openProjectFolder(join(root, 'systems/p1')).find('pipe', 'project')).toEqual({
    state: 'special',
    kind: 'a named pipe',
  });
});

test('the name is that of the folder itself, however it is reached', () => {
  for (const path of ['systems/p1', 'systems/p1/', 'systems/alias', 'systems/p1/sub/..']) {
    expect(openProjectFolder(join(root, path)).name, path).toBe('p1');
  }
});

test.each(['nowhere', 'systems/p1/a.yaml'])('a project at %s is misuse', (path) => {
  expect(() => openProjectFolder(join(root, path))).toThrow(
    expect.objectContaining({ code: 'usage', message: `the project is not a folder: ${join(root, path)}` }),
  );
});
