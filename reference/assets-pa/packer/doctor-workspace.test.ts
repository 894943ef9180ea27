import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildPack } from './build-pack.ts';
import { doctorWorkspace } from './doctor-workspace.ts';
import {
  editRegistry,
  makeProject,
  put,
  requestFor,
  rulesOf,
  type SampleAsset,
  snapshotOf,
  TWO,
  uuidOf,
} from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

const output = (more: object): Readonly<Record<string, unknown>> => ({
  output: { format: 'SOUNDS/pcm_v1', codec: 'NONE', ...more },
});
const artifacts = (...parts: readonly (readonly [number, string, string])[]): object => ({
  artifacts: parts.map(([index, id, input]) => ({ index, id, input })),
});
const registry = (text: string): void => put(project, 'assets/.prometeu/index.json', text);
const one = (asset: Partial<SampleAsset>): readonly SampleAsset[] => [{ id: 1, root: 'a', ...asset }];

type Case = readonly [rule: string, member: string | undefined, assets: readonly SampleAsset[], break_?: () => void];

// Each is one edit away from a workspace without a finding.
const BLOCKING: readonly Case[] = [
  ['workspace-special-file', 'assets/a/asset.json', TWO, () => relink('assets/a/asset.json', '../b/asset.json')],
  ['registry-missing', 'assets/.prometeu/index.json', TWO, () => rmSync(join(project, 'assets/.prometeu/index.json'))],
  ['asset-root-missing', 'assets/a', TWO, () => rmSync(join(project, 'assets/a'), { recursive: true })],
  ['asset-root-missing', 'assets/a', TWO, () => relink('assets/a', 'b')],
  ['declaration-missing', 'assets/a/asset.json', TWO, () => rmSync(join(project, 'assets/a/asset.json'))],
  ['registry-schema', 'assets/.prometeu/index.json', TWO, () => registry('{"schema_version":1,"next_asset_id":3}')],
  ['declaration-schema', 'assets/a/asset.json', one({ declaration: { color: 'red' } })],
  [
    'declared-name-too-long',
    'assets/a/asset.json',
    one({ declaration: { name: `${'a'.repeat(200)}${'é'.repeat(28)}` } }),
  ],
  ['declared-bank-type', 'assets/a/asset.json', one({ declaration: output({ format: 'TILES/indexed_v1' }) })],
  ['declared-codec', 'assets/a/asset.json', one({ declaration: output({ codec: 'RAW' }) })],
  ['declared-number-not-integer', 'assets/a/asset.json', one({ declaration: output({ metadata: { gain: [0.5] } }) })],
  [
    'declared-number-not-integer',
    'assets/a/asset.json',
    one({ declaration: output({ codec_configuration: { a: 1e300 } }) }),
  ],
  ['declared-pipeline-metadata', 'assets/a/asset.json', one({ declaration: output({ metadata: { pipeline: 1 } }) })],
  [
    'registry-duplicate-id',
    'assets/.prometeu/index.json',
    TWO,
    () => editRegistry(project, ({ assets }) => Object.assign(assets[1] ?? {}, { asset_id: 1 })),
  ],
  [
    'registry-duplicate-uuid',
    'assets/.prometeu/index.json',
    [...TWO, { id: 3, root: 'c', files: { 'a.raw': 'third' }, declaration: { asset_uuid: uuidOf(1) } }],
    () => editRegistry(project, ({ assets }) => Object.assign(assets[2] ?? {}, { asset_uuid: uuidOf(1) })),
  ],
  [
    'registry-next-id',
    'assets/.prometeu/index.json',
    TWO,
    () => editRegistry(project, (value) => Object.assign(value, { next_asset_id: 2 })),
  ],
  [
    'registry-root-path',
    'assets/.prometeu/index.json',
    TWO,
    () => editRegistry(project, ({ assets }) => Object.assign(assets[0] ?? {}, { root: '../src' })),
  ],
  [
    'registry-root-path',
    'assets/.prometeu/index.json',
    TWO,
    () => editRegistry(project, ({ assets }) => Object.assign(assets[0] ?? {}, { root: '.prometeu/cache' })),
  ],
  [
    'registry-nested-root',
    'assets/.prometeu/index.json',
    [
      { id: 1, root: 'a' },
      { id: 2, root: 'a/b', files: { 'a.raw': 'other' } },
    ],
  ],
  ['declaration-uuid-mismatch', 'assets/a/asset.json', one({ declaration: { asset_uuid: uuidOf(9) } })],
  [
    'duplicate-declared-name',
    'assets/b/asset.json',
    [
      { id: 1, root: 'a', declaration: { name: 'same' } },
      { id: 2, root: 'b', files: { 'a.raw': 'other' }, declaration: { name: 'same' } },
    ],
  ],
  ['input-path', 'assets/a/asset.json', one({ declaration: { inputs: { sources: ['../b/a.raw'] } } })],
  ['input-path', 'assets/a/asset.json', one({ declaration: { inputs: { sources: ['/etc/passwd'] } } })],
  ['input-outside-root', 'assets/a/asset.json', TWO, () => relink('assets/a/a.raw', '../b/a.raw')],
  ['input-missing', 'assets/a/asset.json', TWO, () => rmSync(join(project, 'assets/a/a.raw'))],
  ['input-special-file', 'assets/a/asset.json', one({ files: { 'a.raw/b': 'x' } })],
  [
    'input-listed-twice',
    'assets/a/asset.json',
    one({ declaration: { inputs: { a: ['a.raw'], b: ['a.raw'] }, ...output(artifacts([0, 'x', 'a.raw'])) } }),
  ],
  [
    'direct-inputs',
    'assets/a/asset.json',
    one({ files: { x: '1', y: '2' }, declaration: { inputs: { a: ['x', 'y'] } } }),
  ],
  [
    'artifact-index',
    'assets/a/asset.json',
    one({ declaration: output(artifacts([0, 'x', 'a.raw'], [2, 'y', 'a.raw'])) }),
  ],
  [
    'artifact-index',
    'assets/a/asset.json',
    one({ declaration: output(artifacts([0, 'x', 'a.raw'], [0, 'y', 'a.raw'])) }),
  ],
  [
    'duplicate-artifact-id',
    'assets/a/asset.json',
    one({ declaration: output(artifacts([0, 'x', 'a.raw'], [1, 'x', 'a.raw'])) }),
  ],
  [
    'artifact-input',
    'assets/a/asset.json',
    one({ files: { 'a.raw': '1', b: '2' }, declaration: output(artifacts([0, 'x', 'a.raw'], [1, 'y', 'b'])) }),
  ],
  ['empty-asset', 'assets/a/asset.json', one({ files: { 'a.raw': '' } })],
  [
    'metadata-collision',
    'assets/a/asset.json',
    one({ declaration: output({ metadata: { codec: 1 }, codec_configuration: {} }) }),
  ],
  [
    'metadata-collision',
    'assets/a/asset.json',
    one({ declaration: output({ metadata: { sources: 1 }, ...artifacts([0, 'x', 'a.raw']) }) }),
  ],
  [
    'preload-overflow',
    'assets/r17/asset.json',
    Array.from({ length: 17 }, (_, at) => ({
      id: at + 1,
      root: `r${at + 1}`,
      files: { 'a.raw': `${at}` },
      declaration: { preload: { enabled: true } },
    })),
  ],
];

