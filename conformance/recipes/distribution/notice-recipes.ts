import type { Recipe, RecipeFolder } from '../recipe.ts';
import { toDocument } from './artifact-draft.ts';
import { CONTRACT_FILE, toContract } from './repository-draft.ts';
import { accepts, rejects, rule } from './repository-recipe.ts';
import { changelog, docs } from './whole-breaches.ts';
import { CHANGELOG, MATRIX, TEXT, WHOLE } from './whole-repository.ts';

/** A sunset on this day, and what the changelog says of it. */
const sunsetOn = (day: string, announced: string): RecipeFolder => ({
  ...WHOLE,
  [CONTRACT_FILE]: toDocument(
    toContract(
      {
        distribution_index: {
          canonical: 'dist/index.json',
          legacy: [
            {
              path: 'dist/{contract_version}/index.json',
              status: 'deprecated',
              deprecation_sunset: `${day}T00:00:00Z`,
              migration_deadline: `${day}T00:00:00Z`,
            },
          ],
          resolution_precedence: ['dist/index.json', 'dist/{contract_version}/index.json'],
        },
      },
      { compatibility_matrix: MATRIX },
    ),
  ),
  ...docs(TEXT.replace('2026-07-01', day)),
  ...changelog(CHANGELOG.replace('ends on 2026-07-01', announced)),
});
/** What is announced, and how long ahead. */
export const noticeRecipes: readonly Recipe[] = [
  accepts(
    'notice-of-sixty-days',
    'The sunset is sixty days behind the entry that names it, which is long enough.',
    sunsetOn('2026-06-03', 'ends on 2026-06-03'),
    {
      cites: [rule('notice-too-short')],
    },
  ),
  rejects(
    'notice-of-fifty-nine-days',
    'The sunset is fifty-nine days behind the entry that names it.',
    'notice-of-sixty-days',
    rule('notice-too-short'),
    sunsetOn('2026-06-02', 'ends on 2026-06-02'),
    {},
  ),
  rejects(
    'notice-not-given',
    'No entry names the day of the sunset.',
    'notice-of-sixty-days',
    rule('notice-too-short'),
    sunsetOn('2026-06-03', 'will end'),
    {},
  ),
];
