import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ARTIFACT,
  EPOCH,
  example,
  exampleArchive,
  FOLDER,
  repositoryWith,
} from '../example-repository.test-fixture.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import { resolveArtifact } from '../resolve/resolve.ts';
import type { BuildFacts } from './build-facts.ts';
import { produceDistribution, type Release, type ReleaseRequest } from './produce-distribution.ts';

const TARGET = 'x86_64-unknown-linux-gnu';
const GIT_REV = 'ab12cd340123456789abcdef0123456789abcdef';
const PROGRAM = '#!/bin/sh\necho codex-controller-loop 0.1.0\n';
const FACTS: BuildFacts = {
  version: '0.1.0',
  gitRev: GIT_REV,
  isTreeClean: true,
  sourceDateEpoch: EPOCH,
  toolchain: '1.84.0',
  toolchainFull: 'rustc 1.84.0 (9fc6b4312 2025-01-07)',
  repository: 'https://git.example.test/eric/codex-controller-loop.git',
};
const BEHIND_SUNSET = '2026-11-21T00:00:00Z';

const UNPUBLISHED = {
  'dist/index.json': undefined,
  [ARTIFACT]: undefined,
  [`${FOLDER}/package/manifest.json`]: undefined,
  [`${FOLDER}/package/checksums.json`]: undefined,
  [`${FOLDER}/package/provenance.json`]: undefined,
};

/** The example ahead of its first release, with the sources that it is built from. */
function unpublished(changes: Record<string, string> = {}): string {
  return repositoryWith({ ...UNPUBLISHED, LICENSE: 'MIT\n', 'Cargo.lock': 'lock\n', ...changes });
}

let builds = 0;

