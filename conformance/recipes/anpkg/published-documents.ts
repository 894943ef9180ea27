import { type DocumentText, toYaml } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalProvider, rich, richProfile, richRuntime, TREE } from './base-packages.ts';
import {
  type PackageDraft,
  PROFILE,
  PROVENANCE,
  placeIn,
  RUNTIME,
  SIM0,
  withMembers,
  withYaml,
} from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

const SCRIPT = 'providers/../../etc';

/** A document with a text that the builder does not write, and the value that core readers take from it. */
function text(content: string, value: unknown): DocumentText {
  return { text: content, value, places: new Map() };
}

const listed = { ...richProfile, behaviors: [TREE] };
const automation = (changed: object): PackageDraft => {
  const { behavior_tree: _, ...others } = richRuntime.automation;
  const runtime = { ...richRuntime, automation: { ...others, ...changed } };
  return withYaml(withYaml(rich, PROFILE, listed), RUNTIME, runtime);
};
const disabledOutside = automation({ enabled: false, behavior_tree: '../mix.xml' });
const disabledMissing = automation({ enabled: false, behavior_tree: 'runtime/behaviors/other.xml' });
const olderOutside = automation({ behavior_tree: '', behavior_tree_path: '../mix.xml' });

const behaviors: readonly Recipe[] = [
  accept({
    name: 'behavior-tree-of-disabled-automation',
    cites: ['anpkg/path-target-missing', 'anpkg/path-escapes-root'],
    why: 'Automation is disabled, and its behavior tree is a reference all the same.',
    draft: automation({ enabled: false, behavior_tree: TREE }),
  }),
  reject({
    name: 'behavior-tree-of-disabled-automation-escaping',
    cites: ['anpkg/path-escapes-root'],
    why: 'The behavior tree leads out of the package, though automation is disabled.',
    draft: disabledOutside,
    at: placeIn(disabledOutside, RUNTIME, '/automation/behavior_tree'),
    twin: 'behavior-tree-of-disabled-automation',
  }),
  reject({
    name: 'behavior-tree-of-disabled-automation-missing',
    cites: ['anpkg/path-target-missing'],
    why: 'The behavior tree is not in the package, though automation is disabled.',
    draft: disabledMissing,
    at: placeIn(disabledMissing, RUNTIME, '/automation/behavior_tree'),
    twin: 'behavior-tree-of-disabled-automation',
  }),
  accept({
    name: 'behavior-tree-empty',
    cites: ['anpkg/path-blank'],
    why: 'The behavior tree is empty and the older form absent, so that there is no reference.',
    draft: automation({ behavior_tree: '' }),
  }),
  accept({
    name: 'core-behavior-tree-empty-older-counts',
    cites: ['anpkg/conflicting-behavior-trees', 'anpkg/path-blank'],
    why: 'The behavior tree is empty, so that its older form counts.',
    draft: automation({ behavior_tree: '', behavior_tree_path: TREE }),
    profile: 'core',
  }),
  reject({
    name: 'core-behavior-tree-empty-older-escaping',
    cites: ['anpkg/path-escapes-root'],
    why: 'The behavior tree is empty, so that its older form counts, which leads out of the package.',
    draft: olderOutside,
    at: placeIn(olderOutside, RUNTIME, '/automation/behavior_tree_path'),
    twin: 'core-behavior-tree-empty-older-counts',
    profile: 'core',
  }),
  accept({
    name: 'core-behavior-tree-first-counts',
    cites: ['anpkg/conflicting-behavior-trees', 'anpkg/path-escapes-root'],
    why: 'The older form leads out of the package, but the behavior tree is not empty and counts.',
    draft: automation({ behavior_tree: TREE, behavior_tree_path: '../mix.xml' }),
    profile: 'core',
  }),
];

const shared = withMembers(
  withYaml(
    withYaml(minimal, PROFILE, { ...minimalProfile, providers: { sim0: { config: 'providers/shared.yaml' } } }),
    RUNTIME,
    { providers: [{ ...minimalProvider, args: ['--config', 'providers/shared.yaml'] }] },
  ),
  { [SIM0]: undefined, 'providers/shared.yaml': toYaml({}) },
);
const elsewhere = withYaml(
  withYaml(minimal, PROFILE, { ...minimalProfile, providers: { sim0: { config: 'settings/sim0.yaml' } } }),
  'settings/sim0.yaml',
  {},
);
const FULL = 'runtime/full.conf';
const bareVariant = (changed: object): PackageDraft =>
  withMembers(withYaml(minimal, PROFILE, { ...minimalProfile, runtime_profiles: { manual: RUNTIME, full: FULL } }), {
    [FULL]: toYaml({ providers: [minimalProvider], ...changed }),
  });
