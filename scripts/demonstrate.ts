import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

// `npm start`: produces packages of sample projects through the real executables, compares them with the goldens,
// validates them, damages one and shows what is found. Exit code 0 when all of it behaved as the text says.
const SAMPLES = ['minimal', 'several-providers', 'behaviour-tree', 'telemetry-redaction', 'non-ascii'];

const root = join(import.meta.dirname, '..');
const out = join(root, '.cache/demonstration');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

console.log(`Sample projects from golden/anpkg, produced in ${relative(root, out)}:\n`);
const packages = SAMPLES.map(produce);

console.log('\nEach is equal, byte for byte, to its golden. Validated:\n');
run('validate-contracts', packages, 0);

const [first = ''] = packages;
const damaged = 'damaged.anpkg';
writeFileSync(join(out, damaged), withOneByteChanged(readFileSync(join(out, first))));
console.log(`\nA copy of ${first} in which one byte is changed:\n`);
run('validate-contracts', [damaged], 1);

console.log('\nAll as expected.');

/** Produces the package of one golden's project; gives its name in the output folder. */
function produce(sample: string): string {
  const golden = join(root, 'golden/anpkg', sample);
  // The name of the project's folder stands in the package.
  const project = String(JSON.parse(readFileSync(join(golden, 'case.json'), 'utf8')).options.sourceProject);
  cpSync(join(golden, 'input'), join(out, 'projects', project), { recursive: true });
  const target = `${project}.anpkg`;
  run('package-contracts', ['produce', 'anpkg', `projects/${project}`, '--out', target], 0);
  if (!readFileSync(join(out, target)).equals(readFileSync(join(golden, 'expected.anpkg')))) {
    fail(`${target} differs from the golden ${sample}`);
  }
  return target;
}

/** Runs one of our programs as a user would, in front of the reader's eyes. */
function run(program: string, parameters: readonly string[], expected: number): void {
  console.log(`$ ${[program, ...parameters].map(quote).join(' ')}`);
  const executable = join(root, 'dist/bin', program);
  const { status, error } = spawnSync(process.execPath, [executable, ...parameters], { cwd: out, stdio: 'inherit' });
  if (error !== undefined) fail(`${program} could not be run: ${error.message}`);
  if (status !== expected) fail(`${program} was expected to exit with ${expected}, not with ${status}`);
}

// The content of the first member: right behind its local header (30 bytes, the name and the extra field).
function withOneByteChanged(bytes: Buffer): Buffer {
  const offset = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  bytes.writeUInt8(255 - bytes.readUInt8(offset), offset);
  return bytes;
}

function fail(why: string): never {
  console.error(`\n${why}`);
  process.exit(1);
}

function quote(word: string): string {
  return word.includes(' ') ? `'${word}'` : word;
}