/** A release of programs, one for each build. */
function request(root: string, programs: readonly string[], changes: Partial<ReleaseRequest> = {}): ReleaseRequest {
  const outputs = programs.map((program) => {
    builds += 1;
    const folder = join(root, `.build-${builds}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'codex-controller-loop'), program);
    return { programs: folder, sources: root };
  });
  return {
    root,
    facts: FACTS,
    built: [{ target: TARGET, profile: 'release', outputs }],
    newRevision: false,
    now: BEHIND_SUNSET,
    ticket: String(builds).padStart(32, '0'),
    patience: 0,
    ...changes,
  };
}

const twice = (program: string): readonly string[] => [program, program];
const rules = ({ findings }: Release): readonly string[] => findings.map(({ rule }) => rule);
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
const tree = (root: string): readonly string[] =>
  readdirSync(join(root, 'dist'), { recursive: true }).map(String).sort();

describe('produceDistribution', () => {
  it('publishes the published example: index, archive and manifest to the byte', async () => {
    const root = unpublished();
    const release = await produceDistribution(request(root, twice(PROGRAM)));
    expect(release).toMatchObject({ outcome: 'published', findings: [] });
    expect(read(root, 'dist/index.json')).toBe(example('index'));
    expect(Buffer.compare(readFileSync(join(root, ARTIFACT)), exampleArchive())).toBe(0);
    expect(read(root, `${FOLDER}/package/manifest.json`)).toBe(example('manifest'));
    // The example states the digest of another configuration; everything else is the same.
    const digest = createHash('sha256').update(read(root, 'scripts/release-orchestrator.config.json')).digest('hex');
    const stated = 'f612b89bcdbc401379f644d7e48572e3470f77dcd4c39416405d80952ad7089e';
    expect(read(root, `${FOLDER}/package/provenance.json`)).toBe(example('provenance').replace(stated, digest));
    expect(readdirSync(root).filter((name) => name.startsWith('.distribution-stage'))).toEqual([]);
  });

  it('changes nothing where everything is published', async () => {
    const root = unpublished();
    await produceDistribution(request(root, twice(PROGRAM)));
    const before = tree(root);
    const again = await produceDistribution(request(root, twice(PROGRAM)));
    expect(again).toMatchObject({ outcome: 'unchanged', artifacts: [{ outcome: 'unchanged', path: ARTIFACT }] });
    expect(tree(root)).toEqual(before);
  });

  it('gives another build a revision of its own only where it is told to', async () => {
    const root = unpublished();
    await produceDistribution(request(root, twice(PROGRAM)));
    expect(rules(await produceDistribution(request(root, twice('other'))))).toEqual([
      'distribution/artifact-immutable',
    ]);
    const release = await produceDistribution(request(root, twice('other'), { newRevision: true }));
    expect(release.artifacts.map(({ identity }) => identity.dist_revision)).toEqual(['r2']);
    const identity = { ...FACTS, target: TARGET, profile: 'release', git_rev: GIT_REV };
    for (const dist_revision of ['r1', 'r2']) {
      const asked = { identity: { ...identity, dist_revision }, now: BEHIND_SUNSET, options: { deep: true } };
      expect(await resolveArtifact(folderReader(root), asked)).toMatchObject({ kind: 'resolved' });
    }
  });

  it('writes the legacy index ahead of its sunset, and not behind it', async () => {
    const root = unpublished();
    await produceDistribution(request(root, twice(PROGRAM), { now: '2026-06-30T23:59:59Z' }));
    expect(read(root, 'dist/1.0.0/index.json')).toBe(read(root, 'dist/index.json'));
    const later = unpublished();
    await produceDistribution(request(later, twice(PROGRAM), { now: '2026-07-01T00:00:00Z' }));
    expect(existsSync(join(later, 'dist/1.0.0/index.json'))).toBe(false);
  });

  it.each([
    ['goes where its rows stand in the canonical one', (text: string) => text, false],
    [
      'stays where one of its rows does not',
      (text: string) => text.replace(GIT_REV, GIT_REV.replace('ab', 'cd')),
      true,
    ],
    ['stays where it is no index', () => '{}\n', true],
  ])('behind its sunset the legacy index that is to be removed %s', async (_when, change, stays) => {
    const config = example('orchestrator-config').replace('"legacy_alias": "keep"', '"legacy_alias": "remove"');
    const root = unpublished({ 'scripts/release-orchestrator.config.json': config });
    await produceDistribution(request(root, twice(PROGRAM), { now: '2026-06-30T23:59:59Z' }));
    const alias = change(read(root, 'dist/1.0.0/index.json'));
    writeFileSync(join(root, 'dist/1.0.0/index.json'), alias);
    // Nothing else is new: a run that was ended ahead of it is made up for.
    expect(await produceDistribution(request(root, twice(PROGRAM)))).toMatchObject({ outcome: 'unchanged' });
    expect(existsSync(join(root, 'dist/1.0.0/index.json'))).toBe(stays);
    if (stays) expect(read(root, 'dist/1.0.0/index.json')).toBe(alias);
  });

  it.each<[string, Partial<BuildFacts>]>([
    ['distribution/dirty-tree', { isTreeClean: false }],
    ['distribution/source-version-invalid', { version: '0.1.0+5' }],
    ['distribution/toolchain-mismatch', { toolchain: '1.85.0' }],
    ['distribution/no-epoch', { sourceDateEpoch: undefined }],
    ['distribution/epoch-invalid', { sourceDateEpoch: 'invalid' }],
  ])('refuses by %s and writes nothing', async (rule, facts) => {
    const root = unpublished();
    const release = await produceDistribution(request(root, twice(PROGRAM), { facts: { ...FACTS, ...facts } }));
    expect(release.outcome).toBe('refused');
    expect(rules(release)).toEqual([rule]);
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  it('refuses builds that differ, and names the program', async () => {
    const release = await produceDistribution(request(unpublished(), ['one', 'two']));
    expect(release.findings).toMatchObject([
      { rule: 'distribution/not-reproducible', details: { member: 'codex-controller-loop' } },
    ]);
  });

  it.each([1, 3])('refuses %d builds where two are asked for', async (count) => {
    const programs = Array.from({ length: count }, () => PROGRAM);
    expect(rules(await produceDistribution(request(unpublished(), programs)))).toEqual(['distribution/build-failed']);
  });

  it.each(['LICENSE', 'Cargo.lock'])('refuses sources without %s, and says so', async (path) => {
    const root = unpublished();
    rmSync(join(root, path));
    expect((await produceDistribution(request(root, twice(PROGRAM)))).findings).toMatchObject([
      { rule: 'distribution/build-failed', details: { problem: `the sources have no file ${path}` } },
    ]);
  });

  it('refuses a contract that breaks a MUST, by that rule', async () => {
    const contract = example('contract').replace(
      '"index_path_template": "dist/index.json"',
      '"index_path_template": "dist/i.json"',
    );
    const release = await produceDistribution(
      request(unpublished({ 'docs/distribution-contract.json': contract }), twice(PROGRAM)),
    );
    expect(release.findings).toMatchObject([
      { rule: 'distribution/producer-input-invalid', details: { rule: 'distribution/index-path-mismatch' } },
    ]);
  });

  it('goes by contract, configuration and index alone: what else the gate refuses does not stop a release', async () => {
    const root = unpublished({ 'docs/distribution-changelog.md': 'nothing', 'dist/a/stray': 'x' });
    expect(await produceDistribution(request(root, twice(PROGRAM)))).toMatchObject({ outcome: 'published' });
  });

  it('refuses to merge into an index that another program wrote', async () => {
    const index = example('index').replace('"releases": [', '"releases":  [');
    const root = repositoryWith({ 'dist/index.json': index, LICENSE: 'MIT\n', 'Cargo.lock': 'lock\n' });
    const release = await produceDistribution(request(root, twice('other'), { newRevision: true }));
    expect(rules(release)).toEqual(['distribution/foreign-row']);
    expect(read(root, 'dist/index.json')).toBe(index);
  });

  it('refuses a platform that is removed', async () => {
    const contract = example('contract').replace(
      '"os": "Linux", "arch": ["x86_64", "aarch64"], "compatibility": "recommended"',
      '"os": "Linux", "arch": ["x86_64", "aarch64"], "compatibility": "removed"',
    );
    const root = unpublished({ 'docs/distribution-contract.json': contract });
    expect(rules(await produceDistribution(request(root, twice(PROGRAM))))).toEqual(['distribution/platform-removed']);
  });

  it('refuses a commit whose short form another one has', async () => {
    const root = unpublished();
    await produceDistribution(request(root, twice(PROGRAM)));
    const facts = { ...FACTS, gitRev: `ab12cd34${'f'.repeat(32)}` };
    expect(rules(await produceDistribution(request(root, twice('other'), { facts })))).toEqual([
      'distribution/short-commit-collision',
    ]);
  });

  it('loses no row of producers at once: distribution/lost-row', async () => {
    const root = unpublished();
    const versions = ['0.1.0', '0.2.0', '0.10.0'];
    const requests = versions.map((version) =>
      request(root, twice(version), { facts: { ...FACTS, version }, patience: 20_000 }),
    );
    const releases = await Promise.all(requests.map(produceDistribution));
    expect(releases.map(({ outcome }) => outcome)).toEqual(['published', 'published', 'published']);
    const index: unknown = JSON.parse(read(root, 'dist/index.json'));
    expect(index).toMatchObject({ releases: versions.map((version) => ({ version })) });
  });
});
