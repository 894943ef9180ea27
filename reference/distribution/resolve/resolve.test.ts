import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ARTIFACT,
  example,
  exampleArchive,
  exampleTar,
  FOLDER,
  IDENTITY,
  repositoryWith,
  writeRepository,
} from '../example-repository.test-fixture.ts';
import { folderReader } from './folder-reader.ts';
import type { ResolveOptions } from './resolution.ts';
import { resolveArtifact } from './resolve.ts';

const AHEAD = '2026-06-30T23:59:59Z';
const SUNSET = '2026-07-01T00:00:00Z';
const INDEX = 'dist/index.json';
const LEGACY = 'dist/1.0.0/index.json';

async function resolve(
  root: string,
  identity: Record<string, string | undefined> = {},
  { now = AHEAD, ...options }: ResolveOptions & { now?: string } = {},
) {
  const request = { identity: { ...IDENTITY, ...identity }, now, options };
  const resolution = await resolveArtifact(folderReader(root), request);
  return resolution.kind === 'resolved'
    ? { resolved: resolution.path, warnings: resolution.warnings.map(({ rule }) => rule) }
    : { refused: resolution.rule };
}

const RESOLVED = { resolved: ARTIFACT, warnings: [] };
const refused = (rule: string) => ({ refused: `distribution/${rule}` });
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

test('the example has the digests of the published facts', () => {
  expect(sha256(exampleTar())).toBe('cb2499598cf7a5689d59a7bb514c9f8e0b13dddae0034b6c3da9beeaabbcd3d6');
  expect(sha256(exampleArchive())).toBe('49476b0c23a22ddfd10faa5790295461710fbe3a40bbf1245dd7cbd5e6d12138');
  expect(['index', 'manifest', 'checksums', 'provenance'].map((name) => sha256(example(name)))).toEqual([
    'acf6b07ac8f10fc06f9df33d37eb4c652448fbc2b2736490d6e9df61980144ee',
    '6e35ed91bbfb871afa338c11ca1725791ed898e170e7e5986c80470323fd5c8a',
    '2564d9c375ea56c0362e49b683de79f5e1629b9f10507452ba3f78bf4c892a6e',
    '3e01b11d3cd8c7e257e39037d0c4ba40444df15ae7bea29708918dc7bf7e5b73',
  ]);
});

test('an artifact that was yanked is refused with the nearest that were not', async () => {
  const index = JSON.parse(example('index.yanked'));
  const { artifacts } = index.releases[0].targets[0].profiles[0];
  const [{ yanked, ...sound }] = artifacts;
  artifacts.push({ ...sound, dist_revision: 'r2' }, { ...sound, dist_revision: 'r3', yanked });
  const root = repositoryWith({ [INDEX]: JSON.stringify(index) });
  const request = { identity: IDENTITY, now: AHEAD, options: {} };
  expect(await resolveArtifact(folderReader(root), request)).toMatchObject({
    rule: 'distribution/yanked-artifact',
    rows: [{ identity: { dist_revision: 'r2' }, differs: ['dist_revision'] }],
  });
});

describe('an identity', () => {
  const root = repositoryWith({});
  test.each<[string, Record<string, string | undefined>, ResolveOptions, object]>([
    ['leads to its artifact', {}, {}, RESOLVED],
    ['may have the whole commit', { git_rev: 'ab12cd340123456789abcdef0123456789abcdef' }, {}, RESOLVED],
    ['may have two numbers of the toolchain', { toolchain: '1.84' }, {}, RESOLVED],
    ['needs all six parts', { version: undefined }, {}, refused('identity-incomplete')],
    ['must not have an empty part', { git_rev: '' }, {}, refused('identity-incomplete')],
    ['needs seven digits of the commit', { git_rev: 'ab12cd' }, {}, refused('identity-invalid')],
    ['needs lower-case digits', { git_rev: 'AB12CD34' }, {}, refused('identity-invalid')],
    ['with less of the commit will do where that is asked for', { git_rev: 'ab' }, { prefix: 'compat' }, RESOLVED],
    ['does not mean 1.84.0 by 1.8', { toolchain: '1.8' }, {}, refused('no-match')],
    ['means it where that is asked for', { toolchain: '1.8' }, { prefix: 'compat' }, RESOLVED],
    ['that no artifact has', { dist_revision: 'r10' }, {}, refused('no-match')],
  ])('%s', async (_what, identity, options, expected) => {
    expect(await resolve(root, identity, options)).toEqual(expected);
  });

  test('that fits two rows is refused', async () => {
    const nightly = exampleIndex((row) => [row, { ...row, toolchain: '1.84.0-nightly' }]);
    const both = repositoryWith({ [INDEX]: nightly });
    expect(await resolve(both, {}, { prefix: 'compat' })).toEqual(refused('ambiguous-match'));
    expect(await resolve(both)).toEqual(RESOLVED);
  });

  test('that is missed shows what there is', async () => {
    const request = { identity: { ...IDENTITY, dist_revision: 'r2' }, now: AHEAD, options: {} };
    const resolution = await resolveArtifact(folderReader(root), request);
    expect(resolution).toMatchObject({ rows: [{ differs: ['dist_revision'], identity: { dist_revision: 'r1' } }] });
  });
});

