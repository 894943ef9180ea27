import type { ResolveRecipe } from '../case-recipe.ts';
import { toDocument } from './artifact-draft.ts';
import { CONTRACT, CONTRACT_FILE, draftRepository } from './repository-draft.ts';
import { another, ONE, resolves, typed } from './resolve-recipe.ts';

/** Sections 3.4 and 5.4: what a resolver warns of. */
const LINUX = 'Linux x86_64';
const HOST = 'distribution/other-host';
const hosts = [
  resolves('for-this-host', 'The artifact is for the platform on which the resolver runs.', ONE, {
    options: { host: LINUX },
    cites: [HOST],
  }),
  resolves('for-another-system', 'The resolver runs on another system than the artifact is for.', ONE, {
    options: { host: 'Darwin x86_64' },
    warnings: [HOST],
  }),
  resolves('for-another-architecture', 'The resolver runs on another architecture than the artifact is for.', ONE, {
    options: { host: 'Linux aarch64' },
    warnings: [HOST],
  }),
];

const windows = another({ target: 'x86_64-pc-windows-msvc' });
const onWindows = {
  input: draftRepository([windows]),
  identity: typed({ target: 'x86_64-pc-windows-msvc' }),
};
const linuxIs = (compatibility: string): ResolveRecipe['input'] =>
  draftRepository([ONE], {
    [CONTRACT_FILE]: toDocument(CONTRACT, {
      compatibility_matrix: [
        { platform_family: 'linux', os: 'Linux', arch: ['x86_64'], compatibility, runtime_expectations: ['TTY'] },
      ],
    }),
  });
const matrix = [
  resolves('platform-planned', 'The platform of the artifact is planned, and nothing more.', windows, {
    ...onWindows,
    warnings: ['distribution/platform-planned'],
  }),
  resolves(
    'platform-planned-from-another-host',
    'The platform is planned, and the resolver runs on another one.',
    windows,
    {
      ...onWindows,
      options: { host: LINUX },
      warnings: ['distribution/platform-planned', HOST],
    },
  ),
  resolves('platform-deprecated', 'The platform of the artifact is deprecated.', ONE, {
    input: linuxIs('deprecated'),
    warnings: ['distribution/platform-deprecated'],
  }),
  resolves('platform-removed', 'Nothing new is published for the platform, and what is there still resolves.', ONE, {
    input: linuxIs('removed'),
    cites: ['distribution/platform-planned', 'distribution/platform-deprecated'],
  }),
];

export const platformRecipes: readonly ResolveRecipe[] = [...hosts, ...matrix];
