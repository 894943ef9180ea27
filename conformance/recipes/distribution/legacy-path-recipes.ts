import type { AcceptRecipe, Recipe, RecipeFolder, RejectRecipe } from '../recipe.ts';
import { allows, forbids, indexOf } from './change-draft.ts';
import { BEFORE_SUNSET, draftIndex, INDEX_FILE, LEGACY_FILE, SUNSET } from './repository-draft.ts';
import { accepts, rejects, rule } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { WHOLE } from './whole-repository.ts';

/** Section 9.3: an index under a legacy path, ahead of its sunset, from it on, and once it is gone. */
const WITH_COPY: RecipeFolder = { ...WHOLE, [LEGACY_FILE]: WHOLE[INDEX_FILE] ?? null };
const OTHER_BYTES: RecipeFolder = { ...WHOLE, [LEGACY_FILE]: draftIndex([ONE], { name: undefined }) };
const NINETY_DAYS_LATER = '2026-09-29T00:00:00Z';
const AT_ALIAS = { member: LEGACY_FILE };

type Details = Parameters<typeof accepts>[3];

function holdsAt(now: string, name: string, why: string, input: RecipeFolder, details: Details): AcceptRecipe {
  return { ...accepts(name, why, input, details), options: { now } };
}

function breaksAt(
  now: string,
  name: string,
  why: string,
  twin: string,
  broken: string,
  input: RecipeFolder,
): RejectRecipe {
  return { ...rejects(name, why, twin, rule(broken), input, AT_ALIAS), options: { now } };
}

const present = [
  holdsAt(
    BEFORE_SUNSET,
    'copy-one-second-ahead-of-the-sunset',
    'A copy of the index stands under the legacy path, one second ahead of its sunset.',
    WITH_COPY,
    { cites: [rule('alias-missing'), rule('alias-differs'), rule('alias-sunset')], profile: 'hardened' },
  ),
  breaksAt(
    BEFORE_SUNSET,
    'no-copy-one-second-ahead-of-the-sunset',
    'Nothing stands under the legacy path, one second ahead of its sunset.',
    'copy-one-second-ahead-of-the-sunset',
    'alias-missing',
    WHOLE,
  ),
  breaksAt(
    BEFORE_SUNSET,
    'other-bytes-one-second-ahead-of-the-sunset',
    'The legacy index has the same rows as the canonical one and other bytes.',
    'copy-one-second-ahead-of-the-sunset',
    'alias-differs',
    OTHER_BYTES,
  ),
  holdsAt(SUNSET, 'no-copy-at-the-sunset', 'Nothing stands under the legacy path at its sunset.', WHOLE, {
    cites: [rule('alias-missing')],
  }),
  holdsAt(SUNSET, 'copy-at-the-sunset', 'A copy of the index stands under the legacy path at its sunset.', WITH_COPY, {
    warnings: [rule('alias-sunset')],
  }),
  holdsAt(
    SUNSET,
    'other-bytes-at-the-sunset',
    'From the sunset on, the legacy index need not be a copy.',
    OTHER_BYTES,
    {
      cites: [rule('alias-differs')],
      warnings: [rule('missing-producer-member'), rule('alias-sunset')],
    },
  ),
  holdsAt(
    NINETY_DAYS_LATER,
    'copy-ninety-days-behind-the-sunset',
    'A copy of the index stands under the legacy path ninety days behind its sunset.',
    WITH_COPY,
    { cites: [rule('alias-overdue')], warnings: [rule('alias-sunset')] },
  ),
  breaksAt(
    '2026-09-29T00:00:01Z',
    'copy-one-second-more-behind-the-sunset',
    'A copy of the index stands under the legacy path ninety days and a second behind its sunset.',
    'copy-ninety-days-behind-the-sunset',
    'alias-overdue',
    WITH_COPY,
  ),
];

const LEGACY = { [LEGACY_FILE]: draftIndex([ONE]) };
const removed = [
  allows(
    'copy-removed-at-the-sunset',
    'The legacy index is gone at its sunset, and its row stands in the canonical one.',
    { before: LEGACY, after: {}, now: SUNSET },
    { cites: ['alias-removed-early'] },
  ),
  allows(
    'copy-removed-at-no-moment',
    'The legacy index is gone, and no moment is given.',
    { before: LEGACY, after: {}, now: undefined },
    { cites: ['alias-removed-early'] },
  ),
  forbids(
    'copy-removed-one-second-early',
    'The legacy index is gone one second ahead of its sunset.',
    'copy-removed-at-the-sunset',
    'alias-removed-early',
    { before: LEGACY, after: {}, now: BEFORE_SUNSET },
    AT_ALIAS,
  ),
  forbids(
    'legacy-index-removed-with-its-row',
    'The legacy index is gone, and it had a row that the canonical one does not hold.',
    'copy-removed-at-the-sunset',
    'alias-removed-early',
    { before: { [LEGACY_FILE]: draftIndex([ONE, another({ dist_revision: 'r2' })]) }, after: {}, now: SUNSET },
    AT_ALIAS,
  ),
  forbids(
    'legacy-index-removed-with-a-generation',
    'The legacy index is gone, and one of two generations with it.',
    'copy-removed-at-the-sunset',
    'alias-removed-early',
    { before: { ...LEGACY, ...indexOf(another({ version: '0.0.9' }), ONE) }, after: {}, now: SUNSET },
    AT_ALIAS,
  ),
];

const SIGNATURE = LEGACY_FILE.replace('.json', '.signature.json');
const signed = rejects(
  'signature-under-a-legacy-path',
  'A file stands beside the legacy path as the signature of its index would; there is one signature, and not there.',
  'documents-agree',
  rule('unreferenced-file'),
  { ...WHOLE, [SIGNATURE]: new TextEncoder().encode('{}') },
  { member: SIGNATURE },
);

export const legacyPathRecipes: readonly Recipe[] = [...present, ...removed, signed];
