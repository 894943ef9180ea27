import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VectorInput } from '../vector.ts';
import { explainProduct } from './explain-product.ts';
import { readProduct } from './read-product.ts';

let folder = '';
let got = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-product-'));
  got = join(folder, 'got');
  writeFileSync(join(folder, 'stated'), 'bytes');
});
afterEach(() => rmSync(folder, { recursive: true }));

const FILE: VectorInput = { path: 'stated', sha256: '' };
const FOLDER: VectorInput = {
  path: '.',
  type: 'folder',
  sha256: '',
  entries: [
    { path: 'a', type: 'file', sha256: '', content: 'stated' },
    { path: 'b', type: 'link', target: 'a' },
  ],
};

/** What may stand where a product is asked for, and is none. */
const NO_PRODUCTS: readonly (readonly [string, () => void, string])[] = [
  ['a link to the right bytes', () => symlinkSync('stated', got), 'link'],
  ['a link to nothing', () => symlinkSync('nowhere', got), 'link'],
  ['a link to a device without an end', () => symlinkSync('/dev/zero', got), 'link'],
  ['a pipe that nobody writes to', () => execFileSync('mkfifo', [got]), 'special file'],
];

describe('is no product, be it stated as a file or as a folder', () => {
  test.each(NO_PRODUCTS)('%s', (_what, make, kind) => {
    make();
    expect(explainProduct({ folder, product: FILE, got })).toEqual({ detail: `the product is a ${kind}, not a file` });
    expect(explainProduct({ folder, product: FOLDER, got })).toEqual({
      detail: `the product is a ${kind}, not a folder`,
    });
    expect(readProduct(got)).toBeUndefined();
  });
});

test('a product that no memory holds is not read', () => {
  writeFileSync(got, '');
  truncateSync(got, 2 ** 40);
  expect(explainProduct({ folder, product: FILE, got })).toEqual({
    detail: 'it is far too long',
    expected: 5,
    got: 2 ** 40,
  });
  const before = readProduct(got);
  truncateSync(got, 2 ** 40 + 1);
  expect(readProduct(got)).not.toEqual(before);
});

test('a million bytes of headers in place of a small archive are told of at once', () => {
  writeFileSync(
    join(folder, 'stated'),
    readFileSync(join(import.meta.dirname, '../../../golden/anpkg/minimal/expected.anpkg')),
  );
  const count = 13_000;
  const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.write('PK\x03\x04', 'latin1');
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt32LE((count - 1) * local.length, 42);
  end.write('PK\x05\x06', 'latin1');
  const headers = [Buffer.alloc(count * local.length, local), Buffer.alloc(count * central.length, central)];
  writeFileSync(got, Buffer.concat([...headers, end]));
  expect(explainProduct({ folder, product: FILE, got })?.detail).toBe('other bytes from offset 4 on');
});

describe('in a folder', () => {
  beforeEach(() => {
    mkdirSync(got);
    writeFileSync(join(got, 'a'), 'bytes');
  });

  test('a link leads where it is stated to lead', () => {
    symlinkSync('a', join(got, 'b'));
    expect(explainProduct({ folder, product: FOLDER, got })).toBeUndefined();
    rmSync(join(got, 'b'));
    symlinkSync('/etc/passwd', join(got, 'b'));
    expect(explainProduct({ folder, product: FOLDER, got })).toEqual({
      detail: 'b: it leads elsewhere',
      expected: 'a',
      got: '/etc/passwd',
    });
  });

  test('a pipe is told from a folder, and is not opened', () => {
    execFileSync('mkfifo', [join(got, 'b')]);
    expect(explainProduct({ folder, product: FOLDER, got })).toEqual({ detail: 'b: it is a special file, not a link' });
    expect(readProduct(got)?.get('b')).toBe('special file');
  });

  test('two products are alike where their bytes are, and who may execute them', () => {
    const before = readProduct(got);
    writeFileSync(join(got, 'a'), 'bytes');
    expect(readProduct(got)).toEqual(before);
    chmodSync(join(got, 'a'), 0o755);
    expect(readProduct(got)).not.toEqual(before);
    chmodSync(join(got, 'a'), 0o644);
    writeFileSync(join(got, 'a'), 'sbyte');
    expect(readProduct(got)).not.toEqual(before);
  });
});
