import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalProvider, TREE } from './base-packages.ts';
import { type PackageDraft, PROFILE, placeIn, RUNTIME, SIM0, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';
import { withArgs, withAutomation, withProfile } from './reference-draft.ts';

interface Site {
  readonly name: string;
  readonly said: string;
  readonly member: string;
  readonly pointer: string;
  readonly twin: string;
  /** The package in which the reference is the given path. */
  readonly lead: (path: string) => PackageDraft;
}

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

/** Paths that lead to members, or do not. */
export const paths: readonly Recipe[] = [
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