const bareWithLevel = bareVariant({ logging: { level: 'loud' } });
const onlyElsewhere = withMembers(
  withYaml(minimal, PROFILE, { ...minimalProfile, runtime_profiles: { manual: 'runtime/manual.yaml' } }),
  { [RUNTIME]: undefined, 'runtime/manual.yaml': toYaml({ providers: [minimalProvider] }) },
);

const references: readonly Recipe[] = [
  accept({
    name: 'core-provider-config-other-name',
    cites: ['anpkg/provider-config-name'],
    why: 'The configuration of a provider is not named after it.',
    draft: shared,
    profile: 'core',
  }),
  accept({
    name: 'core-provider-config-elsewhere',
    cites: ['anpkg/provider-config-conflict', 'anpkg/config-outside-providers'],
    why: "The machine profile's config of a provider lies outside of providers/; only the argument must not.",
    draft: elsewhere,
    profile: 'core',
  }),
  accept({
    name: 'core-variant-without-suffix',
    cites: ['anpkg/runtime-profile-path', 'anpkg/secret-by-key'],
    why: 'A runtime configuration whose name ends in .conf is YAML, and its keys are not looked at for tokens.',
    draft: bareVariant({ telemetry: { influxdb: { token: 'wavelength' } } }),
    profile: 'core',
  }),
  reject({
    name: 'core-variant-without-suffix-schema',
    cites: ['anpkg/runtime-config-schema'],
    why: 'A runtime configuration whose name ends in .conf is held against the schema as well.',
    draft: bareWithLevel,
    at: placeIn(bareWithLevel, FULL, '/logging/level'),
    twin: 'core-variant-without-suffix',
    profile: 'core',
  }),
  reject({
    name: 'runtime-config-elsewhere-only',
    cites: ['anpkg/missing-runtime-config'],
    why: 'The machine profile names another runtime configuration, and runtime/anolis-runtime.yaml is absent.',
    draft: onlyElsewhere,
    at: { member: RUNTIME },
    twin: 'minimal',
  }),
  reject({
    name: 'check-script-escaping-deeply',
    cites: ['anpkg/path-escapes-root'],
    why: 'The script that checks HTTP leads out of the package, though it need not be there.',
    draft: withYaml(minimal, PROFILE, { ...minimalProfile, validation: { check_http_script: SCRIPT } }),
    at: { member: PROFILE, pointer: '/validation/check_http_script' },
    twin: 'check-script-absent',
  }),
];

const profileText = toYaml(minimalProfile).text;
const inSim0 = (content: string, value: unknown): PackageDraft =>
  withMembers(minimal, { [SIM0]: text(content, value) });
const inNotes = (content: string, value: unknown): PackageDraft =>
  withMembers(minimal, { 'notes.json': text(content, value) });
const profileOf = (content: string): PackageDraft => withMembers(minimal, { [PROFILE]: content });

