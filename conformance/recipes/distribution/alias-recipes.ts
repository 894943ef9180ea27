import type { Recipe } from '../recipe.ts';
import { draftArtifact, FIRST } from './artifact-draft.ts';
import { draftIndex, INDEX_FILE, LEGACY_FILE } from './repository-draft.ts';
import { accepts, rejects, rule } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { WHOLE, wholeWith } from './whole-repository.ts';

const alias = { ...WHOLE, [LEGACY_FILE]: WHOLE[INDEX_FILE] ?? null };

/** Indexes under legacy paths against the canonical one. */
export const aliasRecipes: readonly Recipe[] = [
  accepts(
    'legacy-index-of-a-part',
    'The legacy index holds some of the rows of the canonical one.',
    {
      ...wholeWith([ONE, another({ dist_revision: 'r2' })]),
      [LEGACY_FILE]: draftIndex([ONE]),
    },
    { cites: [rule('alias-stale-row')] },
  ),
  rejects(
    'legacy-index-with-another-row',
    'The legacy index holds a row that the canonical one does not hold.',
    'legacy-index-of-a-part',
    rule('alias-stale-row'),
    {
      ...alias,
      [LEGACY_FILE]: draftIndex([ONE, another({ dist_revision: 'r2' })]),
    },
    { member: LEGACY_FILE },
  ),
  rejects(
    'legacy-row-with-another-digest',
    'A row of the legacy index has another digest than in the canonical one.',
    'legacy-index-of-a-part',
    rule('alias-stale-row'),
    {
      ...alias,
      [LEGACY_FILE]: draftIndex([draftArtifact(FIRST, { row: { source_date_epoch: 1 } })]),
    },
    { member: LEGACY_FILE },
  ),
];
