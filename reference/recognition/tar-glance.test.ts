import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import { recognise } from './recognise.ts';
import { zipOf } from './sample-artifacts.test-fixture.ts';

/** A tar of one file, written from the text of strict-tar, and two zero blocks. */
function tarOf(name: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\x000000000\x000000000\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\x0000000000000\0        0`, 124);
  header.write('ustar\x0000', 257);
  header.write('0000000\x000000000\0', 329);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc(512 - (content.length % 512 || 512)), Buffer.alloc(1024)]);
}

const tar = tarOf('a.txt', Buffer.from('hello\n'));
// One raw block in one frame, of a single segment (RFC 8878).
const zstd = Buffer.concat([
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]),
  Buffer.from(Uint32Array.of(tar.length).buffer),
  Buffer.from(Uint32Array.of(tar.length * 8 + 1).buffer, 0, 3),
  tar,
]);

function contractOf(content: Uint8Array, name = 'a'): string | undefined {
  return recognise({ kind: 'bytes', name, source: bufferSource(content) }).contract?.contract;
}

describe('a tar is recognised', () => {
  test.each([
    ['alone', tar],
    ['in gzip', gzipSync(tar)],
    ['in zstd', zstd],
    ['with a tar in it', tarOf('a.tar', tar)],
    ['in gzip that is cut short', gzipSync(tar).subarray(0, 100)],
    ['in a skippable frame before zstd', Buffer.concat([Buffer.from('502a4d180100000061', 'hex'), zstd])],
    ['with a zip as its last member', tarOf('a.zip', zipOf({ 'a.txt': 'x' }))],
  ])('%s', (_how, content) => {
    expect(contractOf(content)).toBe('strict-tar@1');
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(1024)],
    ['gzip of something else', gzipSync('no tar, but long enough to be one: '.repeat(100))],
    ['gzip without a stream', Buffer.from('1f8b0800000000000003ffff', 'hex')],
    ['a frame that is cut short', zstd.subarray(0, 40)],
  ])('%s is none', (_what, content) => {
    expect(contractOf(content)).toBeUndefined();
    expect(contractOf(content, 'a.tar.gz')).toBe('strict-tar@1');
  });
});

test('a tar that is a zip as well is of neither', () => {
  const both = Buffer.concat([tar, zipOf({ 'a.txt': 'x' })]);
  const { contract, findings } = recognise({ kind: 'bytes', name: 'a', source: bufferSource(both) });
  expect(contract).toBeUndefined();
  expect(findings.map(({ rule }) => rule)).toEqual(['report/ambiguous-contract']);
});
