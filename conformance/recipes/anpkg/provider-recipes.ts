import type { Recipe } from '../recipe.ts';
import { minimal, minimalProvider } from './base-packages.ts';
import { PROFILE, placeIn, RUNTIME, SIM0, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';
import { withArgs, withProfile } from './reference-draft.ts';

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

/** The arguments that lead a provider to its configuration. */
export const providers: readonly Recipe[] = (['core', 'hardened'] as const).flatMap((profile): Recipe[] => {
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

/** Those of which only the profile hardened says something. */
export const stricterProviders: readonly Recipe[] = [
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
