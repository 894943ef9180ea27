import type { Recipe, RecipeFolder } from '../recipe.ts';
import { type Members, toDocument } from './artifact-draft.ts';
import { CONFIGURATION, draftIndex, INDEX_FILE } from './repository-draft.ts';
import { rejects, rule } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { wholeAndBroken } from './whole-breaches.ts';
import { CONFIGURATION_FILE, WHOLE, wholeWith } from './whole-repository.ts';

const index = (changes: Members): RecipeFolder => ({ [INDEX_FILE]: draftIndex([ONE], changes) });
const config = (changes: Members): RecipeFolder => ({ [CONFIGURATION_FILE]: toDocument(CONFIGURATION, changes) });
const atConfig = (pointer: string): Parameters<typeof rejects>[5] => ({ member: CONFIGURATION_FILE, pointer });
const agreements = wholeAndBroken(
  'documents-agree',
  'The index and the configuration say what the contract says.',
  WHOLE,
  [
    [
      'index-for-another-package',
      'The index has another name than the contract.',
      'index-contract-mismatch',
      index({ name: 'codex' }),
      { member: INDEX_FILE, pointer: '/name' },
    ],
    [
      'index-for-another-contract',
      'The index has another contract version than the contract.',
      'index-contract-mismatch',
      index({ contract_version: '1.0.1' }),
      { member: INDEX_FILE, pointer: '/contract_version' },
    ],
    [
      'configuration-for-another-contract',
      'The configuration is for another contract.',
      'config-mismatch',
      config({ contract: 'docs/contract.json' }),
      atConfig('/contract'),
    ],
    [
      'configuration-for-another-root',
      'The configuration publishes into another folder.',
      'config-mismatch',
      config({ dist_root: 'out' }),
      atConfig('/dist_root'),
    ],
    [
      'configuration-that-keeps-five',
      'The configuration keeps fewer generations than the contract.',
      'config-mismatch',
      config({ retention_generations: 5 }),
      atConfig('/retention_generations'),
    ],
    [
      'configuration-for-windows',
      'The configuration builds for a platform that the matrix does not have.',
      'unmapped-target',
      config({ targets: ['aarch64-apple-darwin', 'x86_64-pc-windows-msvc'] }),
      atConfig('/targets/1'),
    ],
    [
      'configuration-for-another-architecture',
      'The configuration builds for an architecture that the matrix does not have.',
      'unmapped-target',
      config({ targets: ['aarch64-unknown-linux-gnu'] }),
      atConfig('/targets/0'),
    ],
    [
      'configuration-for-bsd',
      'The configuration builds for a system that no platform is.',
      'unmapped-target',
      config({ targets: ['x86_64-unknown-freebsd'] }),
      atConfig('/targets/0'),
    ],
  ],
);

const freeBsd = another({ target: 'x86_64-unknown-freebsd' });
const mapped = [
  rejects(
    'index-for-bsd',
    'An artifact is for a system that no platform is.',
    'documents-agree',
    rule('unmapped-target'),
    wholeWith([freeBsd, ONE]),
    {
      member: INDEX_FILE,
      pointer: '/releases/0/targets/0/target',
    },
  ),
];

/** Index and configuration say what the contract says. */
export const agreementRecipes: readonly Recipe[] = [...agreements, ...mapped];
