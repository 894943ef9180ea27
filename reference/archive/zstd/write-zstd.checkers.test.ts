import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { zstdWriter } from './write-zstd.ts';

const BLOCK = 128 * 1024;

it.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 ** 20 + 7])('zstd reads %d bytes as they were written', (size) => {
  const content = Buffer.alloc(size, 'noise');
  const parts: Uint8Array[] = [];
  const writer = zstdWriter(size, (bytes) => parts.push(Uint8Array.from(bytes)));
  writer.write(content);
  writer.end();
  const read = execFileSync('zstd', ['-dcq'], { input: Buffer.concat(parts), maxBuffer: 2 * size + 1 });
  expect(Buffer.compare(read, content)).toBe(0);
});
