import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

// `npm start`: produces the packages of golden/anpkg/*/input through the real executables, validates them, damages one
// and shows what is found. Exit code 0 when all of it behaved as the text says.
const root = join(import.meta.dirname, '..');
const goldens = join(root, 'golden/anpkg');
const out = join(root, '.cache/demonstration');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

console.log('Producing a package from each sample project:\n');
const packages: string[] = [];
for (const name of readdirSync(goldens, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? [one.name] : [],
)) {
  const target = join(out, `${name}.anpkg`);
  run('package-contracts', ['produce', 'anpkg', join(goldens, name, 'input'), '--out', target], 0);
  packages.push(target);
}

console.log('\nValidating them:\n');
run('validate-contracts', packages, 0);

const [first = ''] = packages;
const damaged = join(out, 'damaged.anpkg');
writeFileSync(damaged, withOneByteChanged(readFileSync(first)));
console.log(`\nOne byte of a copy of ${relative(root, first)} is changed. Validating the copy:\n`);
run('validate-contracts', [damaged], 1);

console.log(`\nAll as expected. The packages are in ${relative(root, out)}.`);

/** Runs one of our programs as a user would, in front of the reader's eyes. */
function run(program: string, parameters: readonly string[], expected: number): void {
  const shown = parameters.map((parameter) => (parameter.startsWith(root) ? relative(root, parameter) : parameter));
  console.log(`$ ${program} ${shown.join(' ')}`);
  const executable = join(root, 'dist/bin', program);
  const { status, error } = spawnSync(process.execPath, [executable, ...shown], { cwd: root, stdio: 'inherit' });
  if (error === undefined && status === expected) return;
  console.error(`\n${program} was expected to exit with ${expected}: ${error?.message ?? `it exited with ${status}`}`);
  process.exit(1);
}

// The content of a member: right behind its local header (30 bytes and the name).
function withOneByteChanged(bytes: Buffer): Buffer {
  const offset = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  bytes.writeUInt8(255 - bytes.readUInt8(offset), offset);
  return bytes;
}
