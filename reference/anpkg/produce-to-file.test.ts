import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { produceAnpkgFile } from './produce-to-file.ts';

const GOLDENS = join(import.meta.dirname, '../../golden/anpkg');

let folder: string;
let project: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'produce-test-'));
  project = join(folder, 'greenhouse-west');
  out = join(folder, 'out.anpkg');
  cpSync(join(GOLDENS, 'behaviour-tree/input'), project, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(project, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(project, path), text.replace(from, to));
}

test('the package is published under the name of the folder', async () => {
  const result = await produceAnpkgFile({ project, out });
  expect(result).toMatchObject({ produced: true, findings: [], report: { path: 'greenhouse-west', valid: true } });
  // The golden was made for a project of the same name.
  expect(readFileSync(out)).toEqual(readFileSync(join(GOLDENS, 'behaviour-tree/expected.anpkg')));
  expect(readdirSync(folder).sort()).toEqual(['greenhouse-west', 'out.anpkg']);
});

test('another name of the project may be given', async () => {
  await produceAnpkgFile({ project, out, sourceProject: 'another-name' });
  expect(readFileSync(out).includes('"source_project": "another-name"')).toBe(true);
});

describe('what the validator refuses is not published; its findings lead into the project', () => {
  test.each([
    [
      'manual.yaml',
      'enabled: false',
      'enabled: maybe',
      'anpkg/runtime-config-schema',
      { member: 'manual.yaml', pointer: '/automation/enabled', line: 6 },
    ],
    [
      'machine-profile.yaml',
      'machine_id: greenhouse-west',
      'machine_id: Greenhouse',
      'anpkg/machine-profile-schema',
      { member: 'machine-profile.yaml', pointer: '/machine_id', line: 2 },
    ],
    [
      'machine-profile.yaml',
      'display_name',
      'colour: green\ndisplay_name',
      'anpkg/machine-profile-schema',
      { member: 'machine-profile.yaml', pointer: '/colour', line: 3 },
    ],
    [
      'valves.yaml',
      'valves:',
      'api_token: not-published\nvalves:',
      'anpkg/secret-by-key',
      { member: 'valves.yaml', pointer: '/api_token', line: 1 },
    ],
    [
      'manual.yaml',
      '[--config, valves.yaml]',
      '[--config]',
      'anpkg/path-target-missing',
      { member: 'manual.yaml', pointer: '/providers/0/args/1' },
    ],
    [
      'manual.yaml',
      '[--config, valves.yaml]',
      '[--config, valves.yaml, --config, b]',
      'anpkg/repeated-config-argument',
      { member: 'manual.yaml' },
    ],
    [
      'manual.yaml',
      '[--config, valves.yaml]',
      '[--password, not-published]',
      'anpkg/secret-argument',
      { member: 'manual.yaml', pointer: '/providers/0/args/1', line: 4 },
    ],
    [
      'behaviors/watering/morning.xml',
      'device="valves/drip"',
      'device="https://u:not-published@valves.example"',
      'anpkg/secret-by-shape',
      { member: 'behaviors/watering/morning.xml', line: 4 },
    ],
  ])('%s: %s becomes %s', async (path, from, to, rule, at) => {
    edit(path, from, to);
    writeFileSync(out, 'older');
    const result = await produceAnpkgFile({ project, out });
    expect(result.produced).toBe(false);
    expect(result.report).toMatchObject({ valid: false, contract: 'anpkg@1' });
    expect(result.findings.find((finding) => finding.rule === rule)?.at).toMatchObject(at);
    expect(JSON.stringify(result)).not.toContain('not-published');
    expect(readFileSync(out, 'utf8')).toBe('older');
    expect(readdirSync(folder).sort()).toEqual(['greenhouse-west', 'out.anpkg']);
  });
});

test('a project that cannot be read leaves nothing, not even the folder of the output', async () => {
  rmSync(join(project, 'manual.yaml'));
  const result = await produceAnpkgFile({ project, out: join(folder, 'made/out.anpkg') });
  expect(result.findings.map(({ rule }) => rule)).toEqual(['anpkg/project-no-manual-variant']);
  expect(readdirSync(folder)).toEqual(['greenhouse-west']);
});

test('a file of the project is not replaced by the package', async () => {
  const profile = join(project, 'machine-profile.yaml');
  const before = readFileSync(profile);
  await expect(produceAnpkgFile({ project, out: profile })).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(profile)).toEqual(before);
});

test('a package may stand in the folder of its project, and be replaced there', async () => {
  const inside = join(project, 'greenhouse-west.anpkg');
  expect(await produceAnpkgFile({ project, out: inside })).toMatchObject({ produced: true });
  expect(await produceAnpkgFile({ project, out: inside })).toMatchObject({ produced: true });
});
