import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '../../archive/byte-source.ts';
import { catalogue } from '../../generated/catalogue.ts';
import { CORE, HARDENED } from '../../report/rule-selection.ts';
import {
  ARTIFACT,
  example,
  exampleArchive,
  exampleFiles,
  FOLDER,
  repositoryWith,
} from '../example-repository.test-fixture.ts';
import { validateDistribution } from './validate.ts';

const INDEX = 'dist/index.json';
const LEGACY = 'dist/1.0.0/index.json';
const CONTRACT = 'docs/distribution-contract.json';
const CONFIG = 'scripts/release-orchestrator.config.json';
const TEXT = 'docs/distribution.md';
const CHANGELOG = 'docs/distribution-changelog.md';
const MANIFEST = `${FOLDER}/package/manifest.json`;
const CHECKSUMS = `${FOLDER}/package/checksums.json`;
const PROVENANCE = `${FOLDER}/package/provenance.json`;

// The example publishes for one of the four platforms that are recommended.
const KNOWN = 'distribution/platform-without-artifact';

async function judgeFolder(root: string, now?: string, profile: 'core' | 'hardened' = 'hardened') {
  const options = {
    selection: profile === 'core' ? CORE : HARDENED,
    observe: false,
    ...(now === undefined ? {} : { now }),
  };
  const { findings } = await validateDistribution({ kind: 'folder', name: 'r', path: root }, options);
  return findings.filter(({ rule }) => rule !== KNOWN);
}

async function errorsOf(changes: Parameters<typeof repositoryWith>[0], now?: string) {
  const findings = await judgeFolder(repositoryWith(changes), now);
  return [...new Set(findings.filter(({ rule }) => catalogue[rule].level === 'MUST').map(({ rule }) => rule))];
}

const file = (path: string): string => {
  const content = exampleFiles()[path];
  return typeof content === 'string' ? content : '';
};
const edit = (path: string, from: string, to: string) => {
  const text = file(path);
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { [path]: text.replace(from, to) };
};

describe('the example repository', () => {
  test('holds', async () => {
    expect(await judgeFolder(repositoryWith({}))).toEqual([]);
    expect(await judgeFolder(repositoryWith({}), undefined, 'core')).toEqual([]);
  });

  test('is understood', async () => {
    const { observation } = await validateDistribution(
      { kind: 'folder', name: 'r', path: repositoryWith({}) },
      { selection: HARDENED, observe: true },
    );
    expect(observation?.members.map(({ path }) => path)).toEqual([
      ARTIFACT,
      CHECKSUMS,
      MANIFEST,
      PROVENANCE,
      INDEX,
      CHANGELOG,
      CONTRACT,
      TEXT,
      CONFIG,
    ]);
    expect(Object.keys(observation?.documents ?? {})).toEqual([
      CHECKSUMS,
      MANIFEST,
      PROVENANCE,
      INDEX,
      CONTRACT,
      CONFIG,
    ]);
    expect(observation?.references.map(({ to }) => to)).toEqual([ARTIFACT, CHECKSUMS, MANIFEST, PROVENANCE]);
  });
});

