import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../byte-source.ts';
import { gzipWriter } from '../gzip/write-gzip.ts';
import { type TarInput, type TarWriteOptions, tarSize, writeTar } from './write-tar.ts';

function write(members: readonly TarInput[], options: TarWriteOptions = {}): Buffer {
  const parts: Uint8Array[] = [];
  writeTar(members, options, (bytes) => parts.push(Uint8Array.from(bytes)));
  return Buffer.concat(parts);
}

function gzip(content: Uint8Array): Buffer {
  const parts: Uint8Array[] = [];
  const writer = gzipWriter((bytes) => parts.push(Uint8Array.from(bytes)));
  writer.write(content);
  writer.end();
  return Buffer.concat(parts);
}

const file = (path: string, content: string | Uint8Array, isExecutable = false): TarInput => ({
  path,
  source: bufferSource(Buffer.from(content)),
  isExecutable,
});
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

// The archive that section 6 of the facts about distributions gives with its digests, which were computed elsewhere.
const MEMBERS = [
  file('codex-controller-loop', '#!/bin/sh\necho codex-controller-loop 0.1.0\n', true),
  file('LICENSE', 'MIT\n'),
];
const TIME = 1_775_320_894;

describe('writeTar', () => {
  it('writes the archive of the published example, to the byte', () => {
    const tar = write(MEMBERS, { time: TIME });
    expect(tar.length).toBe(3072);
    expect(sha256(tar)).toBe('cb2499598cf7a5689d59a7bb514c9f8e0b13dddae0034b6c3da9beeaabbcd3d6');
    const packed = gzip(tar);
    expect(packed.length).toBe(3095);
    expect(sha256(packed)).toBe('49476b0c23a22ddfd10faa5790295461710fbe3a40bbf1245dd7cbd5e6d12138');
  });

  it('says beforehand how long the tar becomes', () => {
    expect(tarSize(MEMBERS)).toBe(3072);
    expect(tarSize([])).toBe(write([]).length);
  });

  it.each([
    // [path, field prefix, field name], by "the shortest prefix that leaves at most 100 bytes".
    ['a'.repeat(100), '', 'a'.repeat(100)],
    [`${'d'.repeat(20)}/${'e'.repeat(20)}/${'f'.repeat(90)}`, `${'d'.repeat(20)}/${'e'.repeat(20)}`, 'f'.repeat(90)],
    [`b/c/${'a'.repeat(98)}`, 'b', `c/${'a'.repeat(98)}`],
    [`${'p'.repeat(155)}/${'n'.repeat(100)}`, 'p'.repeat(155), 'n'.repeat(100)],
  ])('divides %s', (path, prefix, name) => {
    const header = write([file(path, 'x')]);
    expect(header.toString('latin1', 345, 500).replaceAll('\0', '')).toBe(prefix);
    expect(header.toString('latin1', 0, 100).replaceAll('\0', '')).toBe(name);
  });

  it.each([
    ['a name without a place to divide it', 'a'.repeat(101)],
    ['a prefix that is too long', `${'p'.repeat(156)}/${'n'.repeat(100)}`],
    ['a way up', '../a'],
    ['an absolute path', '/a'],
    ['a directory', 'a/'],
    ['a dot before it', './a'],
    ['half a surrogate pair', 'a\ud800'],
  ])('refuses %s', (_what, path) => {
    expect(() => write([file(path, 'x')])).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each([
    ['a', 'a'],
    ['A', 'a'],
    ['a', 'a/b'],
    ['é', 'e\u0301'],
  ])('refuses %j beside %j', (first, second) => {
    expect(() => write([file(first, 'x'), file(second, 'x')])).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each([-1, 0.5, 8 ** 11])('refuses the time %d', (time) => {
    expect(() => write([file('a', 'x')], { time })).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('refuses a content of 8 GiB before anything is written', () => {
    const large: TarInput = { path: 'a', source: { size: 8 ** 11, read: () => {} } };
    const parts: Uint8Array[] = [];
    expect(() => writeTar([file('0', 'x'), large], {}, (bytes) => parts.push(bytes))).toThrow(/8 GiB/);
    expect(parts).toEqual([]);
  });
});

describe('gzipWriter', () => {
  it.each([0, 1, 65_535, 65_536, 131_070, 200_000])('stores %d bytes in blocks of RFC 1951', (size) => {
    const content = Buffer.alloc(size, 'noise');
    const bytes = gzip(content);
    const blocks = Math.max(1, Math.ceil(size / 65_535));
    expect(bytes.length).toBe(10 + 5 * blocks + size + 8);
    expect(bytes.readUInt32LE(bytes.length - 4)).toBe(size);
  });

  it('gives the same bytes however the content comes', () => {
    const content = Buffer.alloc(150_000, 'abcdefg');
    const parts: Uint8Array[] = [];
    const writer = gzipWriter((bytes) => parts.push(Uint8Array.from(bytes)));
    for (let at = 0; at < content.length; at += 777) writer.write(content.subarray(at, at + 777));
    writer.end();
    expect(Buffer.compare(Buffer.concat(parts), gzip(content))).toBe(0);
  });
});
