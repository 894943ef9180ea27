import type { Recipe } from '../recipe.ts';
import { accepts, rule } from './repository-recipe.ts';
import { docs, wholeAndBroken } from './whole-breaches.ts';
import { TEXT, TEXT_FILE, WHOLE } from './whole-repository.ts';

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
const texts = wholeAndBroken('text', 'The text names what the contract says.', WHOLE, [
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

const twice = accepts(
  'number-of-a-section-twice',
  'Two sections of the text have the same number.',
  { ...WHOLE, ...docs(TEXT.replace('## 2.', '## 1.')) },
  {
    warnings: [rule('docs-section-number')],
  },
);

/** The text: it names what the contract says, and holds its matrix. */
export const textRecipes: readonly Recipe[] = [...tables, ...texts, twice];
