import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { type ContentWriter, gzipWriter, tarSize, writeTar, zstdWriter } from '../../reference/archive/tar/index.ts';

const python = join(import.meta.dirname, '../adapters/python');

/** Contents that end one byte before a block of an envelope does, with it, and one behind; in the order of their paths. */
const FILES = [
  { path: 'a', content: Buffer.alloc(128 * 1024 - 513, 'noise') },
  { path: 'b/empty', content: Buffer.alloc(0) },
  { path: 'b/large', content: Buffer.alloc(2 ** 20 + 7, 'more noise') },
  { path: 'größe', content: Buffer.of(0) },
];
const INPUTS = FILES.map(({ path, content }) => ({ path, source: bufferSource(content) }));

type Envelope = (write: (bytes: Uint8Array) => void) => ContentWriter;

function pack(envelope: Envelope): Buffer {
  const parts: Uint8Array[] = [];
  const writer = envelope((bytes) => parts.push(Uint8Array.from(bytes)));
  writeTar(INPUTS, {}, (bytes) => writer.write(bytes));
  writer.end();
  return Buffer.concat(parts);
}

it.each<[string, Envelope]>([
  ['gzip', gzipWriter],
  ['zstd', (write) => zstdWriter(tarSize(INPUTS), write)],
])('the Python implementation reads what was written in %s, and has nothing to say of its form', (_name, envelope) => {
  const folder = mkdtempSync(join(tmpdir(), 'written-tars-'));
  const input = join(folder, 'input');
  writeFileSync(input, pack(envelope));
  const request = { id: 1, op: 'validate', contract: 'strict-tar@1', profile: 'hardened', input, options: {} };
  const run = spawnSync('/usr/bin/python3', ['-B', python], {
    input: `${JSON.stringify(request)}\n`,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  const { result } = JSON.parse(run.stdout);
  expect(result).toMatchObject({ valid: true, findings: [] });
  expect(result.observation.members).toEqual(
    FILES.map(({ path, content }) => ({
      path,
      type: 'file',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  );
});