const documents: readonly Recipe[] = [
  ...(
    [
      ['python-tag', 'a: !!python/object/apply:os.getcwd []\n', 4],
      ['local-tag', 'a: !include other.yaml\n', 4],
    ] as const
  ).map(([name, content, column]) =>
    reject({
      name: `yaml-${name}`,
      cites: ['yaml/unknown-tag'],
      why: 'A value of a provider configuration has a tag that the published reader does not construct.',
      draft: withMembers(minimal, { [SIM0]: content }),
      at: { member: SIM0, line: 1, column },
      twin: 'provider-config-empty-mapping',
    }),
  ),
  accept({
    name: 'core-yaml-explicit-tag',
    cites: ['yaml/explicit-tag'],
    why: 'A value has a tag of the core schema, which makes a string of the number.',
    draft: inSim0('a: !!str 7\n', { a: '7' }),
    profile: 'core',
  }),
  accept({
    name: 'core-yaml-empty-provider-config',
    cites: ['yaml/empty-document', 'anpkg/provider-config-not-mapping'],
    why: 'The provider configuration holds a comment alone, and is null.',
    draft: inSim0('# to be written\n', null),
    profile: 'core',
  }),
  ...(
    [
      ['empty', '# to be written\n', 'is empty, and counts as null'],
      ['null', 'null\n', 'is null'],
      ['sequence', '- schema_version\n', 'is a sequence'],
    ] as const
  ).map(([name, content, said]) =>
    reject({
      name: `core-machine-profile-${name}`,
      cites: ['anpkg/machine-profile-schema'],
      why: `The machine profile ${said}, which the schema refuses.`,
      draft: profileOf(content),
      at: { member: PROFILE, pointer: '' },
      twin: 'minimal-core',
      profile: 'core',
    }),
  ),
  reject({
    name: 'core-runtime-config-null',
    cites: ['anpkg/runtime-config-schema'],
    why: 'The runtime configuration is null, which the schema refuses.',
    draft: withMembers(minimal, { [RUNTIME]: 'null\n' }),
    at: { member: RUNTIME, pointer: '' },
    twin: 'minimal-core',
    profile: 'core',
  }),
  accept({
    name: 'schema-version-with-fraction',
    cites: ['anpkg/machine-profile-schema'],
    why: 'The version of the schema is written 1.0, which is the integer 1 to a schema.',
    draft: withMembers(minimal, {
      [PROFILE]: text(profileText.replace('schema_version: 1', 'schema_version: 1.0'), minimalProfile),
    }),
  }),
  reject({
    name: 'schema-version-true',
    cites: ['anpkg/machine-profile-schema'],
    why: 'The version of the schema is true, which is not 1.',
    draft: profileOf(profileText.replace('schema_version: 1', 'schema_version: true')),
    at: { member: PROFILE, pointer: '/schema_version' },
    twin: 'schema-version-with-fraction',
  }),
  reject({
    name: 'version-read-as-number',
    cites: ['anpkg/machine-profile-schema'],
    why: 'A version stands as 0.3 without quotation marks, which is a number.',
    draft: profileOf(profileText.replace('version: unspecified', 'version: 0.3')),
    at: { member: PROFILE, pointer: '/compatibility/providers/sim0/version' },
    twin: 'version-of-three-parts',
  }),
  accept({
    name: 'version-of-three-parts',
    cites: ['anpkg/machine-profile-schema'],
    why: 'A version stands as 0.3.8 without quotation marks, which is a string.',
    draft: withMembers(minimal, {
      [PROFILE]: text(profileText.replace('version: unspecified', 'version: 0.3.8'), {
        ...minimalProfile,
        compatibility: {
          runtime: { config_contract: '01-runtime-config', http_contract: '02-runtime-http' },
          providers: { sim0: { strategy: 'local-build', version: '0.3.8' } },
        },
      }),
    }),
  }),
  accept({
    name: 'core-json-duplicate-key',
    cites: ['json/duplicate-key'],
    why: 'A JSON document has one name twice; the last counts.',
    draft: inNotes('{"a": 1,\n "a": 2}\n', { a: 2 }),
    profile: 'core',
  }),
  reject({
    name: 'json-not-a-number',
    cites: ['json/invalid-literal'],
    why: 'A JSON document holds NaN, which is no JSON.',
    draft: withMembers(minimal, { 'notes.json': '{"a": NaN}\n' }),
    at: { member: 'notes.json', line: 1, column: 7 },
    twin: 'core-json-duplicate-key',
    profile: 'core',
  }),
  reject({
    name: 'provenance-byte-order-mark',
    cites: ['json/byte-order-mark'],
    why: 'The provenance begins with a byte order mark.',
    draft: withMembers(minimal, { [PROVENANCE]: '\ufeff{}\n' }),
    at: { member: PROVENANCE, line: 1, column: 1 },
    twin: 'minimal',
  }),
  reject({
    name: 'secret-key-in-yml',
    cites: ['anpkg/secret-by-key'],
    why: 'A document whose name ends in .yml holds a string under the key token.',
    draft: withMembers(minimal, { 'notes.yml': 'token: wavelength\n' }),
    at: { member: 'notes.yml', pointer: '/token', line: 1, column: 8 },
    twin: 'minimal',
  }),
];

/** What the published validator makes of behavior trees, references and documents. */
export const publishedDocuments: readonly Recipe[] = [...behaviors, ...references, ...documents];