function named([rule, member, assets, breakIt = () => {}]: Case) {
  return { rule, member, assets, breakIt };
}

function relink(path: string, to: string): void {
  rmSync(join(project, path), { recursive: true });
  symlinkSync(to, join(project, path));
}

describe('a workspace without a defect', () => {
  test.each([
    ['plain', TWO],
    [
      'with sixteen preloaded assets of a bank',
      Array.from({ length: 16 }, (_, at) => ({
        id: at + 1,
        root: `r${at + 1}`,
        files: { 'a.raw': `${at}` },
        declaration: { preload: { enabled: true } },
      })),
    ],
    ['with an input behind a link that stays inside', one({ files: { 'a.raw': 'x' } })],
    ['with a name at the limit', one({ declaration: { name: 'a'.repeat(255) } })],
  ] as const)('has no finding: %s', async (_, assets) => {
    project = makeProject(assets);
    if (assets.length === 1) {
      writeFileSync(join(project, 'assets/a/real.raw'), 'x');
      relink('assets/a/a.raw', 'real.raw');
    }
    const result = await doctorWorkspace(requestFor(project), { workspace: true });
    expect(result).toMatchObject({ outcome: 'success', effect: 'read', findings: [], fixable: [] });
    expect(await buildPack(requestFor(project))).toMatchObject({ outcome: 'success', findings: [] });
    expect(rulesOf(await doctorWorkspace(requestFor(project), { workspace: true }))).toEqual([]);
  });
});

describe('what blocks a build is told by doctor and by the build alike', () => {
  test.each(BLOCKING.map(named))('$rule ($member)', async ({ rule, member, assets, breakIt }) => {
    project = makeProject(assets);
    breakIt();
    const before = snapshotOf(project);
    const doctor = await doctorWorkspace(requestFor(project));
    expect(doctor.outcome).toBe('blocked');
    const [first] = doctor.findings.filter(({ severity }) => severity === 'error');
    expect([first?.rule, first?.at.member]).toEqual([`assets-pa/${rule}`, member]);
    const build = await buildPack(requestFor(project));
    expect([build.outcome, build.findings[0]?.rule]).toEqual(['blocked', `assets-pa/${rule}`]);
    expect(snapshotOf(project)).toEqual(before);
  });

  test('two assets with one root', async () => {
    project = makeProject(TWO);
    editRegistry(project, ({ assets }) => Object.assign(assets[1] ?? {}, { root: 'a' }));
    const found = rulesOf(await buildPack(requestFor(project)));
    expect(found).toContain('assets-pa/registry-duplicate-root');
  });

  test('a document that is no JSON', async () => {
    project = makeProject(TWO);
    put(project, 'assets/a/asset.json', '{"schema_version": 1,}');
    const [first] = (await doctorWorkspace(requestFor(project))).findings;
    expect(first).toMatchObject({
      rule: 'json/trailing-comma',
      at: { member: 'assets/a/asset.json', line: 1, column: 21 },
    });
  });
});
