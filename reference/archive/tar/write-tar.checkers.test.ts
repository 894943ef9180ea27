import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../byte-source.ts';
import { gzipWriter } from '../gzip/write-gzip.ts';
import { zstdWriter } from '../zstd/write-zstd.ts';
import { tarSize, writeTar } from './write-tar.ts';

const FILES: Readonly<Record<string, Buffer>> = {
  'bin/program': Buffer.from('#!/bin/sh\n'),
  [`${'d'.repeat(90)}/${'e'.repeat(60)}/${'f'.repeat(90)}`]: Buffer.alloc(1000, 1),
  'größe.txt': Buffer.alloc(0),
  'large.bin': Buffer.alloc(700_001, 'noise'),
};

// GNU tar writes ustar headers and divides names itself; only the end of the archive is padded there.
const GNU = ['--format=ustar', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@7', '--mode=0644', '-b', '2'];

let folder: string;
const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-tar-'));
  const parts: Uint8Array[] = [];
  const packed: Uint8Array[] = [];
  const framed: Uint8Array[] = [];
  const members = Object.entries(FILES).map(([path, bytes]) => ({ path, source: bufferSource(bytes) }));
  const gzip = gzipWriter((bytes) => packed.push(Uint8Array.from(bytes)));
  const zstd = zstdWriter(tarSize(members), (bytes) => framed.push(Uint8Array.from(bytes)));
  writeTar(members.reverse(), { time: 7 }, (bytes) => {
    parts.push(Uint8Array.from(bytes));
    gzip.write(bytes);
    zstd.write(bytes);
  });
  gzip.end();
  zstd.end();
  writeFileSync(join(folder, 'ours.tar'), Buffer.concat(parts));
  writeFileSync(join(folder, 'ours.tar.gz'), Buffer.concat(packed));
  writeFileSync(join(folder, 'ours.tar.zst'), Buffer.concat(framed));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a tar that was written', () => {
  it('is unpacked by GNU tar, and packed by it to the same members', () => {
    run('mkdir', 'out');
    run('tar', '-C', 'out', '-xf', 'ours.tar');
    for (const [path, bytes] of Object.entries(FILES)) {
      expect(Buffer.compare(readFileSync(join(folder, 'out', path)), bytes)).toBe(0);
    }
    writeFileSync(join(folder, 'list'), Object.keys(FILES).sort(byBytes).join('\n'));
    run('tar', ...GNU, '-cf', 'gnu.tar', '-C', 'out', '-T', join(folder, 'list'));
    const gnu = readFileSync(join(folder, 'gnu.tar'));
    const ours = readFileSync(join(folder, 'ours.tar'));
    // What follows is the end of the archive alone.
    expect(Buffer.compare(gnu.subarray(0, ours.length), ours)).toBe(0);
    expect(gnu.subarray(ours.length).every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['bsdtar', ['-tf', 'ours.tar']],
    ['bsdtar', ['-tf', 'ours.tar.gz']],
    ['bsdtar', ['-tf', 'ours.tar.zst']],
    ['gzip', ['-t', 'ours.tar.gz']],
    ['zstd', ['-tq', 'ours.tar.zst']],
    ['7z', ['t', '-bd', 'ours.tar.zst']],
    ['/usr/bin/python3', ['-m', 'tarfile', '-t', 'ours.tar.gz']],
  ] as const)('is accepted by %s', (program, args) => {
    expect(() => run(program, ...args)).not.toThrow();
  });
});

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
