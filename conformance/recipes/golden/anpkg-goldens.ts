import type { GoldenRecipe } from '../case-recipe.ts';
import type { ExpectedLocation, RecipeFolder } from '../recipe.ts';
import { toldProjects } from './anpkg-warnings.ts';
import { goldenBase, goldenFile, goldenFolder, goldenOptions } from './golden-files.ts';

// Expected bytes are those of golden/anpkg, which its independent builder made from the text of section 9.

const EVERY_PACKAGE = ['not-canonical', 'checksum-list', 'yaml', 'provenance', 'profile', 'config-argument'];

/** Golden → the rules that a producer would break that makes other bytes of it, or that its project comes close to. */
const CASES: Readonly<Record<string, readonly [why: string, ...rules: string[]]>> = {
  minimal: [
    'The smallest project there is gives the smallest package.',
    ...EVERY_PACKAGE.map((name) => `export-${name}`),
    'project-missing-machine-profile',
    'project-not-mapping',
    'project-no-manual-variant',
    'project-provider-list',
    'project-provider-config-missing',
    'project-provider-config-not-mapping',
  ],
  'several-providers': [
    'Providers stand in the order of the manual variant, and each is told where its configuration is.',
    'export-config-argument',
    'export-profile',
    'project-argument-type',
    'project-duplicate-provider',
    'project-provider-id',
  ],
  'behaviour-tree': [
    'The behavior tree is carried under its own name, and the other one that is named is left out.',
    'export-behavior',
    'export-profile',
    'project-behavior-absolute',
    'project-behavior-missing',
  ],
  'automation-parameters-hooks': [
    'Values of every type are kept, and a tree that the deprecated key names is named by the other.',
    'export-behavior',
    'export-yaml',
  ],
  'omitted-variants': [
    'Variants whose file exists are named in the provenance, sorted; the others are not.',
    'export-provenance',
    'export-profile',
  ],
  'telemetry-redaction': [
    'Both keys of the telemetry token are removed, and the provenance says so.',
    'export-redaction',
    'export-provenance',
  ],
  'dated-sidecar': [
    'The date of creation is converted to UTC, its fraction cut off.',
    'export-provenance',
    'project-created-invalid',
    'project-sidecar-schema',
  ],
  'date-only-sidecar': ['A date alone is its midnight in UTC.', 'export-provenance', 'project-created-invalid'],
  'unusable-sidecar-date': [
    'A date that does not exist counts as absent.',
    'export-provenance',
    'project-created-invalid',
  ],
  'yaml-values': ['Values that a careless writer would change are written as they are.', 'export-yaml'],
  'non-ascii': [
    'Names and values beyond ASCII stand as they are, and the names in UTF-8 with its flag.',
    'export-not-canonical',
    'export-yaml',
    'export-provenance',
  ],
  large: [
    'Forty providers and a behavior tree that is larger than any buffer are carried whole.',
    'export-checksum-list',
    'export-not-canonical',
  ],
};

const CONTRACT = 'anpkg';
const base = goldenBase(CONTRACT);
const OPTIONS = goldenOptions(CONTRACT, 'minimal');
const MINIMAL = goldenFolder(CONTRACT, 'minimal/input');

const PROFILE = 'machine-profile.yaml';
const MANUAL = 'config/manual.yaml';
const SIM = 'config/sim0.yaml';

/** The project of `minimal` with something else in some files; `undefined` takes one away. */
function edited(edits: Readonly<Record<string, RecipeFolder[string] | undefined>>): RecipeFolder {
  const files = Object.entries({ ...MINIMAL, ...edits });
  return Object.fromEntries(files.flatMap(([path, entry]) => (entry === undefined ? [] : [[path, entry]])));
}

