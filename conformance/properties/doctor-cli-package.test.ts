import { execFile } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// A package is a function of the program and the arguments: runs in child processes, each in a folder of its own and
// with its own zone, locale, umask and age of the program, print and write the same.
const run = promisify(execFile);
const CHILD = join(import.meta.dirname, 'package-cli-child.ts');
let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'doctor-property-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const circumstances = fc.record({
  folder: fc.stringMatching(/^[a-zé ]{1,12}$/u).filter((name) => name.trim() === name && name !== ''),
  zone: fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'),
  locale: fc.constantFrom('C', 'tr_TR.UTF-8', 'de_DE.UTF-8'),
  umask: fc.constantFrom('000', '022', '077'),
  age: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
});

const programs = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/u),
  version: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.')),
  profile: fc.constantFrom('ci', 'local'),
  comment: fc.stringMatching(/^[ -~]{0,40}$/u),
  smoke: fc.boolean(),
});

type Circumstances = ReturnType<typeof circumstances.generate>['value'];
type Program = ReturnType<typeof programs.generate>['value'];

async function packageIn(at: Circumstances, program: Program): Promise<string> {
  const folder = mkdtempSync(join(place, `${at.folder}-`));
  const source = join(folder, 'source.sh');
  const report = '{"schema_version":"doctor-core-report-v1"}';
  const text = `#!/bin/sh\n# ${program.comment}\n[ "$1" = --version ] && echo ${program.version} || echo '${report}'\n`;
  writeFileSync(source, text, { mode: 0o755 });
  utimesSync(source, at.age, at.age);
  const out = join(folder, 'out');
  const request = { out, source, name: program.name, version: program.version, profile: program.profile };
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', CHILD, JSON.stringify({ ...request, smoke: program.smoke, umask: at.umask })],
    { env: { PATH: process.env.PATH, TZ: at.zone, LC_ALL: at.locale, LANG: at.locale } },
  );
  expect(readdirSync(folder).sort()).toEqual(['out', 'source.sh']);
  return `${stdout}${tree(out)}`;
}

function tree(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const status = lstatSync(join(folder, path));
      return `${status.mode.toString(8)} ${path} ${status.isFile() ? readFileSync(join(folder, path), 'latin1') : ''}\n`;
    })
    .join('');
}

test('the same program gives the same payload and the same package under any circumstances', async () => {
  mkdirSync(place, { recursive: true });
  await fc.assert(
    fc.asyncProperty(programs, circumstances, circumstances, async (program, here, there) => {
      const [one, other] = await Promise.all([packageIn(here, program), packageIn(there, program)]);
      expect(one).toBe(other);
      expect(one).toContain('doctor-cli-package-v1');
    }),
    { numRuns: 6 },
  );
});

/** A packager that is sent a signal while its smoke run sleeps; answers what is then where it worked. */
async function interrupted(signal: NodeJS.Signals, hasOlder: boolean) {
  const folder = mkdtempSync(join(place, 'killed-'));
  const [source, marks] = [join(folder, 'source.sh'), join(folder, 'marks')];
  const out = join(folder, 'packages/out');
  mkdirSync(marks);
  const request = { out, source, name: 'demo', version: '1.0.0', profile: 'ci', umask: '022' };
  const start = (smoke: boolean) =>
    run(process.execPath, ['--import', 'tsx', CHILD, JSON.stringify({ ...request, smoke })]);
  writeFileSync(source, '#!/bin/sh\n', { mode: 0o755 });
  if (hasOlder) await start(false);
  const before = tree(folder);
  // It says who it is, and runs for far longer than the test.
  writeFileSync(source, `#!/bin/sh\necho $$ > '${marks}/id' && mv '${marks}/id' '${marks}/started'\nexec sleep 600\n`);
  const killed = start(true);
  while (!readdirSync(marks).includes('started')) await new Promise((resolve) => setTimeout(resolve, 20));
  killed.child.kill(signal);
  await expect(killed).rejects.toMatchObject({ signal });
  const smoked = Number(readFileSync(join(marks, 'started'), 'utf8'));
  writeFileSync(source, '#!/bin/sh\n');
  rmSync(join(marks, 'started'));
  return { out, before, after: tree(folder), smoked };
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

test.concurrent.each([
  ['SIGINT', true],
  ['SIGTERM', true],
  ['SIGHUP', true],
  ['SIGTERM', false],
] as const)(
  'a packager that %s stops in its smoke run leaves everything as it was, an older package: %s',
  async (signal, hasOlder) => {
    const { before, after, smoked } = await interrupted(signal, hasOlder);
    expect(after).toBe(before);
    // The program that it ran has ended with it.
    await vi.waitUntil(() => !isRunning(smoked), { timeout: 60_000 });
  },
);

test('a packager that is killed outright leaves the older package, and no part of a newer one in its place', async () => {
  const { out, before, after, smoked } = await interrupted('SIGKILL', true);
  process.kill(smoked, 'SIGKILL');
  const packaged = (listing: string) => listing.split('\n').filter((line) => line.includes(' packages/out'));
  expect(packaged(after)).toEqual(packaged(before));
  expect(readdirSync(out).sort()).toEqual(['bin', 'config', 'release-manifest.json']);
});
