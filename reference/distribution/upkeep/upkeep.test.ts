import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PublishSystem, realSystem } from '../../archive/publish-system.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { generationsOf } from '../changes/generations.ts';
import { readIndexAt } from '../changes/repository-state.ts';
import { validateDistribution } from '../gate/validate.ts';
import { withGenerations } from '../published-generations.test-fixture.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import { applyRetention, planRetention } from './retention.ts';
import { yankArtifact } from './yank.ts';

const NOW = '2026-11-21T00:00:00Z';
const INDEX = 'dist/index.json';
const TARGET = 'x86_64-unknown-linux-gnu';

let drawn = 0;
const request = (root: string, system?: PublishSystem) => {
  drawn += 1;
  const surroundings = system === undefined ? {} : { surroundings: { system } };
  return { root, now: NOW, ticket: String(drawn).padStart(32, '0'), patience: 0, ...surroundings };
};

const versionsIn = async (root: string) =>
  generationsOf(await readIndexAt(INDEX, folderReader(root), new FindingCollector(HARDENED)));
const errorsIn = async (root: string) => {
  const artifact = { kind: 'folder' as const, name: 'r', path: root };
  const { findings } = await validateDistribution(artifact, { selection: HARDENED, observe: false });
  return findings.map(({ rule }) => rule).filter((rule) => rule !== 'distribution/platform-without-artifact');
};

describe('retention', () => {
  it('plans without changing anything, and keeps what the contract keeps', async () => {
    const root = await withGenerations(7);
    const before = readFileSync(join(root, INDEX), 'utf8');
    const plan = await planRetention({ ...request(root), keep: 1 });
    expect(plan).toMatchObject({ outcome: 'planned', keep: 6, generations: ['0.1.0'] });
    expect(plan.files).toHaveLength(4);
    expect(readFileSync(join(root, INDEX), 'utf8')).toBe(before);
    expect(await applyRetention(request(root))).toMatchObject({ outcome: 'changed', generations: ['0.1.0'] });
    expect(existsSync(join(root, 'dist/1.0.0/0.1.0'))).toBe(false);
    expect(await errorsIn(root)).toEqual([]);
    expect(await applyRetention(request(root))).toMatchObject({ outcome: 'unchanged' });
    expect(await versionsIn(root)).toHaveLength(6);
  });

  it('says what goes ahead of the first removal, and nothing where nothing goes', async () => {
    const root = await withGenerations(7);
    const before = readFileSync(join(root, INDEX), 'utf8');
    const told: string[] = [];
    const onPlan = ({ generations, files }: { generations: readonly string[]; files: readonly string[] }) => {
      told.push(...generations);
      expect(readFileSync(join(root, INDEX), 'utf8')).toBe(before);
      expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    };
    await applyRetention({ ...request(root), onPlan });
    await applyRetention({ ...request(root), onPlan });
    expect(told).toEqual(['0.1.0']);
  });

  it('goes on where it was interrupted ahead of any removal', async () => {
    const template = await withGenerations(7);
    const stopped: PublishSystem = {
      ...realSystem,
      remove(path) {
        if (path.endsWith('manifest.json')) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        realSystem.remove(path);
      },
    };
    await expect(applyRetention(request(template, stopped))).rejects.toThrow(/cannot remove/u);
    expect(await versionsIn(template)).toHaveLength(6);
    expect(await errorsIn(template)).toContain('distribution/unreferenced-file');
    expect(await applyRetention(request(template))).toMatchObject({ outcome: 'changed', generations: [] });
    expect(await errorsIn(template)).toEqual([]);
  });
});

describe('a yank', () => {
  const yank = { reason: 'wrong licence', since: '2026-11-21' };
  const identity = {
    version: '0.1.0',
    target: TARGET,
    profile: 'release',
    toolchain: '1.84',
    git_rev: 'ab12cd34',
    dist_revision: 'r1',
  };

  it('marks one row, once', async () => {
    const root = await withGenerations(1);
    expect(await yankArtifact({ ...request(root), ...yank, identity })).toMatchObject({ outcome: 'changed' });
    expect(await errorsIn(root)).toEqual([]);
    expect(readFileSync(join(root, INDEX), 'utf8')).toContain('"reason": "wrong licence"');
    expect(await yankArtifact({ ...request(root), ...yank, identity })).toMatchObject({ outcome: 'unchanged' });
    const other = await yankArtifact({ ...request(root), ...yank, reason: 'another', identity });
    expect(other.findings.map(({ rule }) => rule)).toEqual(['distribution/row-changed']);
    const none = await yankArtifact({ ...request(root), ...yank, identity: { ...identity, dist_revision: 'r2' } });
    expect(none.findings.map(({ rule }) => rule)).toEqual(['distribution/no-match']);
  });
});
