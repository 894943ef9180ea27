import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../process/find-program.ts';
import { runProcess } from '../../process/run-process.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import {
  ARTIFACT,
  example,
  exampleFiles,
  FOLDER,
  type RepositoryFiles,
  writeRepository,
} from '../example-repository.test-fixture.ts';
import { folderSource } from './folder-source.ts';
import { gitSource } from './git-source.ts';
import { judgeChanges } from './judge-changes.ts';

const CONTRACT = 'docs/distribution-contract.json';
const TEXT = 'docs/distribution.md';
const CHANGELOG = 'docs/distribution-changelog.md';
const INDEX = 'dist/index.json';
const LEGACY = 'dist/1.0.0/index.json';
const NOW = '2026-11-21T00:00:00Z';
const REVISION = 'the earlier state';

type Changes = Readonly<Record<string, string | undefined>>;

function stateWith(changes: Changes): string {
  const files: RepositoryFiles = exampleFiles();
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) delete files[path];
    else files[path] = content;
  }
  return writeRepository(files);
}

async function rulesOf(before: Changes, after: Changes, now = NOW): Promise<readonly string[]> {
  const [earlier, later] = [folderSource(stateWith(before)), folderSource(stateWith(after))];
  const judged = await judgeChanges({ selection: HARDENED, before: earlier, revision: REVISION, after: later, now });
  return judged.findings.map(({ rule }) => rule.replace('distribution/', ''));
}

const file = (path: string): string => String(exampleFiles()[path]);
const contract = (...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the contract does not hold ${from}`);
    return text.replace(from, to);
  }, example('contract'));
const entry = (version: string, date: string, ...bullets: readonly string[]): string =>
  file(CHANGELOG).replace(
    '## 1.0.0',
    [`## ${version}\n`, ...[date, ...bullets].map((line) => `- ${line}`), '\n## 1.0.0'].join('\n'),
  );
const TEXT_TOO = `${file(TEXT)}\nMore.\n`;
const MIGRATED = entry('1.0.1', '2026-11-21', 'More.', 'Migration: nothing to do.');

interface Version {
  readonly version: string;
  readonly edit?: (row: string) => string;
}

/** The example's index with its row under other versions; the row's paths stay, which is nothing that is compared. */
function indexOf(...versions: readonly Version[]): string {
  const { releases, ...head } = JSON.parse(example('index'));
  const release = JSON.stringify(releases[0]);
  const made = versions.map(({ version, edit = (row) => row }) =>
    JSON.parse(edit(release.replace('"version":"0.1.0"', `"version":"${version}"`))),
  );
  return JSON.stringify({ ...head, releases: made });
}
const generations = (...versions: readonly string[]): string => indexOf(...versions.map((version) => ({ version })));
const SEVEN = ['0.1.0', '0.2.0', '0.3.0', '0.4.0', '0.5.0', '0.6.0', '0.10.0'];