describe('one defect gives one rule', () => {
  test.each<[string, Parameters<typeof repositoryWith>[0]]>([
    ['missing-document', { [TEXT]: undefined }],
    ['missing-index', { [INDEX]: undefined }],
    ['missing-file', { [PROVENANCE]: undefined }],
    ['unreferenced-file', { 'dist/extra': 'x' }],
    ['contract-schema', edit(CONTRACT, '"semver"', '"calver"')],
    ['precedence-mismatch', edit(CONTRACT, '["dist/index.json", ', '[')],
    ['index-path-mismatch', edit(CONTRACT, '"index_path_template": "dist/index', '"index_path_template": "dist/other')],
    [
      'legacy-path-mismatch',
      edit(CONTRACT, '"legacy_index_path_template": "dist/{', '"legacy_index_path_template": "dist/a{'),
    ],
    ['deadline-after-sunset', edit(CONTRACT, '"migration_deadline": "2026-07-01', '"migration_deadline": "2026-07-02')],
    ['retention-too-short', edit(CONTRACT, '"minimum_generations": 6', '"minimum_generations": 5')],
    ['source-compatibility-mismatch', edit(CONTRACT, '["contract_version", "version"]', '["contract_version"]')],
    ['required-sidecars-mismatch', edit(CONTRACT, '"checksums.json", "manifest.json", ', '"checksums.json", ')],
    [
      'immutable-fields-mismatch',
      edit(CONTRACT, '["version", "target", "profile", "rust", ', '["version", "target", "profile", '),
    ],
    [
      'platform-family-mismatch',
      {
        ...edit(CONTRACT, '"os": "Windows"', '"os": "Linux"'),
        ...edit(TEXT, '| Windows | Windows | x86_64', '| Windows | Linux | x86_64'),
      },
    ],
    ['invalid-instant', edit(CONTRACT, '"migration_deadline": "2026-07-01', '"migration_deadline": "2026-06-31')],
    [
      'config-order',
      edit(
        CONFIG,
        '["aarch64-apple-darwin", "x86_64-unknown-linux-gnu"]',
        '["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"]',
      ),
    ],
    ['config-mismatch', edit(CONFIG, '"dist_root": "dist"', '"dist_root": "out"')],
    ['unmapped-target', edit(CONFIG, 'aarch64-apple-darwin', 'aarch64-apple-ios')],
    ['changelog-no-entry', edit(CHANGELOG, '## 1.0.0', '## Version')],
    ['changelog-revision-mismatch', edit(CHANGELOG, '## 1.0.0', '## 1.1.0')],
    ['notice-too-short', edit(CHANGELOG, '2026-04-04', '2026-05-04')],
    ['docs-contract-id', edit(TEXT, 'contract@1.0', 'contract@1.1')],
    ['docs-sunset', edit(TEXT, '2026-07-01', '2026-07-02')],
    ['docs-matrix', edit(TEXT, 'aarch64 / x86_64', 'aarch64')],
    ['docs-template', edit(TEXT, '{gitsha}/{dist_revision}', '{dist_revision}')],
    ['docs-index-path', edit(TEXT, '`dist/index.json`', '`index.json`')],
    ['artifact-file-mismatch', withSidecars({ provenance: (text) => text.replace('-r1.tar.gz', '-r2.tar.gz') })],
    [
      'manifest-mismatch',
      withSidecars({ manifest: (text) => text.replace('"dist_revision": "r1"', '"dist_revision": "r2"') }),
    ],
    [
      'provenance-mismatch',
      withSidecars({ provenance: (text) => text.replace('"toolchain": "1.84.0"', '"toolchain": "1.85.0"') }),
    ],
    ['epoch-mismatch', withSidecars({ manifest: (text) => text.replace('1775320894', '1775320895') })],
    ['content-mismatch', withSidecars({ manifest: (text) => text.replace('"mode": "0644"', '"mode": "0755"') })],
    ['content-digest-mismatch', withSidecars({ manifest: (text) => text.replace('cb249959', 'cb249950') })],
    ['sidecar-digest-mismatch', edit(MANIFEST, '0644', '0755')],
    ['digest-algorithm', edit(CHECKSUMS, '"algorithm": "sha256"', '"algorithm": "sha512"')],
  ])('%s', async (rule, changes) => {
    const found = await errorsOf(changes);
    expect(found).toContain(`distribution/${rule}`);
    // A manifest that was changed has another digest as well as other files.
    if (rule !== 'sidecar-digest-mismatch') expect(found).toEqual([`distribution/${rule}`]);
  });

  test('special-file', async () => {
    const root = repositoryWith({});
    symlinkSync('index.json', join(root, 'dist/link'));
    expect((await judgeFolder(root)).map(({ rule }) => rule)).toEqual(['distribution/special-file']);
    mkdirSync(join(root, 'dist/empty'));
    expect(await judgeFolder(root, undefined, 'core')).toEqual([]);
  });
});

describe('a warning', () => {
  test.each<[string, Parameters<typeof repositoryWith>[0]]>([
    ['document-not-canonical', { [INDEX]: `${JSON.stringify(JSON.parse(example('index')))}\n` }],
    ['unknown-member', edit(INDEX, '"releases"', '"later": 1,\n  "releases"')],
    ['missing-producer-member', { [INDEX]: example('index.seed') }],
    ['docs-section-number', edit(TEXT, '- Index', '## 1) A\n\n## 1) B\n\n- Index')],
  ])('%s', async (rule, changes) => {
    const findings = await judgeFolder(repositoryWith(changes));
    expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([`distribution/${rule}`]);
  });
});