function replaced(path: string, from: string, to: string): RecipeFolder {
  const entry = MINIMAL[path];
  const text = entry instanceof Uint8Array ? new TextDecoder().decode(entry) : '';
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return edited({ [path]: utf8(text.replace(from, to)) });
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

interface Refusal {
  readonly name: string;
  readonly rule: string;
  readonly input: RecipeFolder;
  readonly at: ExpectedLocation;
  readonly why: string;
}

const REFUSALS: readonly Refusal[] = [
  {
    name: 'no-machine-profile',
    rule: 'project-missing-machine-profile',
    input: edited({ [PROFILE]: undefined }),
    at: { member: PROFILE },
    why: 'A folder without a machine profile is no project.',
  },
  {
    name: 'configuration-is-a-folder',
    rule: 'project-special-file',
    input: edited({ [SIM]: undefined, [`${SIM}/devices.yaml`]: utf8('devices: []\n') }),
    at: { member: SIM },
    why: 'The configuration of the provider is a folder.',
  },
  {
    name: 'configuration-by-parent-folder',
    rule: 'project-path-escapes',
    input: replaced(PROFILE, 'config: config/sim0.yaml', 'config: ../sim0.yaml'),
    at: { member: PROFILE, pointer: '/providers/sim0/config' },
    why: 'The path of the configuration leads out of the project.',
  },
  {
    name: 'configuration-by-link',
    rule: 'project-path-escapes',
    input: edited({ [SIM]: { link: '../../../sentinel' } }),
    at: { member: PROFILE, pointer: '/providers/sim0/config' },
    why: 'The configuration is a symbolic link to a file outside of the project.',
  },
  {
    name: 'machine-profile-is-a-list',
    rule: 'project-not-mapping',
    input: edited({ [PROFILE]: utf8('- schema_version: 1\n') }),
    at: { member: PROFILE, pointer: '' },
    why: 'The machine profile is a list.',
  },
  {
    name: 'manual-variant-is-a-text',
    rule: 'project-not-mapping',
    input: edited({ [MANUAL]: utf8('providers\n') }),
    at: { member: MANUAL, pointer: '' },
    why: 'The manual variant is a text.',
  },
  {
    name: 'no-manual-variant',
    rule: 'project-no-manual-variant',
    input: replaced(PROFILE, '  manual: config', '  full: config'),
    at: { member: PROFILE },
    why: 'The machine profile names no variant `manual`.',
  },
  {
    name: 'manual-variant-without-file',
    rule: 'project-no-manual-variant',
    input: edited({ [MANUAL]: undefined }),
    at: { member: PROFILE, pointer: '/runtime_profiles/manual' },
    why: 'The file that the machine profile names for the variant `manual` is not there.',
  },
  {
    name: 'no-provider',
    rule: 'project-provider-list',
    input: edited({ [MANUAL]: utf8('providers: []\n') }),
    at: { member: MANUAL, pointer: '/providers' },
    why: 'The list of providers is empty.',
  },
  {
    name: 'blank-provider-id',
    rule: 'project-provider-list',
    input: replaced(MANUAL, 'id: sim0', 'id: " "'),
    at: { member: MANUAL, pointer: '/providers/0/id' },
    why: 'The id of the provider is blank.',
  },
  {
    name: 'provider-id-twice',
    rule: 'project-duplicate-provider',
    input: replaced(MANUAL, 'providers:\n', 'providers:\n  - id: "sim0 "\n    command: sim\n'),
    at: { member: MANUAL, pointer: '/providers/1/id' },
    why: 'Two providers have the same id once the white space at its end is removed.',
  },
  {
    name: 'provider-id-with-a-slash',
    rule: 'project-provider-id',
    input: replaced(MANUAL, 'id: sim0', 'id: ../sim0'),
    at: { member: MANUAL, pointer: '/providers/0/id' },
    why: 'The id of the provider holds a slash; it would name a file elsewhere.',
  },
  {
    name: 'argument-is-a-truth-value',
    rule: 'project-argument-type',
    input: replaced(MANUAL, 'command:', 'args: [--verbose, true]\n    command:'),
    at: { member: MANUAL, pointer: '/providers/0/args/1' },
    why: 'An argument is a truth value, which programs write in different ways.',
  },
  {
    name: 'arguments-are-a-text',
    rule: 'project-argument-type',
    input: replaced(MANUAL, 'command:', 'args: --verbose\n    command:'),
    at: { member: MANUAL, pointer: '/providers/0/args' },
    why: 'The arguments are a text instead of a list.',
  },
  {
    name: 'provider-without-configuration',
    rule: 'project-provider-config-missing',
    input: replaced(PROFILE, '  sim0:\n    config:', '  sim1:\n    config:'),
    at: {},
    why: 'The machine profile names a configuration for another provider only.',
  },
  {
    name: 'configuration-is-a-list',
    rule: 'project-provider-config-not-mapping',
    input: edited({ [SIM]: utf8('- tank\n') }),
    at: { member: SIM, pointer: '' },
    why: 'The configuration of the provider is a list.',
  },
  {
    name: 'absolute-behavior-tree',
    rule: 'project-behavior-absolute',
    input: replaced(MANUAL, 'providers:', 'automation:\n  behavior_tree: /etc/tree.xml\nproviders:'),
    at: { member: MANUAL, pointer: '/automation/behavior_tree' },
    why: 'The behavior tree is named by an absolute path.',
  },
  {
    name: 'behavior-tree-without-file',
    rule: 'project-behavior-missing',
    input: replaced(MANUAL, 'providers:', 'automation:\n  behavior_tree: trees/none.xml\nproviders:'),
    at: { member: MANUAL, pointer: '/automation/behavior_tree' },
    why: 'The behavior tree that is named is not there.',
  },
];

const EXPECTED = goldenFile(CONTRACT, 'minimal/expected.anpkg');

/** Other projects that give the same package as `minimal`: paths and links do not show in it. */
const SAME_AS_MINIMAL: readonly (readonly [name: string, why: string, input: RecipeFolder, ...rules: string[]])[] = [
  [
    'linked-configuration',
    'The configuration is a symbolic link to another file of the project.',
    edited({ [SIM]: { link: '../shared/sim.yaml' }, 'shared/sim.yaml': MINIMAL[SIM] }),
    'project-path-escapes',
    'project-special-file',
  ],
  [
    'detour-in-a-path',
    'A path that leaves a folder of the project and comes back stays in the project.',
    replaced(PROFILE, 'config: config/sim0.yaml', 'config: ./config/../config/sim0.yaml'),
    'project-path-escapes',
  ],
  [
    'files-that-nobody-names',
    'What the project does not name is neither read nor carried.',
    edited({ 'config/draft.yaml': utf8('{'), notes: utf8('Calibrate first.\n'), empty: null }),
    'export-profile',
    'export-checksum-list',
  ],
];

export const anpkgGoldens: readonly GoldenRecipe[] = [
  ...Object.entries(CASES).map(([name, [why, ...rules]]) =>
    produced(name, why, goldenFolder(CONTRACT, `${name}/input`), rules, goldenOptions(CONTRACT, name), name),
  ),
  produced(
    'data-root',
    'The behavior tree lies in the data root, and a provider without a file has an empty configuration.',
    // Where the data root lies is another matter: here in a folder of the project, which names nothing in it.
    { ...goldenFolder(CONTRACT, 'data-root/input'), ...goldenFolder(CONTRACT, 'data-root/data', 'elsewhere/') },
    ['export-behavior', 'project-behavior-missing', 'project-provider-file-missing'],
    { ...goldenOptions(CONTRACT, 'data-root'), dataRoot: 'input/elsewhere' },
    'data-root',
  ),
  ...SAME_AS_MINIMAL.map(([name, why, input, ...rules]) => produced(name, why, input, rules, OPTIONS, 'minimal')),
  ...toldProjects.map(({ name, why, rule, isBroken, given: { input, options, expected } }) =>
    produced(`told-${name}`, why, input, [rule], options, expected, isBroken ? [`anpkg/${rule}`] : []),
  ),
  ...REFUSALS.map(
    ({ name, rule, input, at, why }): GoldenRecipe => ({
      ...base(`golden-${name}`, why, [rule]),
      input,
      options: OPTIONS,
      expect: { produced: false, primary: `anpkg/${rule}`, at },
    }),
  ),
];

function produced(
  name: string,
  why: string,
  input: RecipeFolder,
  rules: readonly string[],
  options: GoldenRecipe['options'],
  expected: string,
  warnings?: readonly string[],
): GoldenRecipe {
  const output = expected === 'minimal' ? EXPECTED : goldenFile(CONTRACT, `${expected}/expected.anpkg`);
  return {
    ...base(`golden-${name}`, why, rules),
    input,
    options,
    expect: { produced: true, output, ...(warnings && { warnings }) },
  };
}
