import { toYaml } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalProvider, rich } from './base-packages.ts';
import { LIST, PROFILE, PROVENANCE, RUNTIME, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

/** A package whose provider configuration lies deeper than directly in `providers/`, under the given name. */
function withProviderAt(path: string) {
  const draft = withYaml(withMembers(minimal, { 'providers/sim0.yaml': undefined }), PROFILE, {
    ...minimalProfile,
    providers: { sim0: { config: path } },
  });
  const moved = withMembers(draft, { [path]: path.endsWith('.yaml') || path.endsWith('.yml') ? toYaml({}) : '{}\n' });
  return withYaml(moved, RUNTIME, { providers: [{ ...minimalProvider, args: ['--config', path] }] });
}

/** Section 2: what every package holds. */
export const layoutRecipes: readonly Recipe[] = [
  accept({
    name: 'minimal',
    cites: [
      'anpkg/missing-machine-profile',
      'anpkg/missing-runtime-config',
      'anpkg/missing-provenance',
      'anpkg/missing-checksum-list',
    ],
    why: 'The package holds the four fixed files, one provider configuration, and nothing else.',
    draft: minimal,
    profile: 'hardened',
  }),
  accept({
    name: 'minimal-core',
    cites: [
      'anpkg/missing-machine-profile',
      'anpkg/missing-runtime-config',
      'anpkg/missing-provenance',
      'anpkg/missing-checksum-list',
    ],
    why: 'The package holds the four fixed files, one provider configuration, and nothing else.',
    draft: minimal,
    profile: 'core',
  }),
  accept({
    name: 'rich',
    cites: ['anpkg/machine-profile-schema', 'anpkg/runtime-config-schema', 'anpkg/provenance-schema'],
    why: 'The package uses every part of the three documents and breaks no rule.',
    draft: rich,
  }),
  ...(
    [
      ['machine-profile', PROFILE],
      ['runtime-config', RUNTIME],
      ['provenance', PROVENANCE],
    ] as const
  ).map(([what, path]) =>
    reject({
      name: `missing-${what}`,
      cites: [`anpkg/missing-${what}`],
      why: `The package holds no ${path}, and its checksum list does not name it.`,
      draft: withMembers(minimal, { [path]: undefined }),
      at: { member: path },
      twin: 'minimal',
    }),
  ),
  reject({
    name: 'missing-checksum-list',
    cites: ['anpkg/missing-checksum-list'],
    why: 'The package holds no meta/checksums.sha256.',
    draft: { ...minimal, list: () => undefined },
    at: { member: LIST },
    twin: 'minimal',
  }),
  reject({
    name: 'no-provider-config',
    cites: ['anpkg/no-provider-config'],
    why: 'The only file in providers/ ends in .conf, so that no name matches *.y*ml.',
    draft: withProviderAt('providers/sim0.conf'),
    at: {},
    twin: 'provider-config-yml',
  }),
  reject({
    name: 'provider-config-in-sub-folder',
    cites: ['anpkg/no-provider-config'],
    why: 'The only provider configuration lies in a folder below providers/, not directly in it.',
    draft: withProviderAt('providers/simulated/sim0.yaml'),
    at: {},
    twin: 'provider-config-yml',
  }),
  accept({
    name: 'provider-config-yml',
    cites: ['anpkg/no-provider-config', 'anpkg/provider-config-name'],
    why: 'The name sim0.yml matches *.y*ml, though it is not the conventional one.',
    draft: withProviderAt('providers/sim0.yml'),
    warnings: ['anpkg/provider-config-name'],
  }),
  accept({
    name: 'provider-config-odd-suffix',
    cites: ['anpkg/no-provider-config', 'anpkg/provider-config-name'],
    why: 'The name sim0.y2ml matches *.y*ml, though no reader takes the file for YAML.',
    draft: withProviderAt('providers/sim0.y2ml'),
    warnings: ['anpkg/provider-config-name'],
  }),
];
