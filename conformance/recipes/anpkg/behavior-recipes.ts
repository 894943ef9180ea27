import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalProvider, rich, richProfile, TREE } from './base-packages.ts';
import { PROFILE, placeIn, RUNTIME, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';
import { withAutomation, withProfile } from './reference-draft.ts';

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

/** Behaviour trees: where they stand, and who names them. */
export const behaviors: readonly Recipe[] = [
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
