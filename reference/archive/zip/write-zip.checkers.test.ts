import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../byte-source.ts';
import { writeZip } from './index.ts';

const FILES: Readonly<Record<string, Buffer>> = {
  'machine-profile.yaml': Buffer.from('a: 1\n'),
  'providers/größe.yaml': Buffer.from('größe: 1\n'),
  'providers/日本/\u{1f600}.bin': Buffer.alloc(600_000, 'noise'),
  'providers/日本/\uffee.bin': Buffer.alloc(0),
  'runtime/behaviors/a b.xml': Buffer.alloc(262_144, 7),
};

/** The same members through CPython's zipfile with one fixed ZipInfo, in code-point order. */
const PYTHON = `
import json, sys, zipfile
with zipfile.ZipFile("python.zip", "w") as archive:
    for name, content in sorted(json.load(open("files.json")).items()):
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        archive.writestr(info, bytes.fromhex(content))
`;

const PYTHON_READ = `
import zipfile
with zipfile.ZipFile("ours.zip") as archive:
    assert archive.testzip() is None
    print(len(archive.namelist()))
`;

let folder: string;
const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-zip-'));
  const parts: Uint8Array[] = [];
  const members = Object.entries(FILES).map(([path, bytes]) => ({ path, source: bufferSource(bytes) }));
  writeZip(members.reverse(), (bytes) => parts.push(Uint8Array.from(bytes)));
  writeFileSync(join(folder, 'ours.zip'), Buffer.concat(parts));
  const hex = Object.entries(FILES).map(([path, bytes]) => [path, bytes.toString('hex')]);
  writeFileSync(join(folder, 'files.json'), JSON.stringify(Object.fromEntries(hex)));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an archive that was written', () => {
  it("equals byte for byte what Python's zipfile writes", () => {
    run('/usr/bin/python3', '-c', PYTHON);
    const python = readFileSync(join(folder, 'python.zip'));
    expect(Buffer.compare(readFileSync(join(folder, 'ours.zip')), python)).toBe(0);
  });

  it.each([
    ['unzip', ['-tqq', 'ours.zip']],
    ['7z', ['t', '-bd', 'ours.zip']],
    ['bsdtar', ['-tf', 'ours.zip']],
    ['zipinfo', ['-t', 'ours.zip']],
  ] as const)('is accepted by %s', (program, args) => {
    expect(() => run(program, ...args)).not.toThrow();
  });

  it("is read whole by Python's zipfile", () => {
    expect(run('/usr/bin/python3', '-c', PYTHON_READ).trim()).toBe(String(Object.keys(FILES).length));
  });
});
