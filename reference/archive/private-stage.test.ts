import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { privateStage, thisStager } from './private-stage.ts';
import { type ProcessOwner, thisOwner } from './process-owner.ts';
import { publishFile } from './publish.ts';
import { publishFiles } from './publish-files.ts';
import { publishFolder } from './publish-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-stage-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CONTENT = Buffer.from('content');
const ended = (): ProcessOwner => ({ ...thisStager(), pid: spawnSync('true').pid, began: '1' });

/** Leaves a file as it is staged by a process. */
function leaveFile(owner: ProcessOwner): string {
  const path = privateStage(folder, owner);
  writeFileSync(path, 'half');
  return path;
}

/** Leaves a folder as it is staged by a process, with a file in each of some folders in it. */
function leaveFolder(owner: ProcessOwner, names: readonly string[]): string {
  const path = privateStage(folder, owner);
  for (const name of names) {
    mkdirSync(join(path, name), { recursive: true });
    writeFileSync(join(path, name, 'member'), 'half');
  }
  return path;
}

const PUBLISH: Readonly<Record<string, () => Promise<boolean>>> = {
  file: () => publishFile({ target: join(folder, 'out'), write: (write) => write(CONTENT), verify: () => true }),
  files: () => publishFiles({ folder, files: [{ name: 'out', write: (write) => write(CONTENT) }], verify: () => true }),
  folder: () =>
    publishFolder({
      target: join(folder, 'out'),
      fill: (stage) => {
        writeFileSync(join(stage, 'member'), CONTENT);
        return Promise.resolve(true);
      },
      isReplaceable: () => true,
      expected: 'a folder',
    }),
};

describe.each(Object.entries(PUBLISH))('publishing a %s', (_, publish) => {
  test('removes what processes that have ended left there, whatever they were to publish', async () => {
    leaveFile(ended());
    leaveFolder(ended(), ['new', 'scratch']);
    expect(await publish()).toBe(true);
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('leaves what is not certainly abandoned', async () => {
    const kept = [
      leaveFile(thisStager()),
      leaveFile({ ...ended(), host: 'elsewhere' }),
      // A container may have the name of this machine, and other numbers for its processes.
      leaveFile({ ...ended(), host: thisOwner().host }),
      // The one copy of what stood at a target.
      leaveFolder(ended(), ['new', 'old']),
      join(folder, '.package-contracts-0123456789abcdef01234567.tmp'),
      join(folder, '.package-contracts-notes.1.1.host.tmp'),
    ];
    for (const path of kept.slice(4)) writeFileSync(path, 'mine');
    mkdirSync(join(folder, 'precious'));
    const link = privateStage(folder, ended());
    symlinkSync('precious', link);
    expect(await publish()).toBe(true);
    const names = [...kept, link].map((path) => basename(path));
    expect(readdirSync(folder).sort()).toEqual([...names, 'out', 'precious'].sort());
  });
});

test('a folder that cannot be listed is no reason not to publish there', async () => {
  const below = join(folder, 'shut');
  mkdirSync(below, { mode: 0o300 });
  const publication = { target: join(below, 'out'), write: () => {}, verify: () => true };
  expect(await publishFile(publication)).toBe(true);
});

test('what a program leaves that is killed while it publishes is removed by the next one', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'publish.ts'));
  const program = `
    const { publishFile } = await import(${JSON.stringify(String(module))});
    await publishFile({
      target: ${JSON.stringify(join(folder, 'out'))},
      write(write) { write(Buffer.from('half')); process.kill(process.pid, 'SIGKILL'); },
      verify: () => true,
    });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { stdio: 'ignore' });
  const [, signal] = await once(child, 'exit');
  const [left = ''] = readdirSync(folder);
  expect([signal, readdirSync(folder).length, readFileSync(join(folder, left), 'utf8')]).toEqual([
    'SIGKILL',
    1,
    'half',
  ]);
  await PUBLISH.file?.();
  expect([existsSync(join(folder, left)), readdirSync(folder)]).toEqual([false, ['out']]);
});