describe('an index under a legacy path', () => {
  const [ahead, sunset, late] = ['2026-06-30T23:59:59Z', '2026-07-01T00:00:00Z', '2026-10-01T00:00:00Z'];
  test.each<[string, string | undefined, string | undefined, readonly string[]]>([
    ['is not judged without a moment', undefined, undefined, []],
    ['has to be there ahead of its sunset', undefined, ahead, ['alias-missing']],
    ['need not be there at it', undefined, sunset, []],
    ['has to be a copy', example('index.seed'), ahead, ['alias-differs', 'alias-stale-row']],
    ['that is a copy holds', example('index'), ahead, []],
    ['may stay for ninety days', example('index'), '2026-09-29T00:00:00Z', []],
    ['and no second longer', example('index'), '2026-09-29T00:00:01Z', ['alias-overdue']],
    ['has to be gone at last', example('index'), late, ['alias-overdue']],
    ['may stay where a row of it is nowhere else', example('index.seed'), late, ['alias-stale-row']],
  ])('%s', async (_what, content, now, expected) => {
    expect(await errorsOf({ [LEGACY]: content }, now)).toEqual(expected.map((rule) => `distribution/${rule}`));
  });

  test('is warned of from its sunset on', async () => {
    const findings = await judgeFolder(repositoryWith({ [LEGACY]: example('index') }), sunset);
    expect(findings.map(({ rule }) => rule)).toEqual(['distribution/alias-sunset']);
  });
});

describe('a document alone', () => {
  const judge = async (text: string) => {
    const source = bufferSource(Buffer.from(text));
    const options = { selection: HARDENED, observe: false };
    const { findings } = await validateDistribution({ kind: 'bytes', name: 'x', source }, options);
    return findings.map(({ rule }) => rule);
  };

  test.each([
    'contract',
    'contract.unknown-members',
    'contract.handoff',
    'index',
    'index.yanked',
    'manifest',
    'checksums',
    'provenance',
    'orchestrator-config',
    'lock',
    'trust',
    'signed-index',
  ])('%s holds', async (name) => {
    expect(await judge(example(name))).toEqual([]);
  });

  test('is known by its members where readers do without a version', async () => {
    expect(new Set(await judge(example('index.seed')))).toEqual(new Set(['distribution/missing-producer-member']));
    expect(new Set(await judge(example('checksums.seed')))).toEqual(new Set(['distribution/missing-producer-member']));
  });

  test.each([
    ['{"schema_version": "distribution-index-v2"}\n', 'distribution/unknown-schema-version'],
    ['[]\n', 'distribution/unknown-schema-version'],
    [example('index').replace('"r1"', '"r1x"'), 'distribution/index-schema'],
    [example('index').replace('"version": "0.1.0"', '"version": "0.01.0"'), 'distribution/invalid-version'],
    [example('provenance').replace('"rebuilds": 2', '"rebuilds": 3'), 'distribution/rebuilds-mismatch'],
  ])('%j is refused', async (text, rule) => {
    expect(await judge(text)).toEqual([rule]);
  });
});

type Edits = { readonly [kind in 'manifest' | 'provenance']?: (text: string) => string };

/** The example with a sidecar changed, and its digest in the checksums as well. */
function withSidecars(edits: Edits): Parameters<typeof repositoryWith>[0] {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  let checksums = example('checksums');
  const changed: Record<string, string> = {};
  for (const [kind, change] of Object.entries(edits)) {
    const before = example(kind);
    const after = change(before);
    if (after === before) throw new Error(`nothing changed in ${kind}`);
    changed[`${FOLDER}/package/${kind}.json`] = after;
    checksums = checksums.replace(digest(before), digest(after));
  }
  return { ...changed, [CHECKSUMS]: checksums };
}

test('an archive that is not there is not asked for what it holds', async () => {
  expect(exampleArchive()).toHaveLength(3095);
  expect(await errorsOf({ [ARTIFACT]: undefined })).toEqual(['distribution/missing-file']);
});
