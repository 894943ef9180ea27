import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredVector } from '../read-vectors.ts';
import type { Vector, VectorInput } from '../vector.ts';
import { CaseFolder } from './case-folder.ts';

let parent = '';
let folder: CaseFolder;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'case-folder-'));
  mkdirSync(join(parent, 'vector'));
  writeFileSync(join(parent, 'vector', 'input'), 'bytes');
  folder = new CaseFolder(parent);
  folder.stage(stored({ path: 'input', sha256: '' }));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function stored(input: VectorInput): StoredVector {
  const vector: Vector = {
    id: '2JQS',
    rev: 1,
    contract: 'anpkg@1',
    kind: 'accept',
    role: 'consumer',
    profile: 'core',
    input,
    cites: [],
    why: '',
    expect: { valid: true, warnings: [], observation: { members: [], documents: {}, references: [] } },
  };
  return { vector, folder: join(parent, 'vector') };
}

test('the input has a neutral name, and nothing of the vector stands above it', () => {
  expect(readFileSync(folder.input, 'utf8')).toBe('bytes');
  expect(folder.input.slice(parent.length)).toMatch(/^\/package-contracts-\w{6}\/work\/case\/input$/u);
});

describe('what may be written is no side effect', () => {
  test.each([
    ['nothing', () => {}],
    ['the output', () => writeFileSync(folder.output, 'x')],
    ['the home', () => writeFileSync(join(folder.work, 'home', '.cache'), 'x')],
    ['the temporary files', () => writeFileSync(join(folder.work, 'tmp', 'x'), 'x')],
    ['a home that is gone', () => rmSync(join(folder.work, 'home'), { recursive: true })],
  ])('%s', (_what, act) => {
    act();
    expect(folder.sideEffect()).toBeUndefined();
  });
});

describe('a side effect is', () => {
  test.each([
    ['to write to the input', () => appendFileSync(folder.input, 'x')],
    ['to write as many bytes to the input', () => writeFileSync(folder.input, 'sbyte')],
    ['to remove the input', () => rmSync(folder.input)],
    [
      'to put a link for the input',
      () => {
        rmSync(folder.input);
        symlinkSync('../sentinel', folder.input);
      },
    ],
    ['to let others write to the input', () => chmodSync(folder.input, 0o666)],
    ['a file beside the input', () => writeFileSync(join(dirname(folder.input), 'x'), '')],
    ['a file beside the folder of the case', () => writeFileSync(join(folder.work, 'x'), '')],
    ['a file outside of the scratch folder', () => writeFileSync(join(folder.root, 'x'), '')],
    ['to write to a sentinel', () => appendFileSync(join(folder.root, 'sentinel'), 'x')],
    ['to remove a sentinel', () => rmSync(join(folder.work, 'sentinel'))],
    ['to remove the folder of the case', () => rmSync(dirname(folder.input), { recursive: true })],
    ['to remove the folder that it was given', () => rmSync(folder.work, { recursive: true })],
    ['to remove all that there is', () => rmSync(folder.root, { recursive: true })],
    ['to let nobody write to the folder of the case', () => chmodSync(dirname(folder.input), 0o555)],
    [
      'to put a file for the folder that it was given',
      () => {
        rmSync(folder.work, { recursive: true });
        writeFileSync(folder.work, '');
      },
    ],
    [
      'to put a file for its home',
      () => {
        rmSync(join(folder.work, 'home'), { recursive: true });
        writeFileSync(join(folder.work, 'home'), '');
      },
    ],
    [
      'to put a link to nothing for its temporary files',
      () => {
        rmSync(join(folder.work, 'tmp'), { recursive: true });
        symlinkSync('nothing', join(folder.work, 'tmp'));
      },
    ],
  ])('%s; the next case does not see it', (_what, act) => {
    act();
    expect(folder.sideEffect()).toEqual(expect.any(String));
    folder.stage(stored({ path: 'input', sha256: '' }));
    expect(folder.sideEffect()).toBeUndefined();
    expect(readFileSync(folder.input, 'utf8')).toBe('bytes');
  });
});

describe('what stands in the way of the suite', () => {
  const refusal = (code: string, path: string): Error => Object.assign(new Error(code), { code, path });

  test.each([
    ['EACCES', () => folder.output, true],
    ['EACCES', () => join(folder.output, 'a', 'b'), true],
    ['ENAMETOOLONG', () => join(folder.output, 'a', 'b'), true],
    ['EACCES', () => folder.input, false],
    ['EEXIST', () => join(folder.work, 'tmp', 'other'), false],
  ])('%s is told, and is gone', (code, path, isOutput) => {
    writeFileSync(folder.output, 'x');
    expect(folder.clearObstacle(refusal(code, path()))).toMatchObject({ isOutput });
    expect(existsSync(folder.output)).toBe(false);
    folder.stage(stored({ path: 'input', sha256: '' }));
    expect(folder.sideEffect()).toBeUndefined();
  });

  test.each([
    ['a full disk', () => refusal('ENOSPC', folder.output)],
    ['what stands elsewhere', () => refusal('ENOENT', join(parent, 'vector', 'input'))],
    ['a folder whose name only begins like it', () => refusal('ENOENT', `${folder.root}-other`)],
    ['a defect', () => new TypeError('it is undefined')],
  ])('%s is not an adapter that did it', (_what, error) => {
    writeFileSync(folder.output, 'x');
    expect(folder.clearObstacle(error())).toBeUndefined();
    expect(existsSync(folder.output)).toBe(true);
  });
});

test('a folder gives way to a file and a file to a folder', () => {
  const entries = [{ path: 'a/b', type: 'file', sha256: '', content: 'input' }] as const;
  folder.stage(stored({ path: '.', type: 'folder', sha256: '', entries }));
  expect(readFileSync(join(folder.input, 'a/b'), 'utf8')).toBe('bytes');
  writeFileSync(join(folder.input, 'a/c'), '');
  expect(folder.sideEffect()).toBe('the input was changed');
  folder.stage(stored({ path: 'input', sha256: '' }));
  expect(readFileSync(folder.input, 'utf8')).toBe('bytes');
});

test('what was done to one of many inputs is told at the end, and the next input is as it should be', () => {
  rmSync(dirname(folder.input), { recursive: true });
  folder.restage((input) => writeFileSync(input, 'other bytes'));
  expect(readFileSync(folder.input, 'utf8')).toBe('other bytes');
  expect(folder.sideEffect()).toEqual(expect.any(String));
});

test('nothing is left of it', () => {
  folder.remove();
  expect(existsSync(folder.root)).toBe(false);
});
