import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const GOLDENS = join(import.meta.dirname, '../../golden/anpkg');

const packages = readdirSync(GOLDENS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.anpkg') && !path.includes('input/'))
  .sort()
  .map((path) => join(GOLDENS, path));

// Writes the members anew in Python, from names and bytes alone, and compares with the file.
const REWRITE = `
import io, sys, zipfile
whole = open(sys.argv[1], "rb").read()
members = {}
with zipfile.ZipFile(io.BytesIO(whole)) as archive:
    for info in archive.infolist():
        members[info.filename] = archive.read(info)
again = io.BytesIO()
with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as archive:
    for name in sorted(members):
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        archive.writestr(info, members[name])
sys.exit(0 if again.getvalue() == whole else "differs")
`;

const READERS: readonly (readonly [name: string, command: (file: string) => readonly string[]])[] = [
  ["equals, byte for byte, what Python's zipfile writes", (file) => ['/usr/bin/python3', '-c', REWRITE, file]],
  ["is accepted by Python's zipfile", (file) => ['/usr/bin/python3', '-m', 'zipfile', '-t', file]],
  ['is accepted by unzip', (file) => ['unzip', '-tqq', file]],
  ['is accepted by 7-Zip', (file) => ['7z', 't', '-bd', file]],
  ['is accepted by bsdtar', (file) => ['bsdtar', '-xOf', file]],
  ['is accepted by zipinfo', (file) => ['zipinfo', '-v', file]],
];

it('there are goldens to look at', () => {
  expect(packages.length).toBeGreaterThanOrEqual(8);
});

describe.each(packages.map((path) => [basename(dirname(path)), path]))('golden %s', (_, path) => {
  it.each(READERS)('%s', (_reader, command) => {
    const [program = '', ...parameters] = command(path);
    // A status other than 0 throws, with what the program said.
    execFileSync(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024 });
  });
});