describe('the three documents', () => {
  it('may stand still, and the changelog may change alone', async () => {
    expect(await rulesOf({}, {})).toEqual([]);
    expect(await rulesOf({}, { [CHANGELOG]: entry('1.0.1', '2026-11-21', 'More.') })).toEqual([]);
  });

  const changed = contract(['"steward": "release-steward"', '"steward": "release-steward", "notes": "n"']);
  const wider = contract([
    '"windows", "os": "Windows", "arch": ["x86_64"]',
    '"windows", "os": "Windows", "arch": ["x86_64", "aarch64"]',
  ]);
  it.each<[string, Changes, readonly string[]]>([
    ['a text alone', { [TEXT]: TEXT_TOO }, ['text-changed-alone']],
    ['white space under the same entry', { [CONTRACT]: `${example('contract')}\n` }, ['contract-not-frozen']],
    ['white space under a new entry', { [CONTRACT]: `${example('contract')}\n`, [CHANGELOG]: MIGRATED }, []],
    [
      'another order of architectures',
      {
        [CONTRACT]: contract(['["x86_64", "aarch64"]', '["aarch64", "x86_64"]']),
        [TEXT]: TEXT_TOO,
        [CHANGELOG]: entry('1.0.1', '2026-11-21', 'Order.'),
      },
      [],
    ],
    ['a wider matrix with all that belongs to it', { [CONTRACT]: wider, [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED }, []],
    ['one without its text', { [CONTRACT]: wider, [CHANGELOG]: MIGRATED }, ['incomplete-change']],
    [
      'one without an entry',
      { [CONTRACT]: wider, [TEXT]: TEXT_TOO, [CHANGELOG]: `${file(CHANGELOG)}\n` },
      ['change-without-entry', 'version-step', 'contract-not-frozen'],
    ],
    [
      'one without a migration step',
      { [CONTRACT]: wider, [TEXT]: TEXT_TOO, [CHANGELOG]: entry('1.0.1', '2026-11-21', 'More.') },
      ['change-without-migration'],
    ],
    [
      'a member that is added without a minor version',
      { [CONTRACT]: changed, [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED },
      ['version-step'],
    ],
    [
      'a member that is added with one',
      {
        [CONTRACT]: changed.replace('"contract_version": "1.0.0"', '"contract_version": "1.1.0"'),
        [TEXT]: TEXT_TOO,
        [CHANGELOG]: entry('1.1.0', '2026-11-21', 'Notes.'),
      },
      [],
    ],
    [
      'a template that changes under a minor version',
      {
        [CONTRACT]: contract(
          ['{gitsha}/{dist_revision}"', '{dist_revision}/{gitsha}"'],
          ['"contract_version": "1.0.0"', '"contract_version": "1.1.0"'],
        ),
        [TEXT]: TEXT_TOO,
        [CHANGELOG]: entry('1.1.0', '2026-11-21', 'Migration: a'),
      },
      ['version-step'],
    ],
  ])('judge %s', async (_name, after, expected) => {
    expect(await rulesOf({}, after)).toEqual(expected);
  });
});

describe('promises', () => {
  const both = contract([
    '"steward": "release-steward"',
    '"steward": "release-steward", "stewards": ["release-steward", "ada"]',
  ]);
  const handed = both.replace('"steward": "release-steward"', '"steward": "ada"');
  const all = { [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED };

  it('let a steward go behind a release in which both were listed', async () => {
    const before = { [CONTRACT]: both };
    expect(await rulesOf(before, { ...all, [CONTRACT]: handed, [INDEX]: generations('0.1.0', '0.2.0') })).toEqual([]);
    expect(await rulesOf(before, { ...all, [CONTRACT]: handed })).toEqual(['steward-handoff']);
    expect(await rulesOf({}, { ...all, [CONTRACT]: contract(['"release-steward"', '"ada"']) })).toEqual([
      'steward-handoff',
    ]);
  });

  const planned = contract([
    '"darwin", "os": "Darwin", "arch": ["x86_64", "aarch64"], "compatibility": "recommended"',
    '"darwin", "os": "Darwin", "arch": ["x86_64", "aarch64"], "compatibility": "deprecated"',
  ]);
  const announced = entry('1.0.1', '2026-09-22', 'Darwin will be deprecated.', 'Migration: use Linux.');
  const done = (text: string) =>
    text.replace('## 1.0.1', '## 1.0.2\n\n- 2026-11-21\n- Darwin.\n- Migration: use Linux.\n\n## 1.0.1');
  const later = { [CONTRACT]: planned, [TEXT]: TEXT_TOO, [CHANGELOG]: done(announced) };
  const released = indexOf(
    { version: '0.1.0' },
    { version: '0.2.0', edit: (row) => row.replace('1775320894', '1793000000') },
  );

  it('let a platform go behind its notice and a release', async () => {
    const before = { [CHANGELOG]: announced };
    expect(await rulesOf(before, { ...later, [INDEX]: released }, '2026-11-21T00:00:00Z')).toEqual([]);
    expect(await rulesOf(before, { ...later, [INDEX]: released }, '2026-11-20T23:59:59Z')).toEqual([
      'platform-removed-early',
    ]);
    expect(await rulesOf(before, later, NOW)).toEqual(['platform-removed-early']);
    const unannounced = { [CONTRACT]: planned, [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED, [INDEX]: released };
    expect(await rulesOf({}, unannounced)).toEqual(['platform-removed-early']);
  });

  it('let no platform go in the shadow of another that was announced', async () => {
    const { compatibility_matrix: matrix, ...rest } = JSON.parse(example('contract'));
    const linuxAlone = { [CONTRACT]: JSON.stringify({ ...rest, compatibility_matrix: matrix.slice(0, 1) }) };
    const windows = announced.replace('Darwin will', 'Windows will');
    const after = { ...later, ...linuxAlone, [CHANGELOG]: done(windows), [INDEX]: released };
    expect(await rulesOf({ [CHANGELOG]: windows }, after)).toEqual(['platform-removed-early']);
    const both = announced.replace('Darwin will', 'Windows and Darwin will');
    expect(await rulesOf({ [CHANGELOG]: both }, { ...after, [CHANGELOG]: done(both) })).toEqual([]);
  });
});

describe('what was published', () => {
  const yanked = (row: string) =>
    row.replace('"source_date_epoch"', '"yanked":{"reason":"r","since":"2026-11-21"},"source_date_epoch"');
  const signed = (digit: string) => (row: string) =>
    row.replace('"source_date_epoch"', `"checksums_sha256":"${digit.repeat(64)}","source_date_epoch"`);
  const r = (revision: string) => (row: string) => row.replace('"dist_revision":"r1"', `"dist_revision":"${revision}"`);

  it.each<[string, Changes, Changes, readonly string[]]>([
    ['a yank', {}, { [INDEX]: indexOf({ version: '0.1.0', edit: yanked }) }, []],
    ['a yank that is taken back', { [INDEX]: indexOf({ version: '0.1.0', edit: yanked }) }, {}, ['row-changed']],
    ['a digest of the checksums that it gets', {}, { [INDEX]: indexOf({ version: '0.1.0', edit: signed('a') }) }, []],
    [
      'one that it gets together with a yank',
      {},
      { [INDEX]: indexOf({ version: '0.1.0', edit: (row) => yanked(signed('a')(row)) }) },
      [],
    ],
    ['one that is taken back', { [INDEX]: indexOf({ version: '0.1.0', edit: signed('a') }) }, {}, ['row-changed']],
    [
      'one that becomes another',
      { [INDEX]: indexOf({ version: '0.1.0', edit: signed('a') }) },
      { [INDEX]: indexOf({ version: '0.1.0', edit: signed('b') }) },
      ['row-changed'],
    ],
    [
      'a yank that becomes another',
      { [INDEX]: indexOf({ version: '0.1.0', edit: yanked }) },
      { [INDEX]: indexOf({ version: '0.1.0', edit: (row) => yanked(row).replace('"reason":"r"', '"reason":"s"') }) },
      ['row-changed'],
    ],
    [
      'a size that it gets',
      {},
      {
        [INDEX]: indexOf({
          version: '0.1.0',
          edit: (row) => row.replace('"source_date_epoch"', '"artifact_size":3095,"source_date_epoch"'),
        }),
      },
      ['row-changed'],
    ],
    [
      'another digest',
      {},
      { [INDEX]: example('index').replace(/"artifact_sha256": "4/u, '"artifact_sha256": "5') },
      ['row-changed'],
    ],
    [
      'another file of the same size',
      {},
      { [`${FOLDER}/package/provenance.json`]: example('provenance').replace('https', 'HTTPS') },
      ['artifact-changed'],
    ],
    [
      'the lowest of seven generations removed',
      { [INDEX]: generations(...SEVEN) },
      { [INDEX]: generations(...SEVEN.slice(1)) },
      [],
    ],
    [
      'another than the lowest',
      { [INDEX]: generations(...SEVEN) },
      { [INDEX]: generations(...SEVEN.slice(0, 6)) },
      ['row-removed'],
    ],
    [
      'one too many',
      { [INDEX]: generations(...SEVEN) },
      { [INDEX]: generations(...SEVEN.slice(2)) },
      ['too-few-generations'],
    ],
    [
      'a row without its file',
      { [INDEX]: generations('0.1.0', '0.2.0') },
      { [INDEX]: generations('0.2.0'), [ARTIFACT]: undefined },
      ['too-few-generations'],
    ],
    ['a revision that rises', {}, { [INDEX]: indexOf({ version: '0.1.0' }, { version: '0.1.0', edit: r('r10') }) }, []],
    [
      'one that does not',
      { [INDEX]: indexOf({ version: '0.1.0', edit: r('r10') }) },
      { [INDEX]: indexOf({ version: '0.1.0', edit: r('r10') }, { version: '0.1.0', edit: r('r2') }) },
      ['revision-not-rising'],
    ],
  ])('judges %s', async (_name, before, after, expected) => {
    expect(await rulesOf(before, after)).toEqual(expected);
  });

  it('stays where only the order of members is another', async () => {
    const yanked = (members: string) =>
      indexOf({ version: '0.1.0', edit: (row) => row.replace('"toolchain"', `"yanked":{${members}},"toolchain"`) });
    const [reason, since] = ['"reason":"r"', '"since":"2026-11-20"'];
    const before = { [INDEX]: yanked(`${reason},${since}`) };
    expect(await rulesOf(before, { [INDEX]: yanked(`${since},${reason}`) })).toEqual([]);
  });

  it('is gone where the index is', async () => {
    // The four files of its row are left.
    const files = Array.from({ length: 4 }, () => 'row-removed');
    expect(await rulesOf({}, { [INDEX]: undefined })).toEqual(['missing-index', ...files, 'too-few-generations']);
  });

  it('names what is left of a row that is removed', async () => {
    const version = (row: string) => row.replaceAll('/0.1.0/', '/0.2.0/').replaceAll('-v0.1.0-', '-v0.2.0-');
    const before = { [INDEX]: indexOf({ version: '0.1.0' }, { version: '0.2.0', edit: version }) };
    const after = { [INDEX]: indexOf({ version: '0.2.0', edit: version }) };
    const found = await rulesOf(before, after);
    expect(found.filter((rule) => rule === 'row-removed')).toHaveLength(4);
  });

  it('lets a legacy index go behind its sunset, and not at the last second of it', async () => {
    const before = { [LEGACY]: example('index') };
    expect(await rulesOf(before, {}, '2026-07-01T00:00:00Z')).toEqual([]);
    expect(await rulesOf(before, {}, '2026-06-30T23:59:59Z')).toEqual(['alias-removed-early']);
    const other = { [LEGACY]: generations('0.0.9') };
    expect(await rulesOf(other, {}, '2026-07-01T00:00:00Z')).toEqual(['alias-removed-early']);
  });
});

describe('a revision that git knows', () => {
  it('is compared with the work tree', async () => {
    const root = stateWith({});
    const run = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], { cwd: root });
    run('init', '--quiet');
    run('add', '.');
    run('commit', '--quiet', '--message', 'first');
    const path = process.env.PATH ?? '';
    const edge = { git: findProgram('git', { folder: root, path }), root, path, run: runProcess };
    const before = await gitSource(edge, 'HEAD');
    expect(before.files.size).toBe(5);
    const judge = () =>
      judgeChanges({
        selection: HARDENED,
        before,
        revision: 'HEAD',
        after: folderSource(root, before.scheme),
        now: NOW,
      });
    expect((await judge()).findings).toEqual([]);
    writeFileSync(join(root, ARTIFACT), readFileSync(join(root, ARTIFACT)).reverse());
    expect((await judge()).findings).toMatchObject([
      { rule: 'distribution/artifact-changed', at: { member: ARTIFACT }, details: { revision: 'HEAD' } },
    ]);
    await expect(gitSource(edge, 'nowhere')).rejects.toThrow(/git rev-parse failed/u);
    await expect(gitSource(edge, '--all')).rejects.toThrow(/git rev-parse failed/u);
  });
});
