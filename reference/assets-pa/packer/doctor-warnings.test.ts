import { rmSync } from 'node:fs';
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
  TWO,
} from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

const one = (asset: Partial<SampleAsset>): readonly SampleAsset[] => [{ id: 1, root: 'a', ...asset }];

type Case = readonly [rule: string, member: string | undefined, assets: readonly SampleAsset[], break_?: () => void];

function named([rule, member, assets, breakIt = () => {}]: Case) {
  return { rule, member, assets, breakIt };
}

describe('what blocks nothing is told as a warning', () => {
  const WARNINGS: readonly Case[] = [
    [
      'registry-not-canonical',
      'assets/.prometeu/index.json',
      TWO,
      () => editRegistry(project, ({ assets }) => assets.reverse()),
    ],
    ['asset-name-style', 'assets/a/asset.json', one({ declaration: { name: 'Blip!' } })],
    [
      'unused-input',
      'assets/a/asset.json',
      one({
        files: { 'a.raw': '1', b: '2' },
        declaration: {
          inputs: { a: ['a.raw', 'b'] },
          output: { format: 'SOUNDS/a', codec: 'NONE', artifacts: [{ index: 0, id: 'x', input: 'a.raw' }] },
        },
      }),
    ],
    [
      'duplicate-content',
      'assets/b/asset.json',
      [
        { id: 1, root: 'a' },
        { id: 2, root: 'b' },
      ],
    ],
    ['unregistered-asset', 'assets/c/asset.json', TWO, () => put(project, 'assets/c/asset.json', '{}')],
    [
      'unused-file',
      'assets/a/deep/big.psd',
      TWO,
      () => put(project, 'assets/a/deep/big.psd', new Uint8Array(1024 * 1024)),
    ],
    ['stray-stage', 'build/.assets-pa-stage', TWO, () => put(project, 'build/.assets-pa-stage/assets.pa', 'half')],
    [
      'stray-stage',
      'assets/a/.assets-pa-stage',
      TWO,
      () => put(project, 'assets/a/.assets-pa-stage/asset.json', 'half'),
    ],
  ];
  test.each(WARNINGS.map(named))('$rule ($member)', async ({ rule, member, assets, breakIt }) => {
    project = makeProject(assets);
    breakIt();
    const { outcome, findings } = await doctorWorkspace(requestFor(project), { workspace: true });
    expect(outcome).toBe('success');
    expect(findings.map((finding) => [finding.rule, finding.severity, finding.at.member])).toEqual([
      [`assets-pa/${rule}`, 'warning', member],
    ]);
    expect((await buildPack(requestFor(project))).outcome).toBe('success');
  });

  test('a large file of one byte less is not', async () => {
    project = makeProject(TWO);
    put(project, 'assets/a/big.psd', new Uint8Array(1024 * 1024 - 1));
    put(project, 'assets/loose.psd', new Uint8Array(2 * 1024 * 1024));
    expect(rulesOf(await doctorWorkspace(requestFor(project), { workspace: true }))).toEqual([]);
  });

  test('nor is a large declaration', async () => {
    project = makeProject(one({ declaration: { build: { note: '.'.repeat(1024 * 1024) } } }));
    expect(rulesOf(await doctorWorkspace(requestFor(project), { workspace: true }))).toEqual([]);
  });

  test('what lies beside registered assets is looked at only when asked for', async () => {
    project = makeProject(TWO);
    put(project, 'assets/c/asset.json', '{}');
    expect(rulesOf(await doctorWorkspace(requestFor(project)))).toEqual([]);
  });
});
