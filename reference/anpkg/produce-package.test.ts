import { describe, expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import type { RuleId } from '../generated/catalogue.ts';
import type { Location } from '../report/finding.ts';
import { type ProduceOutcome, produceAnpkg } from './produce-package.ts';
import type { ProjectFolder } from './project-folder.ts';

type Files = Readonly<Record<string, string>>;

const PROJECT: Files = {
  'machine-profile.yaml': [
    'schema_version: 1',
    'machine_id: m1',
    'display_name: M',
    'runtime_profiles: { manual: manual.yaml }',
    'providers: { p1: { config: p1.yaml } }',
    'compatibility:',
    '  runtime: { config_contract: a, http_contract: b }',
    '  providers: { p1: { strategy: local-build, version: unspecified } }',
    '',
  ].join('\n'),
  'manual.yaml': 'providers:\n  - id: p1\n    command: run\n',
  'p1.yaml': 'a: 1\n',
};

/** A project in memory; a text that is an object of another state stands for what a path leads to. */
function project(changes: Readonly<Record<string, string | undefined>> = {}): ProjectFolder {
  const files = new Map(Object.entries({ ...PROJECT, ...changes }));
  return {
    name: 'm1',
    find(path) {
      const text = files.get(path);
      if (text === undefined) return { state: 'missing' };
      if (text === FOLDER) return { state: 'special', kind: 'a folder' };
      if (text === OUTSIDE) return { state: 'outside' };
      return { state: 'file', open: () => ({ ...bufferSource(Buffer.from(text)), close() {} }) };
    },
  };
}
const FOLDER = '<folder>';
const OUTSIDE = '<outside>';

function replaced(path: string, from: string, to: string): Record<string, string> {
  const text = PROJECT[path] ?? '';
  expect(text, `${path} holds ${from}`).toContain(from);
  return { [path]: text.replace(from, to) };
}

function textOf(outcome: ProduceOutcome, path: string): string | undefined {
  if (!outcome.produced) return undefined;
  const source = outcome.members.find((member) => member.path === path)?.source;
  if (source === undefined) return undefined;
  const bytes = Buffer.alloc(source.size);
  source.read(0, bytes);
  return bytes.toString('utf8');
}

test('a project gives the five members of the smallest package, sorted', () => {
  const outcome = produceAnpkg(project());
  expect(outcome.judgement.findings).toEqual([]);
  expect(outcome.produced && outcome.members.map(({ path }) => path)).toEqual([
    'machine-profile.yaml',
    'meta/checksums.sha256',
    'meta/provenance.json',
    'providers/p1.yaml',
    'runtime/anolis-runtime.yaml',
  ]);
});

describe('a project that breaks a MUST gives no package, and its rule and place', () => {
  const TREE = 'automation: { behavior_tree: ';
  const withTree = (tree: string): Record<string, string> => ({
    'manual.yaml': `${PROJECT['manual.yaml']}${TREE}${tree} }\n`,
  });
  const cases: readonly (readonly [string, Readonly<Record<string, string | undefined>>, RuleId, Location])[] = [
    [
      'no machine profile',
      { 'machine-profile.yaml': undefined },
      'anpkg/project-missing-machine-profile',
      { member: 'machine-profile.yaml' },
    ],
    [
      'a folder in place of the profile',
      { 'machine-profile.yaml': FOLDER },
      'anpkg/project-special-file',
      { member: 'machine-profile.yaml' },
    ],
    [
      'a profile that is no YAML',
      { 'machine-profile.yaml': 'a: [' },
      'yaml/syntax',
      { member: 'machine-profile.yaml' },
    ],
    [
      'a profile that is a list',
      { 'machine-profile.yaml': '- 1\n' },
      'anpkg/project-not-mapping',
      { member: 'machine-profile.yaml', pointer: '' },
    ],
    [
      'no manual variant',
      replaced('machine-profile.yaml', 'manual: manual.yaml', 'full: manual.yaml'),
      'anpkg/project-no-manual-variant',
      { pointer: '/runtime_profiles', line: 4 },
    ],
    [
      'a manual variant without a file',
      { 'manual.yaml': undefined },
      'anpkg/project-no-manual-variant',
      { pointer: '/runtime_profiles/manual', line: 4 },
    ],
    [
      'a manual variant that is a text',
      { 'manual.yaml': 'text\n' },
      'anpkg/project-not-mapping',
      { member: 'manual.yaml' },
    ],
    ['an empty manual variant', { 'manual.yaml': '' }, 'yaml/empty-document', { member: 'manual.yaml' }],
    [
      'another variant that is no YAML',
      {
        ...replaced('machine-profile.yaml', 'manual: manual.yaml', 'manual: manual.yaml, full: full.yaml'),
        'full.yaml': 'a: 1\na: 2\n',
      },
      'yaml/duplicate-key',
      { member: 'full.yaml', line: 2 },
    ],
    [
      'a variant outside of the project',
      { 'manual.yaml': OUTSIDE },
      'anpkg/project-path-escapes',
      { pointer: '/runtime_profiles/manual' },
    ],
    [
      'no providers',
      { 'manual.yaml': 'providers: []\n' },
      'anpkg/project-provider-list',
      { member: 'manual.yaml', pointer: '/providers', line: 1 },
    ],
    [
      'providers that are no list',
      { 'manual.yaml': 'providers: { id: p1 }\n' },
      'anpkg/project-provider-list',
      { member: 'manual.yaml', pointer: '/providers' },
    ],
    [
      'a provider that is no mapping',
      { 'manual.yaml': 'providers: [p1]\n' },
      'anpkg/project-provider-list',
      { pointer: '/providers/0' },
    ],
    [
      'a provider with a blank id',
      replaced('manual.yaml', 'id: p1', 'id: " "'),
      'anpkg/project-provider-list',
      { pointer: '/providers/0/id', line: 2 },
    ],
    [
      'a provider twice but for white space',
      { 'manual.yaml': 'providers:\n  - { id: p1, command: a }\n  - { id: " p1", command: b }\n' },
      'anpkg/project-duplicate-provider',
      { pointer: '/providers/1/id', line: 3 },
    ],
    [
      'an id that is a path',
      replaced('manual.yaml', 'id: p1', 'id: ../p1'),
      'anpkg/project-provider-id',
      { pointer: '/providers/0/id' },
    ],
    [
      'an argument that is a boolean',
      replaced('manual.yaml', 'command: run', 'args: [a, true]'),
      'anpkg/project-argument-type',
      { pointer: '/providers/0/args/1', line: 3 },
    ],
    [
      'an argument that is a fraction',
      replaced('manual.yaml', 'command: run', 'args: [0.5]'),
      'anpkg/project-argument-type',
      { pointer: '/providers/0/args/0' },
    ],
    [
      'arguments that are a text',
      replaced('manual.yaml', 'command: run', 'args: --verbose'),
      'anpkg/project-argument-type',
      { pointer: '/providers/0/args' },
    ],
    [
      'a provider that the profile does not name',
      replaced('machine-profile.yaml', 'providers: { p1:', 'providers: { p2:'),
      'anpkg/project-provider-config-missing',
      { member: 'manual.yaml', pointer: '/providers/0/id' },
    ],
    ['an empty provider file', { 'p1.yaml': '' }, 'yaml/empty-document', { member: 'p1.yaml' }],
    [
      'a provider file that is null',
      { 'p1.yaml': 'null\n' },
      'anpkg/project-provider-config-not-mapping',
      { member: 'p1.yaml', pointer: '' },
    ],
    [
      'a provider file outside of the project',
      { 'p1.yaml': OUTSIDE },
      'anpkg/project-path-escapes',
      { member: 'machine-profile.yaml', pointer: '/providers/p1/config', line: 5 },
    ],
    [
      'an absolute behavior tree',
      withTree('/etc/passwd'),
      'anpkg/project-behavior-absolute',
      { member: 'manual.yaml', pointer: '/automation/behavior_tree', line: 4 },
    ],
    [
      'a behavior tree that is missing',
      withTree('t.xml'),
      'anpkg/project-behavior-missing',
      { pointer: '/automation/behavior_tree' },
    ],
    [
      'a behavior tree outside',
      { ...withTree('t.xml'), 't.xml': OUTSIDE },
      'anpkg/project-behavior-missing',
      { pointer: '/automation/behavior_tree' },
    ],
    [
      'a behavior tree that is a folder',
      { ...withTree('t.xml'), 't.xml': FOLDER },
      'anpkg/project-special-file',
      { member: 't.xml' },
    ],
    [
      'a behavior tree that no archive can hold',
      { ...withTree('a/nul.xml'), 'a/nul.xml': '<a/>' },
      'zip/reserved-device-name',
      { member: 'a/nul.xml' },
    ],
    [
      'a sidecar that is no JSON',
      { 'workbench.json': '{"a":1,}' },
      'json/trailing-comma',
      { member: 'workbench.json' },
    ],
  ];
  test.each(cases)('%s', (_, changes, rule, at) => {
    const outcome = produceAnpkg(project(changes));
    expect(outcome.produced).toBe(false);
    expect(outcome.judgement.findings.map((finding) => finding.rule)).toEqual([rule]);
    expect(outcome.judgement.findings[0]?.at).toMatchObject(at);
  });

  test('ids that differ in case only collide in the archive', () => {
    const both = 'providers: { p1: { config: p1.yaml }, P1: { config: p1.yaml } }';
    const outcome = produceAnpkg(
      project({
        ...replaced('machine-profile.yaml', 'providers: { p1: { config: p1.yaml } }', both),
        'manual.yaml': 'providers: [{ id: p1, command: a }, { id: P1, command: b }]\n',
      }),
    );
    expect(outcome.judgement.findings.map(({ rule }) => rule)).toEqual(['zip/case-collision']);
  });

  test('a collision in an archive that was not written has no offset in it', () => {
    const both = 'providers: { p1: { config: absent.yaml }, P1: { config: absent.yaml } }';
    const outcome = produceAnpkg(
      project({
        ...replaced('machine-profile.yaml', 'providers: { p1: { config: p1.yaml } }', both),
        'manual.yaml': 'providers: [{ id: p1, command: a }, { id: P1, command: b }]\n',
      }),
    );
    const collision = outcome.judgement.findings.find(({ rule }) => rule === 'zip/case-collision');
    expect(collision?.at).toEqual({ member: 'providers/P1.yaml' });
  });

  test('all of them are found at once', () => {
    const outcome = produceAnpkg(project({ ...withTree('t.xml'), 'p1.yaml': '[]\n', 'workbench.json': '' }));
    expect(outcome.judgement.findings.map(({ rule }) => rule)).toEqual([
      'json/empty-document',
      'anpkg/project-provider-config-not-mapping',
      'anpkg/project-behavior-missing',
    ]);
  });
});

describe('a project that breaks a SHOULD gives a package and a warning', () => {
  test('a provider without a file is carried as an empty mapping', () => {
    const outcome = produceAnpkg(project({ 'p1.yaml': undefined }));
    expect(outcome.judgement.findings).toMatchObject([
      {
        rule: 'anpkg/project-provider-file-missing',
        at: { pointer: '/providers/p1/config', line: 5 },
        details: { id: 'p1' },
      },
    ]);
    expect(textOf(outcome, 'providers/p1.yaml')).toBe('{}\n');
  });

  test.each([
    ['{"meta":{"created":"2026-02-30"}}', 'anpkg/project-created-invalid', '/meta/created'],
    ['{"meta":{"created":20260228}}', 'anpkg/project-sidecar-schema', '/meta/created'],
    ['[]', 'anpkg/project-sidecar-schema', ''],
  ])('the sidecar %s counts as absent', (sidecar, rule, pointer) => {
    const outcome = produceAnpkg(project({ 'workbench.json': sidecar }));
    expect(outcome.judgement.findings).toMatchObject([{ rule, at: { member: 'workbench.json', pointer, line: 1 } }]);
    expect(textOf(outcome, 'meta/provenance.json')).toContain('"exported_at": "1970-01-01T00:00:00Z"');
  });

  test.each(['{}', '{"meta":{}}', '{"meta":{"created":"2026-02-28"}}'])('the sidecar %s is in order', (sidecar) => {
    expect(produceAnpkg(project({ 'workbench.json': sidecar })).judgement.findings).toEqual([]);
  });
});

test('the provenance is the text that the contract gives, byte for byte', () => {
  const profile = replaced(
    'machine-profile.yaml',
    'manual: manual.yaml',
    'manual: manual.yaml, zz: b.yaml, full: p1.yaml',
  );
  const outcome = produceAnpkg(project({ ...profile, 'b.yaml': 'a: 1\n' }), { sourceProject: 'Süd\x7f' });
  expect(textOf(outcome, 'meta/provenance.json')).toBe(
    [
      '{',
      '  "exported_at": "1970-01-01T00:00:00Z",',
      '  "exported_variant": "manual",',
      '  "omitted_variants": [',
      '    "full",',
      '    "zz"',
      '  ],',
      '  "package_format_version": 1,',
      '  "redaction_policy": {',
      '    "deploy_time_env_var": "INFLUXDB_TOKEN",',
      '    "telemetry_influxdb_token_removed": false',
      '  },',
      '  "schema_versions": {',
      '    "machine-profile": 1,',
      '    "runtime-config": 1',
      '  },',
      '  "source_project": "S\\u00fcd\\u007f"',
      '}',
      '',
    ].join('\n'),
  );
  expect(outcome.produced && outcome.omittedVariants).toEqual(['full', 'zz']);
});

test('a document that several places name is judged once', () => {
  const profile = replaced(
    'machine-profile.yaml',
    'manual: manual.yaml',
    'manual: manual.yaml, a: ./b.yaml, c: b.yaml',
  );
  const outcome = produceAnpkg(project({ ...profile, 'b.yaml': 'a: 010\n' }));
  expect(outcome.judgement.findings.map(({ rule, at }) => [rule, at.member])).toEqual([
    ['yaml/ambiguous-scalar', 'b.yaml'],
  ]);
});
