import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { bufferSource } from '../byte-source.ts';
import { ENVELOPE_LIMITS } from '../envelope-limits.ts';
import { SourceWindow } from '../source-window.ts';
import { readZstd } from './read-zstd.ts';
import { zstdWriter } from './write-zstd.ts';

const BLOCK = 128 * 1024;

function pack(content: Uint8Array, piece: number = content.length): Buffer {
  const parts: Uint8Array[] = [];
  const writer = zstdWriter(content.length, (bytes) => parts.push(Uint8Array.from(bytes)));
  for (let at = 0; at < content.length; at += piece) writer.write(content.subarray(at, at + piece));
  writer.end();
  return Buffer.concat(parts);
}

function unpack(file: Buffer): { readonly content: Buffer; readonly rules: readonly string[] } {
  const collector = new FindingCollector(HARDENED);
  const parts: Uint8Array[] = [];
  const take = (piece: Buffer): void => void parts.push(Uint8Array.from(piece));
  readZstd(new SourceWindow(bufferSource(file), 256 * 1024), file.length, {
    collector,
    limits: ENVELOPE_LIMITS,
    take,
  });
  return { content: Buffer.concat(parts), rules: collector.findings().map(({ rule }) => rule) };
}

describe('zstdWriter', () => {
  // The checksum of nothing is the lower half of XXH64("") = ef46db3751d8e999.
  it('writes no content as the text says', () => {
    expect(pack(Buffer.alloc(0)).toString('hex')).toBe('28b52ffdc438' + '0000000000000000' + '010000' + '99e9d851');
  });

  // XXH64("abc") = 44bc2cf5ad770999, as the xxHash specification's implementations print it.
  it('writes three bytes as the text says', () => {
    expect(pack(Buffer.from('abc')).toString('hex')).toBe(
      '28b52ffdc438' + '0300000000000000' + '190000' + '616263' + '990977ad',
    );
  });

  it.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 ** 20 + 7])('stores %d bytes in raw blocks', (size) => {
    const content = Buffer.alloc(size, 'noise');
    const file = pack(content);
    expect(file.length).toBe(6 + 8 + 3 * Math.max(1, Math.ceil(size / BLOCK)) + size + 4);
    const { content: read, rules } = unpack(file);
    expect(rules).toEqual([]);
    expect(Buffer.compare(read, content)).toBe(0);
  });

  it('gives the same bytes however the content comes, and its own reader all of them back', () => {
    const sizes = fc.oneof(
      fc.integer({ min: 0, max: 3 * BLOCK }),
      fc.constantFrom(BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK),
    );
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 255 }),
        fc.integer({ min: 700, max: 2 * BLOCK }),
        (size, seed, piece) => {
          const content = Buffer.from(Uint8Array.from({ length: size }, (_, at) => at * seed));
          const file = pack(content, piece);
          expect(Buffer.compare(file, pack(content))).toBe(0);
          const { content: read, rules } = unpack(file);
          expect(rules).toEqual([]);
          expect(Buffer.compare(read, content)).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([2, 4])('refuses another size than was announced: %d', (size) => {
    const writer = zstdWriter(size, () => {});
    writer.write(Buffer.from('abc'));
    expect(() => writer.end()).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
