import type { Recipe, RecipeFolder } from '../recipe.ts';
import { type Members, toDocument } from './artifact-draft.ts';
import { CONTRACT_FILE } from './repository-draft.ts';
import { accepts, rule } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { docs } from './whole-breaches.ts';
import { MATRIX, TEXT, WHOLE, WHOLE_CONTRACT, wholeWith } from './whole-repository.ts';

const MATRIX_AT = (place: number): Members => MATRIX[place] ?? {};
const matrixText = (linux: string): string => TEXT.replace('| Recommended |', `| ${linux} |`);
const withLinux = (compatibility: string, word: string): RecipeFolder => ({
  ...WHOLE,
  [CONTRACT_FILE]: toDocument(WHOLE_CONTRACT, {
    compatibility_matrix: [{ ...MATRIX_AT(0), compatibility }, MATRIX_AT(1)],
  }),
  ...docs(matrixText(word)),
});

const darwin = another({ target: 'aarch64-apple-darwin' });

/** What the matrix says of the platforms that artifacts are for. */
export const matrixRecipes: readonly Recipe[] = [
  accepts(
    'artifact-for-a-planned-platform',
    'An artifact is for a platform that is planned.',
    wholeWith([darwin, ONE]),
    {
      warnings: [rule('platform-planned')],
    },
  ),
  accepts(
    'artifact-for-a-deprecated-platform',
    'The artifact is for a platform that is deprecated.',
    withLinux('deprecated', 'Deprecated'),
    {
      warnings: [rule('platform-deprecated')],
    },
  ),
  accepts(
    'artifact-for-a-removed-platform',
    'The artifact is for a platform that was removed; what is there stays.',
    withLinux('removed', 'Removed'),
    {
      cites: [rule('platform-planned'), rule('platform-deprecated'), rule('platform-without-artifact')],
      profile: 'hardened',
    },
  ),
  accepts(
    'architecture-without-artifact',
    'Of two architectures that are recommended one has no artifact.',
    {
      ...WHOLE,
      [CONTRACT_FILE]: toDocument(WHOLE_CONTRACT, {
        compatibility_matrix: [{ ...MATRIX_AT(0), arch: ['x86_64', 'aarch64'] }, MATRIX_AT(1)],
      }),
      ...docs(TEXT.replace('| Linux | Linux | x86_64 |', '| Linux | Linux | x86_64, aarch64 |')),
    },
    { warnings: [rule('platform-without-artifact')] },
  ),
  accepts(
    'newest-release-without-artifact',
    'The newest release has no artifact for a platform that is recommended.',
    wholeWith([ONE, another({ version: '0.2.0', target: 'aarch64-apple-darwin' })]),
    {
      warnings: [rule('platform-planned'), rule('platform-without-artifact')],
    },
  ),
];
