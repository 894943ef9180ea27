import { appendFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../generated/catalogue.ts';
import { CORE, HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { DOCUMENT_DEFECTS } from './document-defects.test-fixture.ts';
import { FOLDER_DEFECTS, OTHER_PROGRAM } from './folder-defects.test-fixture.ts';
import { judge, judgeText, rulesOf, without } from './judge-sample.test-fixture.ts';
import { exampleDocument, inPackage } from './sample-package.test-fixture.ts';
import { validateDoctorCliPackage } from './validate.ts';

const MANIFEST = 'release-manifest.json';

describe('one defect of a package', () => {
  test.each(FOLDER_DEFECTS)('%s: %s', async (rule, _, edit, at, profile) => {
    const judgement = await judge(edit);
    expect(rulesOf(judgement)).toEqual([rule]);
    expect(judgement.findings[0]?.at).toMatchObject(at);
    expect(rulesOf(await judge(edit, without(rule)))).toEqual([]);
    expect(rulesOf(await judge(edit, CORE))).toEqual(profile === 'core' ? [rule] : []);
  });
});

describe('one defect of a document', () => {
  test.each(DOCUMENT_DEFECTS)('%s in %s', async (rule, example, changes, pointer, profile) => {
    const text = exampleDocument(example, changes);
    const judgement = await judgeText(text);
    expect(rulesOf(judgement)).toEqual([rule]);
    expect(judgement.findings[0]?.at.pointer).toBe(pointer);
    expect(judgement.findings[0]?.at.line).toBeGreaterThan(0);
    expect(rulesOf(await judgeText(text, without(rule)))).toEqual([]);
    expect(rulesOf(await judgeText(text, CORE))).toEqual(profile === 'core' ? [rule] : []);
  });
});

test('every rule of consumers but those of the container is broken by a case', () => {
  const broken = new Set<string>([...FOLDER_DEFECTS, ...DOCUMENT_DEFECTS].map(([rule]) => rule));
  const rules = Object.entries(catalogue).filter(
    ([, { contract, role, phase }]) =>
      contract === 'doctor-cli-package@1' && role === 'consumer' && phase !== 'container',
  );
  expect(rules.map(([id]) => id).filter((id) => !broken.has(id))).toEqual(['doctor-cli-package/platform-mismatch']);
});

test('the sample is valid, and what is understood of it is observed', async () => {
  const { findings, observation } = await judge({});
  expect(findings).toEqual([]);
  expect(observation?.members.map(({ path }) => path)).toEqual([
    'bin/doctor_demo',
    'config/doctor_demo.ci.json',
    'config/doctor_demo.local.json',
    MANIFEST,
  ]);
  expect(Object.keys(observation?.documents ?? {})).toEqual([
    'config/doctor_demo.ci.json',
    'config/doctor_demo.local.json',
    MANIFEST,
  ]);
  expect(observation?.references).toEqual([
    { from: { member: MANIFEST, pointer: '/config_templates/0/path' }, to: 'config/doctor_demo.ci.json' },
    { from: { member: MANIFEST, pointer: '/config_templates/1/path' }, to: 'config/doctor_demo.local.json' },
    { from: { member: MANIFEST, pointer: '/packaged_binary/path' }, to: 'bin/doctor_demo' },
  ]);
});

describe('an entry that no package may have', () => {
  test.each([
    ['doctor-cli-package/folder-special-file', (path: string) => symlinkSync('doctor_demo', join(path, 'bin/link'))],
    ['doctor-cli-package/folder-unsafe-name', (path: string) => appendFileSync(join(path, 'a\nb'), '')],
    [
      'doctor-cli-package/folder-too-large',
      (path: string) => mkdirSync(join(path, 'd/'.repeat(33)), { recursive: true }),
    ],
  ] as const)('%s: nothing else is judged', async (rule, spoil) => {
    const run = (selection: RuleSelection) =>
      inPackage({ files: { [MANIFEST]: undefined } }, (path) => {
        spoil(path);
        return validateDoctorCliPackage({ kind: 'folder', name: 'x', path }, { selection, observe: true });
      });
    const judgement = await run(HARDENED);
    expect(rulesOf(judgement)).toEqual([rule]);
    expect(judgement.observation).toBeUndefined();
    expect(rulesOf(await run(without(rule)))).toContain('doctor-cli-package/missing-release-manifest');
  });
});

test('a link in the place of the manifest is not followed', async () => {
  const judgement = await inPackage({ files: { [MANIFEST]: undefined, 'other.json': '{}' } }, (path) => {
    symlinkSync('other.json', join(path, MANIFEST));
    return validateDoctorCliPackage({ kind: 'folder', name: 'x', path }, { selection: CORE, observe: true });
  });
  expect(rulesOf(judgement)).toEqual(['doctor-cli-package/missing-release-manifest']);
});

test('a template of a later version with one member more is read, and one of a document that is closed is not', async () => {
  expect((await judge({ ci: { '/retry_limit': 3 } })).findings).toEqual([]);
  expect(rulesOf(await judgeText(exampleDocument('error', { '/retry_limit': 3 })))).toEqual([
    'doctor-cli-package/error-schema',
  ]);
});

test.each(['{"schema_version": "doctor-core-report-v1", "a": 1, "a": 2}', '{', ''])(
  'of a document that cannot be read only the syntax is judged: %s',
  async (text) => {
    const { findings, observation } = await judgeText(text);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ rule }) => !rule.startsWith('json/'))).toEqual([]);
    expect(observation?.documents).toEqual({});
  },
);

test('of a manifest that cannot be read only the syntax is judged', async () => {
  expect(rulesOf(await judge({ files: { [MANIFEST]: '{"a": 1,}' } }))).toEqual(['json/trailing-comma']);
});

test('all that is wrong is said at once', async () => {
  const judgement = await judge({
    ci: { '/color': 'auto' },
    manifest: { '/supported_platforms': ['macos-x86_64', 'linux-x86_64'] },
    files: { 'bin/doctor_demo': OTHER_PROGRAM },
    mode: 0o600,
  });
  expect(rulesOf(judgement)).toEqual([
    'doctor-cli-package/binary-digest-mismatch',
    'doctor-cli-package/platform-order',
    'doctor-cli-package/profile-settings',
    'doctor-cli-package/not-executable',
  ]);
});
