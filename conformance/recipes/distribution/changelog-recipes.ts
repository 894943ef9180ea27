import type { Recipe } from '../recipe.ts';
import { toDocument } from './artifact-draft.ts';
import { CONTRACT_FILE, toContract } from './repository-draft.ts';
import { accepts, rule } from './repository-recipe.ts';
import { changelog, wholeAndBroken } from './whole-breaches.ts';
import { CHANGELOG, CHANGELOG_FILE, MATRIX, WHOLE } from './whole-repository.ts';

const AT_CHANGELOG = { member: CHANGELOG_FILE };
const changelogs = wholeAndBroken('changelog', 'The changelog has two entries, the newer one first.', WHOLE, [
  [
    'entry-without-date',
    'The first bullet of an entry is no date.',
    'changelog-date-missing',
    changelog(CHANGELOG.replace('- 2026-05-02\n', '')),
    AT_CHANGELOG,
  ],
  [
    'entry-with-date-in-words',
    'The date has a word ahead of it.',
    'changelog-date-missing',
    changelog(CHANGELOG.replace('- 2026-05-02', '- on 2026-05-02')),
    AT_CHANGELOG,
  ],
  [
    'entry-on-a-day-that-is-none',
    'The date is a day that there is not.',
    'changelog-date-missing',
    changelog(CHANGELOG.replace('2026-05-02', '2026-02-30')),
    AT_CHANGELOG,
  ],
  [
    'entry-that-says-nothing',
    'The entry has a date alone.',
    'changelog-empty-entry',
    changelog(CHANGELOG.replace('- The text says which platforms there are.\n', '')),
    AT_CHANGELOG,
  ],
  [
    'entry-of-the-same-version',
    'Two entries have the same version.',
    'changelog-version-order',
    changelog(CHANGELOG.replace('## 1.0.1', '## 1.0.0')),
    AT_CHANGELOG,
  ],
  [
    'older-entry-first',
    'The older entry stands first, and both are of one day.',
    'changelog-version-order',
    changelog(swapped()),
    AT_CHANGELOG,
  ],
  [
    'later-date-behind',
    'The older entry has the later date.',
    'changelog-date-order',
    changelog(CHANGELOG.replace('2026-05-02', '2026-04-03')),
    AT_CHANGELOG,
  ],
  [
    'revision-of-another-minor',
    'The newest entry is of another minor version than the contract.',
    'changelog-revision-mismatch',
    changelog(CHANGELOG.replace('## 1.0.1', '## 1.1.0')),
    AT_CHANGELOG,
  ],
]);

function swapped(): string {
  const [title = '', newer = '', older = ''] = CHANGELOG.replace('2026-05-02', '2026-04-04').split(/^(?=## )/mu);
  return `${title}${older.trimEnd()}\n\n${newer.trimEnd()}\n`;
}

// Without a legacy path nothing has to be announced.
const plain = {
  ...WHOLE,
  [CONTRACT_FILE]: toDocument(
    toContract(
      { distribution_index: { canonical: 'dist/index.json', legacy: [], resolution_precedence: ['dist/index.json'] } },
      { compatibility_matrix: MATRIX },
    ),
  ),
};
const entries = wholeAndBroken(
  'repository-without-legacy-path',
  'The contract has no legacy path, and nothing is announced.',
  plain,
  [
    [
      'changelog-without-entries',
      'The changelog has a title alone.',
      'changelog-no-entry',
      changelog('# Changelog\n'),
      AT_CHANGELOG,
    ],
    [
      'changelog-with-names-for-versions',
      'The headings have more than a version.',
      'changelog-no-entry',
      changelog(CHANGELOG.replaceAll(/^## (.*)$/gmu, '## Version $1')),
      AT_CHANGELOG,
    ],
  ],
);

const headings = [
  accepts(
    'changelog-with-headings-of-three-levels',
    'The headings are of three levels, and one has a v; the bullets are stars.',
    {
      ...WHOLE,
      ...changelog(
        CHANGELOG.replace('## 1.0.1', '### v1.0.1').replace('## 1.0.0', '# 1.0.0').replaceAll(/^- /gmu, '* '),
      ),
    },
    { cites: [rule('changelog-no-entry'), rule('changelog-date-missing'), rule('docs-section-number')] },
  ),
];

const continued = accepts(
  'sunset-named-in-a-second-line',
  'The entry names the day of the sunset in a line below the one that its bullet begins in.',
  { ...WHOLE, ...changelog(CHANGELOG.replace(' ends on', '\n  ends on')) },
  { cites: [rule('notice-too-short')] },
);

/** The changelog: its entries, their dates, versions and order. */
export const changelogRecipes: readonly Recipe[] = [...changelogs, ...entries, ...headings, continued];