describe('the index', () => {
  test.each<[string, Record<string, string | undefined>, ResolveOptions & { now?: string }, object]>([
    ['that is canonical is read, also behind the sunset', {}, { now: SUNSET }, RESOLVED],
    [
      'under its legacy path is read ahead of the sunset',
      { [INDEX]: undefined, [LEGACY]: example('index') },
      {},
      { resolved: ARTIFACT, warnings: ['distribution/legacy-index'] },
    ],
    [
      'under its legacy path is refused at the sunset',
      { [INDEX]: undefined, [LEGACY]: example('index') },
      { now: SUNSET },
      refused('legacy-index-sunset'),
    ],
    [
      'under its legacy path is read behind it where that is asked for',
      { [INDEX]: undefined, [LEGACY]: example('index') },
      { now: SUNSET, allowSunsetLegacy: true },
      { resolved: ARTIFACT, warnings: ['distribution/legacy-index-allowed'] },
    ],
    ['that is not there', { [INDEX]: undefined }, {}, refused('no-index')],
    [
      'that is broken is never passed over',
      { [INDEX]: '{', [LEGACY]: example('index') },
      {},
      { refused: 'json/unexpected-end' },
    ],
    ['of another form', { [INDEX]: '{"releases": {}}' }, {}, refused('index-schema')],
    ['without a contract', { 'docs/distribution-contract.json': undefined }, {}, refused('no-contract')],
    ['as the seed has it is enough', { [INDEX]: example('index.seed') }, {}, RESOLVED],
    ['with a yanked artifact', { [INDEX]: example('index.yanked') }, {}, refused('yanked-artifact')],
    [
      'with a yanked artifact that is asked for',
      { [INDEX]: example('index.yanked') },
      { allowYanked: true },
      { resolved: ARTIFACT, warnings: ['distribution/yanked-allowed'] },
    ],
    [
      'with an unsafe path',
      { [INDEX]: example('index').replace(`"${ARTIFACT}`, '"/etc/passwd') },
      {},
      refused('path-unsafe'),
    ],
    [
      'with another path',
      { [INDEX]: example('index').replace('-r1.tar', '-r2.tar') },
      {},
      refused('path-not-rendered'),
    ],
  ])('%s', async (_what, changes, options, expected) => {
    expect(await resolve(repositoryWith(changes), {}, options)).toEqual(expected);
  });

  test('that is a folder is refused', async () => {
    const root = repositoryWith({ [INDEX]: undefined });
    mkdirSync(join(root, INDEX));
    expect(await resolve(root)).toEqual(refused('index-unreadable'));
  });
});

describe('an artifact', () => {
  const manifest = `${FOLDER}/package/manifest.json`;
  test.each<[string, Record<string, string | Buffer | undefined>, object]>([
    ['that is not there', { [ARTIFACT]: undefined }, refused('missing-file')],
    ['without its provenance', { [`${FOLDER}/package/provenance.json`]: undefined }, refused('missing-file')],
    ['that was replaced', { [ARTIFACT]: Buffer.from('x') }, refused('artifact-digest-mismatch')],
    [
      'whose manifest says another digest',
      { [manifest]: example('manifest').replace('49476b', '49476c') },
      refused('artifact-digest-mismatch'),
    ],
    [
      'whose manifest was changed',
      { [manifest]: example('manifest').replace('0644', '0755') },
      refused('sidecar-digest-mismatch'),
    ],
  ])('%s is refused', async (_what, changes, expected) => {
    expect(await resolve(repositoryWith(changes))).toEqual(expected);
  });

  test('that a link leads to out of the folder is refused', async () => {
    const root = repositoryWith({});
    const elsewhere = writeRepository({ file: exampleArchive() });
    renameSync(join(root, ARTIFACT), join(root, 'moved'));
    symlinkSync(join(elsewhere, 'file'), join(root, ARTIFACT));
    expect(await resolve(root)).toEqual(refused('path-escapes'));
  });

  test('that a link within the folder leads to is taken', async () => {
    const root = repositoryWith({});
    renameSync(join(root, ARTIFACT), join(root, 'dist/moved'));
    symlinkSync(join(root, 'dist/moved'), join(root, ARTIFACT));
    expect(await resolve(root)).toEqual(RESOLVED);
  });

  test('for another platform is resolved with a warning', async () => {
    const warnings = ['distribution/other-host'];
    expect(await resolve(repositoryWith({}), {}, { host: 'Darwin aarch64' })).toEqual({ resolved: ARTIFACT, warnings });
    expect(await resolve(repositoryWith({}), {}, { host: 'Linux x86_64' })).toEqual(RESOLVED);
  });
});

type Row = Record<string, unknown> & { toolchain: string };

function exampleIndex(change: (row: Row) => readonly Row[]): string {
  const index = JSON.parse(example('index'));
  const profile = index.releases[0].targets[0].profiles[0];
  profile.artifacts = change(profile.artifacts[0]);
  return `${JSON.stringify(index, null, 2)}\n`;
}
