import type { Recipe, RecipeFolder } from '../recipe.ts';
import { draftArtifact, FIRST, type Members, toDocument } from './artifact-draft.ts';
import { CONFIGURATION, CONTRACT_FILE, draftIndex, INDEX_FILE, LEGACY_FILE, toContract } from './repository-draft.ts';
import { accepts, rejects } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import {
  CHANGELOG,
  CHANGELOG_FILE,
  CONFIGURATION_FILE,
  MATRIX,
  TEXT,
  TEXT_FILE,
  WHOLE,
  WHOLE_CONTRACT,
  wholeWith,
} from './whole-repository.ts';

/** Sections 3.4 to 3.7, 9.1 and 9.3: what the documents of a repository say of each other. */
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const rule = (name: string): string => `distribution/${name}`;

/** Ways to break a repository that is else whole: name, why, rule, changed entries, place. */
type Breach = readonly [string, string, string, RecipeFolder, Parameters<typeof rejects>[5]];

function family(twin: string, why: string, input: RecipeFolder, breaches: readonly Breach[]): readonly Recipe[] {
  const cites = [...new Set(breaches.map(([, , broken]) => rule(broken)))];
  return [
    accepts(twin, why, input, { cites }),
    ...breaches.map(([name, what, broken, change, at]) =>
      rejects(name, what, twin, rule(broken), { ...input, ...change }, at),
    ),
  ];
}

const index = (changes: Members): RecipeFolder => ({ [INDEX_FILE]: draftIndex([ONE], changes) });
const config = (changes: Members): RecipeFolder => ({ [CONFIGURATION_FILE]: toDocument(CONFIGURATION, changes) });
const atConfig = (pointer: string): Parameters<typeof rejects>[5] => ({ member: CONFIGURATION_FILE, pointer });
const agreements = family('documents-agree', 'The index and the configuration say what the contract says.', WHOLE, [
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
]);

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

const changelog = (value: string): RecipeFolder => ({ [CHANGELOG_FILE]: bytes(value) });
const AT_CHANGELOG = { member: CHANGELOG_FILE };
const changelogs = family('changelog', 'The changelog has two entries, the newer one first.', WHOLE, [
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
const entries = family(
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

const docs = (value: string): RecipeFolder => ({ [TEXT_FILE]: bytes(value) });
const tables = [
  accepts(
    'matrix-without-its-outer-lines',
    'The rows of the matrix begin and end without a line, and one of two architectures has a row of its own.',
    {
      ...WHOLE,
      ...docs(
        TEXT.replaceAll(/^\| (Linux|macOS|Platform)(.*) \|$/gmu, '$1$2').replace(
          /^macOS.*$/mu,
          'macOS | Darwin | x86_64 | Planned\nmacOS | Darwin | aarch64 | Planned',
        ),
      ),
    },
    { cites: [rule('docs-matrix')] },
  ),
];
const AT_TEXT = { member: TEXT_FILE };
const texts = family('text', 'The text names what the contract says.', WHOLE, [
  [
    'text-without-id',
    'The text does not name the contract.',
    'docs-contract-id',
    docs(TEXT.replace('`distribution-contract@1.0`', 'the contract')),
    AT_TEXT,
  ],
  [
    'text-of-another-version',
    'The text names another version of the contract.',
    'docs-contract-id',
    docs(TEXT.replace('@1.0`', '@1.1`')),
    AT_TEXT,
  ],
  [
    'text-with-two-versions',
    'The text names another version of the contract as well.',
    'docs-contract-id',
    docs(
      TEXT.replace(
        '`distribution-contract@1.0`',
        '`distribution-contract@1.0`, before that `distribution-contract@0.9`',
      ),
    ),
    AT_TEXT,
  ],
  [
    'text-without-folder',
    'The text does not hold the template of the folder.',
    'docs-template',
    docs(TEXT.replace('{toolchain}/', '')),
    AT_TEXT,
  ],
  [
    'text-without-file-name',
    'The text does not hold the template of the file name.',
    'docs-template',
    docs(TEXT.replace('-{rust}-', '-')),
    AT_TEXT,
  ],
  [
    'text-without-index',
    'The text does not name the canonical path of the index.',
    'docs-index-path',
    docs(TEXT.replace('`dist/index.json`', 'the index')),
    AT_TEXT,
  ],
  [
    'text-without-legacy-index',
    'The text does not name the legacy path of the index.',
    'docs-index-path',
    docs(TEXT.replace('`dist/{distribution_contract_version}/index.json`', 'elsewhere')),
    AT_TEXT,
  ],
  [
    'text-without-sunset',
    'The text does not name the day of the sunset.',
    'docs-sunset',
    docs(TEXT.replace('2026-07-01', 'the summer')),
    AT_TEXT,
  ],
  [
    'text-without-a-platform',
    'The matrix in the text lacks a platform.',
    'docs-matrix',
    docs(TEXT.replace(/^\| macOS .*\n/mu, '')),
    AT_TEXT,
  ],
  [
    'text-with-another-architecture',
    'The matrix in the text has another architecture.',
    'docs-matrix',
    docs(TEXT.replace('x86_64 / aarch64', 'x86_64')),
    AT_TEXT,
  ],
  [
    'text-with-another-compatibility',
    'The matrix in the text says that a platform is recommended, which is planned.',
    'docs-matrix',
    docs(TEXT.replace('Planned, not guaranteed', 'Recommended')),
    AT_TEXT,
  ],
  [
    'text-with-a-system-without-architectures',
    'The matrix in the text has one more system, without an architecture.',
    'docs-matrix',
    docs(TEXT.replace(/^(\| macOS .*\n)/mu, '$1| BSD | BSD | | |\n')),
    AT_TEXT,
  ],
  [
    'text-with-an-empty-row',
    'The matrix in the text ends in a row without cells.',
    'docs-matrix',
    docs(TEXT.replace(/^(\| macOS .*\n)/mu, '$1|\n')),
    AT_TEXT,
  ],
  ['text-without-matrix', 'The text has no matrix.', 'docs-matrix', docs(TEXT.replaceAll(/^\|.*\n/gmu, '')), AT_TEXT],
]);

const MATRIX_AT = (place: number): Members => MATRIX[place] ?? {};
const matrixText = (linux: string): string => TEXT.replace('| Recommended |', `| ${linux} |`);
const withLinux = (compatibility: string, word: string): RecipeFolder => ({
  ...WHOLE,
  [CONTRACT_FILE]: toDocument(WHOLE_CONTRACT, {
    compatibility_matrix: [{ ...MATRIX_AT(0), compatibility }, MATRIX_AT(1)],
  }),
  ...docs(matrixText(word)),
});
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
const notices = [
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

const darwin = another({ target: 'aarch64-apple-darwin' });
const platforms = [
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
  accepts(
    'number-of-a-section-twice',
    'Two sections of the text have the same number.',
    { ...WHOLE, ...docs(TEXT.replace('## 2.', '## 1.')) },
    {
      warnings: [rule('docs-section-number')],
    },
  ),
];

const alias = { ...WHOLE, [LEGACY_FILE]: WHOLE[INDEX_FILE] ?? null };
const aliases = [
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

export const agreementRecipes: readonly Recipe[] = [
  ...agreements,
  ...mapped,
  ...changelogs,
  ...entries,
  ...headings,
  continued,
  ...tables,
  ...texts,
  ...notices,
  ...platforms,
  ...aliases,
];
