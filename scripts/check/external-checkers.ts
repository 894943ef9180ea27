import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// The independent programs that `test:checkers` and `bench` compare with. One that is missing is a failure here,
// so that no comparison is left out in silence.
const PROGRAMS: readonly (readonly [program: string, debianPackage: string])[] = [
  ['7z', 'p7zip-full'],
  ['bsdtar', 'libarchive-tools'],
  ['cc', 'gcc'],
  ['/usr/bin/chromium', 'chromium'],
  ['go', 'golang-go'],
  ['gzip', 'gzip'],
  ['jq', 'jq'],
  ['openssl', 'openssl'],
  ['rustc', 'rustc'],
  ['/usr/bin/python3', 'python3'],
  ['tar', 'tar'],
  ['unzip', 'unzip'],
  ['zip', 'zip'],
  ['zipinfo', 'unzip'],
  ['zstd', 'zstd'],
];
const PYTHON_MODULES: readonly (readonly [module: string, debianPackage: string])[] = [
  ['jsonschema', 'python3-jsonschema'],
  ['yaml', 'python3-yaml'],
];

let missing = 0;
for (const [program, debianPackage] of PROGRAMS) if (!isExecutable(program)) report(program, debianPackage);
for (const [module, debianPackage] of PYTHON_MODULES) {
  if (spawnSync('/usr/bin/python3', ['-c', `import ${module}`]).status !== 0)
    report(`Python's ${module}`, debianPackage);
}
if (missing > 0) process.exitCode = 1;

function report(what: string, debianPackage: string): void {
  missing += 1;
  console.log(`missing: ${what} (apt-get install ${debianPackage})`);
}

function isExecutable(program: string): boolean {
  const folders = program.startsWith('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(folder === '' ? program : join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
