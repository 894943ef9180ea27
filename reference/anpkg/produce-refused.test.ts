import { describe, expect, test } from 'vitest';
import type { RuleId } from '../generated/catalogue.ts';
import type { Location } from '../report/finding.ts';
import { produceAnpkg } from './produce-package.ts';
import { FOLDER, OUTSIDE, PROJECT, project, replaced } from './sample-project.test-fixture.ts';

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
