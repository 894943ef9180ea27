import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { validateAnpkg } from '../../reference/anpkg/index.ts';
import { produceAnpkgFile } from '../../reference/anpkg/produce-to-file.ts';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { readZip } from '../../reference/archive/zip/index.ts';
import { FindingCollector } from '../../reference/report/finding-collector.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { readGoldenCases } from '../../scripts/golden/golden-case.ts';
import { anyProject, type ProjectFiles, writeProject } from './project-arbitrary.ts';

const CHILD = join(import.meta.dirname, 'produce-child.ts');

let scratch: string;
let made = 0;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'produce-property-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

function freshFolder(): string {
  made += 1;
  const folder = join(scratch, String(made));
  mkdirSync(folder);
  return folder;
}

function child(parameters: readonly string[], env: Readonly<Record<string, string>>) {
  const started = spawn(process.execPath, ['--import', 'tsx', CHILD, ...parameters], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  started.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { started, ended: new Promise<string>((resolve) => started.on('close', () => resolve(output))) };
}

function goldenProjects(): readonly ProjectFiles[] {
  return readGoldenCases()
    .filter(({ contract, options }) => contract === 'anpkg@1' && options.dataRoot === undefined)
    .map(({ folder }) => {
      const input = join(folder, 'input');
      const paths = readdirSync(input, { recursive: true, encoding: 'utf8' }).sort();
      return new Map(
        paths
          .filter((path) => statSync(join(input, path)).isFile())
          .map((path) => [path, readFileSync(join(input, path))]),
      );
    });
}

test('the same project gives the same bytes in any zone, locale, umask, folder, order of files and time of files', async () => {
  const generated = fc.sample(anyProject, { numRuns: 12, seed: 20261121 }).map(({ files }) => files);
  const projects = [...goldenProjects(), ...generated];
  const surroundings = [
    { parent: 'a', umask: '022', time: 1, env: { TZ: 'UTC', LC_ALL: 'C' } },
    {
      parent: 'deep/er/ünï cödé',
      umask: '077',
      time: 1_700_000_000,
      env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' },
    },
    {
      parent: 'z',
      umask: '000',
      time: 4_000_000_000,
      env: { TZ: 'America/St_Johns', LC_ALL: 'sv_SE.UTF-8', HOME: '/nowhere' },
    },
  ];
  const runs = surroundings.map(({ parent, umask, time, env }, round) => {
    const root = join(freshFolder(), parent);
    const folders = projects.map((files, index) => {
      const folder = join(root, `project-${index}`);
      const entries = [...files];
      writeProject(folder, round === 0 ? entries : round === 1 ? entries.reverse() : rotate(entries), time);
      return folder;
    });
    return child([umask, join(root, 'out'), ...folders], env).ended;
  });
  const digests = (await Promise.all(runs)).map((output): string[] => JSON.parse(output.replace('ready\n', '')));
  const [first = []] = digests;
  expect(first).toHaveLength(projects.length);
  expect(first.filter((digest) => !/^[0-9a-f]{64}$/.test(digest))).toEqual([]);
  for (const other of digests) expect(other).toEqual(first);
});

function rotate<T>(items: readonly T[]): T[] {
  const middle = Math.floor(items.length / 2);
  return [...items.slice(middle), ...items.slice(0, middle)];
}

test('what is produced is valid, and carries the values that the project has', async () => {
  await fc.assert(
    fc.asyncProperty(anyProject, async ({ files, configs, behavior }) => {
      const folder = freshFolder();
      const out = join(folder, 'out.anpkg');
      writeProject(join(folder, 'project'), [...files], 1);
      const result = await produceAnpkgFile({ project: join(folder, 'project'), out });
      expect(result.findings).toEqual([]);
      expect(result.produced).toBe(true);
      const source = bufferSource(readFileSync(out));
      const judgement = await validateAnpkg(
        { kind: 'bytes', name: 'out.anpkg', source },
        { selection: HARDENED, observe: true },
      );
      expect(judgement.findings).toEqual([]);
      const members = await readMembers(readFileSync(out));
      for (const [id, value] of configs) {
        expect(parse(members.get(`providers/${id}.yaml`)?.toString() ?? '')).toEqual(value);
      }
      expect(members.get('runtime/behaviors/tree.bin')).toEqual(behavior && Buffer.from(behavior));
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 40 },
  );
});

async function readMembers(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const members = new Map<string, Buffer>();
  await readZip(bufferSource(bytes), new FindingCollector(HARDENED), {
    digest: false,
    tap: ({ path }) => {
      members.set(path, Buffer.alloc(0));
      return (chunk) => void members.set(path, Buffer.concat([members.get(path) ?? Buffer.alloc(0), chunk]));
    },
  });
  return members;
}

test('a project with a defect leaves no file, and an older package as it was', async () => {
  const defects: readonly ((files: Map<string, Uint8Array>) => void)[] = [
    (files) => files.delete('machine-profile.yaml'),
    (files) => files.delete('manual.yaml'),
    (files) => files.set('manual.yaml', Buffer.from('providers: []\n')),
    (files) => files.set('workbench.json', Buffer.from('{')),
    (files) => files.set('machine-profile.yaml', Buffer.from([0xff, 0xfe])),
    (files) => append(files, 'manual.yaml', '"again": 1\n'),
    (files) => append(files, 'machine-profile.yaml', '...\n---\na: 1\n'),
  ];
  await fc.assert(
    fc.asyncProperty(anyProject, fc.constantFrom(...defects), fc.boolean(), async (project, addDefect, hasOlder) => {
      const folder = freshFolder();
      const out = join(folder, 'out.anpkg');
      const files = new Map(project.files);
      addDefect(files);
      mkdirSync(join(folder, 'project'));
      writeProject(join(folder, 'project'), [...files], 1);
      if (hasOlder) writeFileSync(out, 'older');
      const result = await produceAnpkgFile({ project: join(folder, 'project'), out });
      expect(result.produced).toBe(false);
      expect(result.report.valid).toBe(false);
      expect(readdirSync(folder).sort()).toEqual(hasOlder ? ['out.anpkg', 'project'] : ['project']);
      if (hasOlder) expect(readFileSync(out, 'utf8')).toBe('older');
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 40 },
  );
});

function append(files: Map<string, Uint8Array>, path: string, text: string): void {
  files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), Buffer.from(text)]));
}

test('a producer that is killed leaves the older package or the whole new one', async () => {
  const project = join(freshFolder(), 'project');
  const [, greenhouse] = goldenProjects();
  writeProject(project, [...(greenhouse ?? [])], 1);
  // Sparse: large enough to be killed in the middle, and written in a fraction of a second.
  truncateSync(join(project, 'behaviors/watering/morning.xml'), 64 * 1024 * 1024);
  const whole = freshFolder();
  await child(['022', whole, project], {}).ended;
  const expected = digestOf(join(whole, '0.anpkg'));
  const kills = [0, 150].map(async (delay) => {
    const out = freshFolder();
    writeFileSync(join(out, '0.anpkg'), 'older');
    const { started, ended } = child(['022', out, project], {});
    await new Promise((resolve, reject) => {
      started.stdout.once('data', resolve);
      started.once('close', () => reject(new Error('the producer ended before it began')));
    });
    await new Promise((resolve) => setTimeout(resolve, delay));
    started.kill('SIGKILL');
    await ended;
    return digestOf(join(out, '0.anpkg'));
  });
  const older = createHash('sha256').update('older').digest('hex');
  for (const digest of await Promise.all(kills)) expect([older, expected]).toContain(digest);
});

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
