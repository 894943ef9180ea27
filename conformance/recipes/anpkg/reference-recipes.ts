import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalProvider, rich, richProfile, richRuntime, TREE } from './base-packages.ts';
import { type PackageDraft, PROFILE, placeIn, RUNTIME, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

const SIM0 = 'providers/sim0.yaml';

interface Site {
  readonly name: string;
  readonly said: string;
  readonly member: string;
  readonly pointer: string;
  readonly twin: string;
  /** The package in which the reference is the given path. */
  readonly lead: (path: string) => PackageDraft;
}

const withProfile = (profile: object): PackageDraft => withYaml(minimal, PROFILE, { ...minimalProfile, ...profile });
const withArgs = (args: readonly string[] | undefined, draft: PackageDraft = minimal): PackageDraft => {
  const { id, command } = minimalProvider;
  return withYaml(draft, RUNTIME, { providers: [{ id, command, ...(args && { args }) }] });
};
const withAutomation = (automation: object, draft: PackageDraft = rich): PackageDraft => {
  const { behavior_tree: _, ...others } = richRuntime.automation;
  return withYaml(draft, RUNTIME, { ...richRuntime, automation: { ...others, ...automation } });
};

/** Every place of a package from which a path leads to a member. */
const SITES: readonly Site[] = [
  {
    name: 'provider-config',
    said: "The machine profile's config of a provider",
    member: PROFILE,
    pointer: '/providers/sim0/config',
    twin: 'minimal',
    lead: (config) => withProfile({ providers: { sim0: { config } } }),
  },
  {
    name: 'config-argument',
    said: 'The --config argument of a provider',
    member: RUNTIME,
    pointer: '/providers/0/args/1',
    twin: 'minimal',
    lead: (path) => withArgs(['--config', path]),
  },
  {
    name: 'behavior',
    said: "An entry of the machine profile's behaviors",
    member: PROFILE,
    pointer: '/behaviors/0',
    twin: 'behavior-listed',
    lead: (path) =>
      withYaml(withMembers(minimal, { [TREE]: '<root/>\n' }), PROFILE, { ...minimalProfile, behaviors: [path] }),
  },
  {
    name: 'behavior-tree',
    said: 'The behavior tree of the runtime configuration',
    member: RUNTIME,
    pointer: '/automation/behavior_tree',
    twin: 'rich',
    lead: (path) => withAutomation({ behavior_tree: path }),
  },
  {
    name: 'behavior-tree-path',
    said: 'The behavior tree of the runtime configuration, in its older form,',
    member: RUNTIME,
    pointer: '/automation/behavior_tree_path',
    twin: 'behavior-tree-path',
    lead: (path) => withAutomation({ behavior_tree_path: path }),
  },
  {
    name: 'check-script',
    said: 'The script that checks HTTP',
    member: PROFILE,
    pointer: '/validation/check_http_script',
    twin: 'check-script-absent',
    lead: (path) => withProfile({ validation: { check_http_script: path } }),
  },
];

interface Breach {
  readonly name: string;
  readonly rule: string;
  readonly path: string;
  readonly said: string;
}

const BREACHES: readonly Breach[] = [
  { name: 'blank', rule: 'anpkg/path-blank', path: ' ', said: 'is one space' },
  { name: 'absolute', rule: 'anpkg/path-absolute', path: '/providers/sim0.yaml', said: 'begins with a slash' },
  { name: 'drive', rule: 'anpkg/path-drive', path: 'C:/providers/sim0.yaml', said: 'begins with a drive' },
  {
    name: 'drive-backslash',
    rule: 'anpkg/path-drive',
    path: 'z:\\sim0.yaml',
    said: 'begins with a drive and a backslash',
  },
  { name: 'escaping', rule: 'anpkg/path-escapes-root', path: '../sim0.yaml', said: 'leads out of the package' },
  {
    name: 'escaping-and-back',
    rule: 'anpkg/path-escapes-root',
    path: 'providers/../../providers/sim0.yaml',
    said: 'leads out of the package after a step into it',
  },
  { name: 'missing', rule: 'anpkg/path-target-missing', path: 'providers/other.yaml', said: 'leads to no file' },
  { name: 'folder', rule: 'anpkg/path-target-missing', path: 'providers', said: 'leads to a folder' },
];

const pathBreaches: readonly Recipe[] = SITES.flatMap((site) =>
  BREACHES.filter(({ name }) => site.name !== 'check-script' || name !== 'missing').map(({ name, rule, path, said }) =>
    reject({
      name: `${site.name}-${name}`,
      cites: [rule],
      why: `${site.said} ${said}.`,
      draft: site.lead(path),
      at: placeIn(site.lead(path), site.member, site.pointer),
      twin: site.twin,
    }),
  ),
);

const INNER = 'providers/../providers/sim0.yaml';
const TREE_INNER = 'runtime/behaviors/../behaviors/mix.xml';

const notNormalized: readonly Recipe[] = (
  [
    ['provider-config', SITES[0], INNER],
    ['config-argument', SITES[1], INNER],
    ['config-argument-dot', SITES[1], './providers/sim0.yaml'],
    ['config-argument-empty-segment', SITES[1], 'providers//sim0.yaml'],
    ['behavior', SITES[2], TREE_INNER],
    ['behavior-tree', SITES[3], TREE_INNER],
  ] as const
).flatMap(([name, site, path]): Recipe[] => {
  if (site === undefined) return [];
  const why = `${site.said} is ${path}, which stays inside and leads to a file.`;
  const cites = ['anpkg/path-not-normalized', 'anpkg/path-escapes-root'];
  return [
    reject({
      name: `${name}-not-normalized`,
      cites: ['anpkg/path-not-normalized'],
      why,
      draft: site.lead(path),
      at: placeIn(site.lead(path), site.member, site.pointer),
      twin: site.twin,
    }),
    accept({ name: `core-${name}-not-normalized`, cites, why, draft: site.lead(path), profile: 'core' }),
  ];
});

const dottedScript = withProfile({ validation: { check_http_script: './validation/check_http.sh' } });
const scriptNotNormalized = {
  cites: ['anpkg/path-not-normalized', 'anpkg/path-target-missing'],
  why: 'The script that checks HTTP is not in the package, and its path begins with the segment of one dot.',
  draft: dottedScript,
} as const;

const noScript = withProfile({ validation: { check_http_script: 'validation/check_http.sh' } });
const dotted = withYaml(withYaml(withMembers(minimal, { [SIM0]: undefined }), 'providers/..sim0..yaml', {}), PROFILE, {
  ...minimalProfile,
  providers: { sim0: { config: 'providers/..sim0..yaml' } },
});

const paths: readonly Recipe[] = [
  ...pathBreaches,
  ...notNormalized,
  reject({
    name: 'check-script-absent-not-normalized',
    ...scriptNotNormalized,
    at: placeIn(dottedScript, PROFILE, '/validation/check_http_script'),
    twin: 'check-script-absent',
  }),
  accept({ name: 'core-check-script-absent-not-normalized', ...scriptNotNormalized, profile: 'core' }),
  ...BREACHES.filter(({ name }) => ['blank', 'absolute', 'drive', 'escaping', 'missing'].includes(name)).map(
    ({ name, rule, path, said }) =>
      reject({
        name: `core-provider-config-${name}`,
        cites: [rule],
        why: `The machine profile's config of a provider ${said}.`,
        draft: withProfile({ providers: { sim0: { config: path } } }),
        at: { member: PROFILE, pointer: '/providers/sim0/config' },
        twin: 'minimal-core',
        profile: 'core',
      }),
  ),
  accept({
    name: 'behavior-listed',
    cites: ['anpkg/behavior-outside-folder', 'anpkg/unreferenced-member'],
    why: 'The machine profile lists a file in runtime/behaviors/.',
    draft: withYaml(withMembers(minimal, { [TREE]: '<root/>\n' }), PROFILE, { ...minimalProfile, behaviors: [TREE] }),
  }),
  accept({
    name: 'behavior-tree-path',
    cites: ['anpkg/conflicting-behavior-trees', 'anpkg/behavior-outside-folder'],
    why: 'The behavior tree stands in its older form alone.',
    draft: withAutomation({ behavior_tree_path: TREE }),
  }),
  accept({
    name: 'check-script-absent',
    cites: ['anpkg/path-target-missing'],
    why: 'The script that checks HTTP is not in the package, which it need not be.',
    draft: noScript,
  }),
  accept({
    name: 'check-script-present',
    cites: ['anpkg/path-target-missing'],
    why: 'The script that checks HTTP is a file of the package.',
    draft: withMembers(noScript, { 'validation/check_http.sh': '#!/bin/sh\ncurl -f http://localhost:8080/\n' }),
  }),
  ...(
    [
      ['space-ahead', ' check.sh', 'anpkg/path-blank', 'begins with a space and is not blank'],
      ['two-letters-and-colon', 'ab:/check.sh', 'anpkg/path-drive', 'begins with two letters and a colon, no drive'],
      ['drive-without-slash', 'C:check.sh', 'anpkg/path-drive', 'begins with a letter and a colon, without a slash'],
    ] as const
  ).map(([name, path, rule, said]) =>
    accept({
      name: `check-script-${name}`,
      cites: [rule],
      why: `The script that checks HTTP need not be there, and its path ${said}.`,
      draft: withProfile({ validation: { check_http_script: path } }),
    }),
  ),
  accept({
    name: 'dots-in-names',
    cites: ['anpkg/path-not-normalized', 'anpkg/path-escapes-root', 'anpkg/provider-config-name'],
    why: 'Two dots stand at both ends of a file name, where they mean nothing.',
    draft: withArgs(['--config', 'providers/..sim0..yaml'], dotted),
    warnings: ['anpkg/provider-config-name'],
  }),
  accept({
    name: 'command-outside-of-package',
    cites: ['anpkg/path-absolute', 'anpkg/path-escapes-root'],
    why: 'The command of a provider is an absolute path and another argument leads out of the package, which no rule looks at.',
    draft: withYaml(minimal, RUNTIME, {
      providers: [
        { ...minimalProvider, command: '/opt/sim/bin/sim', args: [...minimalProvider.args, '--log', '../../log'] },
      ],
    }),
  }),
];

const second = { id: 'sim1', command: 'sim', args: minimalProvider.args };
const unknownProvider = withYaml(minimal, RUNTIME, { providers: [minimalProvider, second] });
const unusedProvider = withProfile({ providers: { sim0: { config: SIM0 }, sim1: { config: SIM0 } } });
const otherConfig = withYaml(minimal, 'providers/other.yaml', {});

const WITHOUT_CONFIG = [
  ['absent', undefined, 'are absent', ''],
  ['empty', [], 'are empty', '/args'],
  ['last', ['--quiet', '--config'], 'end with --config', '/args'],
  ['joined', ['--config=providers/sim0.yaml'], 'hold --config=… as one argument, which does not count', '/args'],
  ['abbreviated', ['--conf', 'providers/sim0.yaml'], 'hold --conf instead of --config', '/args'],
] as const;

const providers: readonly Recipe[] = (['core', 'hardened'] as const).flatMap((profile): Recipe[] => {
  const prefix = profile === 'core' ? 'core-' : '';
  const twin = profile === 'core' ? 'minimal-core' : 'minimal';
  const outside = withArgs(['--config', 'settings/sim0.yaml'], withYaml(minimal, 'settings/sim0.yaml', {}));
  const prefixed = withArgs(['--config', 'providers-old/sim0.yaml'], withYaml(minimal, 'providers-old/sim0.yaml', {}));
  const climbing = withArgs(
    ['--config', 'providers/../settings/sim0.yaml'],
    withYaml(minimal, 'settings/sim0.yaml', {}),
  );
  const argument = { member: RUNTIME, pointer: '/providers/0/args/1' };
  return [
    reject({
      name: `${prefix}provider-not-in-profile`,
      cites: ['anpkg/provider-not-in-profile'],
      why: 'The runtime configuration has a provider that the machine profile does not name.',
      draft: unknownProvider,
      at: placeIn(unknownProvider, RUNTIME, '/providers/1/id'),
      twin,
      profile,
    }),
    reject({
      name: `${prefix}provider-not-in-runtime`,
      cites: ['anpkg/provider-not-in-runtime'],
      why: 'The machine profile names a provider that the runtime configuration does not have.',
      draft: unusedProvider,
      at: { member: PROFILE, pointer: '/providers/sim1' },
      twin,
      profile,
    }),
    ...WITHOUT_CONFIG.map(([name, args, said, pointer]) =>
      reject({
        name: `${prefix}config-argument-${name}`,
        cites: ['anpkg/missing-config-argument'],
        why: `The args of a provider ${said}.`,
        draft: withArgs(args),
        at: { member: RUNTIME, pointer: `/providers/0${pointer}` },
        twin,
        profile,
      }),
    ),
    reject({
      name: `${prefix}config-outside-providers`,
      cites: ['anpkg/config-outside-providers'],
      why: 'The --config argument leads to a file of the package that is not in providers/.',
      draft: outside,
      at: argument,
      twin,
      profile,
    }),
    reject({
      name: `${prefix}config-in-folder-with-longer-name`,
      cites: ['anpkg/config-outside-providers'],
      why: 'The --config argument leads into a folder whose name only begins like providers.',
      draft: prefixed,
      at: argument,
      twin,
      profile,
    }),
    reject({
      name: `${prefix}config-climbing-out-of-providers`,
      cites: ['anpkg/config-outside-providers', ...(profile === 'core' ? [] : ['anpkg/path-not-normalized'])],
      primary: profile === 'core' ? 'anpkg/config-outside-providers' : 'anpkg/path-not-normalized',
      why: 'The --config argument begins with providers/ and leads out of it again.',
      draft: climbing,
      at: argument,
      twin,
      profile,
    }),
  ];
});

const conflict = withArgs(['--config', 'providers/other.yaml'], otherConfig);
const twice = withArgs(['--config', SIM0, '--config', 'providers/other.yaml'], otherConfig);
const joinedTwice = withArgs(['--config', SIM0, '--config=/etc/sim0.yaml']);

const stricterProviders: readonly Recipe[] = [
  reject({
    name: 'repeated-config-argument',
    cites: ['anpkg/repeated-config-argument'],
    why: 'The args of a provider hold --config a second time.',
    draft: twice,
    at: placeIn(twice, RUNTIME, '/providers/0/args/2'),
    twin: 'minimal',
  }),
  reject({
    name: 'repeated-config-argument-joined',
    cites: ['anpkg/repeated-config-argument'],
    why: 'The args of a provider hold --config=… after --config.',
    draft: joinedTwice,
    at: placeIn(joinedTwice, RUNTIME, '/providers/0/args/2'),
    twin: 'minimal',
  }),
  accept({
    name: 'core-repeated-config-argument',
    cites: ['anpkg/repeated-config-argument'],
    why: 'The args of a provider hold --config a second time; the published reader takes the first.',
    draft: twice,
    profile: 'core',
  }),
  accept({
    name: 'similar-argument',
    cites: ['anpkg/repeated-config-argument', 'anpkg/missing-config-argument'],
    why: 'The args of a provider hold --config-format beside --config.',
    draft: withArgs(['--config', SIM0, '--config-format', 'yaml', '--config-strict=1']),
  }),
  reject({
    name: 'provider-config-conflict',
    cites: ['anpkg/provider-config-conflict'],
    why: 'The --config argument leads to another file in providers/ than the machine profile names.',
    draft: conflict,
    at: placeIn(conflict, RUNTIME, '/providers/0/args/1'),
    twin: 'minimal',
  }),
  accept({
    name: 'core-provider-config-conflict',
    cites: ['anpkg/provider-config-conflict'],
    why: 'The --config argument leads to another file in providers/ than the machine profile names.',
    draft: conflict,
    profile: 'core',
  }),
  accept({
    name: 'core-profile-config-elsewhere',
    cites: ['anpkg/config-outside-providers', 'anpkg/provider-config-conflict'],
    why: "The machine profile's config of a provider is not in providers/, which only the argument must be.",
    draft: withYaml(withProfile({ providers: { sim0: { config: 'settings/sim0.yaml' } } }), 'settings/sim0.yaml', {}),
    profile: 'core',
  }),
  accept({
    name: 'expected-providers-unknown',
    cites: ['anpkg/provider-not-in-profile'],
    why: 'The list of expected providers names one that nothing else names, which no rule compares.',
    draft: withProfile({ validation: { expected_providers: ['sim9'] } }),
  }),
];

const outsideTree = withYaml(withMembers(minimal, { 'runtime/mix.xml': '<root/>\n' }), PROFILE, {
  ...minimalProfile,
  behaviors: ['runtime/mix.xml'],
});
const prefixTree = withYaml(withMembers(minimal, { 'runtime/behaviors.old/mix.xml': '<root/>\n' }), PROFILE, {
  ...minimalProfile,
  behaviors: ['runtime/behaviors.old/mix.xml'],
});
const outsideRuntimeTree = withAutomation(
  { behavior_tree: 'trees/mix.xml' },
  withMembers(rich, { 'trees/mix.xml': '<root/>\n' }),
);
const bothTrees = withAutomation({ behavior_tree: TREE, behavior_tree_path: TREE });
const { behaviors: _behaviors, ...profileWithoutBehaviors } = richProfile;
const twoVariants = withYaml(
  withYaml(minimal, PROFILE, {
    ...minimalProfile,
    runtime_profiles: { manual: RUNTIME, telemetry: 'runtime/telemetry.yaml' },
  }),
  'runtime/telemetry.yaml',
  { providers: [minimalProvider] },
);
const badVariant = withYaml(twoVariants, 'runtime/telemetry.yaml', { providers: [{ ...minimalProvider, args: [] }] });

const behaviors: readonly Recipe[] = [
  ...(['core', 'hardened'] as const).flatMap((profile): Recipe[] => [
    reject({
      name: `${profile === 'core' ? 'core-' : ''}behavior-outside-folder`,
      cites: ['anpkg/behavior-outside-folder'],
      why: 'The machine profile lists a behavior that lies in runtime/, not in runtime/behaviors/.',
      draft: outsideTree,
      at: { member: PROFILE, pointer: '/behaviors/0' },
      twin: profile === 'core' ? 'minimal-core' : 'behavior-listed',
      profile,
    }),
  ]),
  reject({
    name: 'behavior-in-folder-with-longer-name',
    cites: ['anpkg/behavior-outside-folder'],
    why: 'The machine profile lists a behavior in a folder whose name only begins like runtime/behaviors.',
    draft: prefixTree,
    at: { member: PROFILE, pointer: '/behaviors/0' },
    twin: 'behavior-listed',
  }),
  reject({
    name: 'behavior-tree-outside-folder',
    cites: ['anpkg/behavior-outside-folder'],
    why: 'The behavior tree of the runtime configuration lies outside of runtime/behaviors/.',
    draft: outsideRuntimeTree,
    at: { member: RUNTIME, pointer: '/automation/behavior_tree' },
    twin: 'rich',
  }),
  reject({
    name: 'conflicting-behavior-trees',
    cites: ['anpkg/conflicting-behavior-trees'],
    why: 'The automation holds both forms of the behavior tree, though both lead to one file.',
    draft: bothTrees,
    at: placeIn(bothTrees, RUNTIME, '/automation/behavior_tree_path'),
    twin: 'rich',
  }),
  accept({
    name: 'core-conflicting-behavior-trees',
    cites: ['anpkg/conflicting-behavior-trees'],
    why: 'The automation holds both forms of the behavior tree; the published reader takes the first.',
    draft: bothTrees,
    profile: 'core',
  }),
  accept({
    name: 'behavior-not-listed',
    cites: ['anpkg/behavior-not-listed'],
    why: 'The runtime configuration names a behavior tree that the machine profile does not list.',
    draft: withYaml(rich, PROFILE, profileWithoutBehaviors),
    warnings: ['anpkg/behavior-not-listed'],
  }),
  accept({
    name: 'behavior-listed-and-named',
    cites: [
      'anpkg/behavior-not-listed',
      'anpkg/unreferenced-member',
      'anpkg/runtime-profile-path',
      'anpkg/provider-config-name',
    ],
    why: 'The machine profile lists the behavior tree that the runtime configuration names.',
    draft: withMembers(rich, { [TREE]: '<root BTCPP_format="4"/>\n' }),
  }),
  accept({
    name: 'unreferenced-behavior',
    cites: ['anpkg/unreferenced-member'],
    why: 'A file in runtime/behaviors/ is referred to by nothing.',
    draft: withMembers(minimal, { [TREE]: '<root/>\n' }),
    warnings: ['anpkg/unreferenced-member'],
  }),
  accept({
    name: 'unreferenced-provider-config',
    cites: ['anpkg/unreferenced-member'],
    why: 'A file in providers/ is referred to by nothing.',
    draft: withYaml(minimal, 'providers/sim1.yaml', {}),
    warnings: ['anpkg/unreferenced-member'],
  }),
  accept({
    name: 'second-variant',
    cites: ['anpkg/runtime-profile-path'],
    why: 'The machine profile names a second variant, whose configuration the package carries.',
    draft: twoVariants,
    warnings: ['anpkg/runtime-profile-path'],
  }),
  accept({
    name: 'manual-variant-elsewhere',
    cites: ['anpkg/runtime-profile-path', 'anpkg/unreferenced-member'],
    why: 'The manual variant is another file than runtime/anolis-runtime.yaml, which is there all the same.',
    draft: withYaml(withProfile({ runtime_profiles: { manual: 'runtime/manual.yaml' } }), 'runtime/manual.yaml', {
      providers: [minimalProvider],
    }),
    warnings: ['anpkg/runtime-profile-path'],
  }),
  reject({
    name: 'second-variant-without-config-argument',
    cites: ['anpkg/missing-config-argument'],
    why: 'A provider of the second variant has no --config argument.',
    draft: badVariant,
    at: { member: 'runtime/telemetry.yaml', pointer: '/providers/0/args' },
    twin: 'second-variant',
  }),
];

/** Sections 5 and 6: references, providers, behaviour trees. */
export const referenceRecipes: readonly Recipe[] = [...paths, ...providers, ...stricterProviders, ...behaviors];
