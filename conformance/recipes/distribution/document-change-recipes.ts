import type { Recipe } from '../recipe.ts';
import { type Members, toDocument } from './artifact-draft.ts';
import { allows, changelogOf, contractOf, forbids, MIGRATED, MORE_TEXT, withEntry } from './change-draft.ts';
import { CONTRACT_FILE, INDEX_FILE, toContract } from './repository-draft.ts';
import { CHANGELOG, CHANGELOG_FILE, MATRIX, TEXT_FILE, WHOLE_CONTRACT } from './whole-repository.ts';

/** V1 to V4 and C-FREEZE: what changes together. */
const MATRIX_AT = (place: number): Members => MATRIX[place] ?? {};
const WIDER = contractOf({ compatibility_matrix: [{ ...MATRIX_AT(0), arch: ['x86_64', 'aarch64'] }, MATRIX_AT(1)] });
const AT_CONTRACT = { member: CONTRACT_FILE, pointer: '' };
const AT_VERSION = { member: CONTRACT_FILE, pointer: '/contract_version' };
const SPACED = {
  [CONTRACT_FILE]: new TextEncoder().encode(`${JSON.stringify(WHOLE_CONTRACT, null, 2)}\n\n`),
};
const entry = (version: string, ...bullets: readonly string[]) =>
  changelogOf(withEntry(version, '2026-11-20', ...bullets));

const LEGACY = {
  path: 'dist/{contract_version}/index.json',
  status: 'deprecated',
  deprecation_sunset: '2026-07-01T00:00:00Z',
  migration_deadline: '2026-07-01T00:00:00Z',
  notes: 'Read dist/index.json instead.',
};
const legacyContract = (version: string, ...legacy: readonly Members[]) => ({
  [CONTRACT_FILE]: toDocument(
    toContract(
      {
        distribution_index: {
          canonical: 'dist/index.json',
          legacy,
          resolution_precedence: ['dist/index.json', ...legacy.map(({ path }) => path)],
        },
      },
      { contract_version: version, compatibility_matrix: MATRIX },
    ),
  ),
});
const ONE_PATH = legacyContract('1.0.0', LEGACY);
const TWO_PATHS = legacyContract('1.1.0', LEGACY, { ...LEGACY, path: 'dist/old.json' });
const release = (directory: string): Members => ({
  release_artifacts: {
    formats: ['tar.gz'],
    required_manifests: ['checksums.json', 'manifest.json', 'provenance.json'],
    index_path_template: 'dist/index.json',
    legacy_index_path_template: 'dist/{contract_version}/index.json',
    artifact_directory_template: `dist/{contract_version}/{version}/{target}/{profile}/{toolchain}/${directory}`,
    orchestrator: { name: 'scripts/release-orchestrator.py', config: 'scripts/release-orchestrator.config.json' },
  },
});
const moved = (version: string) => ({
  [CONTRACT_FILE]: toDocument(
    toContract(release('{dist_revision}/{gitsha}'), { contract_version: version, compatibility_matrix: MATRIX }),
  ),
});
const unmoved = {
  [CONTRACT_FILE]: toDocument(toContract(release('{gitsha}/{dist_revision}'), { compatibility_matrix: MATRIX })),
};
const noted = (version: string): ReturnType<typeof contractOf> =>
  contractOf({ contract_version: version, compatibility_matrix: [{ ...MATRIX_AT(0), notes: 'n' }, MATRIX_AT(1)] });

const together = [
  allows(
    'nothing-changed',
    'Both states are the same.',
    { after: {} },
    { cites: ['text-changed-alone', 'row-changed'] },
  ),
  allows(
    'changelog-changed-alone',
    'The changelog alone has changed.',
    { after: entry('1.0.2', 'A word.') },
    { cites: ['text-changed-alone'] },
  ),
  allows(
    'text-changed-alone',
    'The text alone has changed.',
    { after: MORE_TEXT },
    { warnings: ['text-changed-alone'] },
  ),
  allows(
    'contract-spaced-under-a-new-entry',
    'The contract has another line break at its end, and the changelog a new entry.',
    { after: { ...SPACED, ...entry('1.0.2', 'A word.') } },
    { cites: ['contract-not-frozen', 'incomplete-change'] },
  ),
  forbids(
    'contract-spaced-under-the-same-entry',
    'The contract has another line break at its end, and the newest entry is the same.',
    'contract-spaced-under-a-new-entry',
    'contract-not-frozen',
    { after: SPACED },
    AT_CONTRACT,
  ),
];

const widened = [
  allows(
    'matrix-widened',
    'The matrix has an architecture more; text and changelog have changed, with a migration step.',
    { after: { ...WIDER, ...MORE_TEXT, ...MIGRATED } },
    {
      cites: [
        'incomplete-change',
        'change-without-entry',
        'change-without-migration',
        'version-step',
        'contract-not-frozen',
      ],
    },
  ),
  forbids(
    'matrix-widened-without-text',
    'The text has not changed with the contract.',
    'matrix-widened',
    'incomplete-change',
    { after: { ...WIDER, ...MIGRATED } },
    AT_CONTRACT,
  ),
  forbids(
    'matrix-widened-without-migration',
    'The new entry has no migration step.',
    'matrix-widened',
    'change-without-migration',
    { after: { ...WIDER, ...MORE_TEXT, ...entry('1.0.2', 'More.', 'The migration: none.') } },
    { member: CHANGELOG_FILE, line: 3, column: 1 },
  ),
  allows(
    'matrix-in-another-order',
    'Platforms and architectures stand in another order, which is no assumption.',
    {
      after: {
        ...contractOf({
          compatibility_matrix: [{ ...MATRIX_AT(1), arch: ['x86_64', 'aarch64'] }, MATRIX_AT(0)],
        }),
        ...MORE_TEXT,
        ...entry('1.0.2', 'Order.'),
      },
    },
    { cites: ['change-without-migration', 'incomplete-change'] },
  ),
  allows(
    'notes-reworded',
    'The notes of a legacy path have changed, which are for people.',
    {
      before: ONE_PATH,
      after: {
        ...legacyContract('1.0.0', { ...LEGACY, notes: 'Read the other index.' }),
        ...MORE_TEXT,
        ...entry('1.0.2', 'Notes.'),
      },
    },
    { cites: ['change-without-migration'] },
  ),
];

const steps = [
  allows(
    'legacy-path-added',
    'A legacy path is added under a new minor version.',
    { before: ONE_PATH, after: { ...TWO_PATHS, ...MORE_TEXT, ...entry('1.1.0', 'Migration: none.') } },
    { cites: ['version-step', 'change-without-entry', 'change-without-migration'] },
  ),
  forbids(
    'legacy-path-added-without-entry',
    'A legacy path is added, and the newest entry of the changelog is one that was there.',
    'legacy-path-added',
    'change-without-entry',
    {
      before: ONE_PATH,
      after: { ...TWO_PATHS, ...MORE_TEXT, ...changelogOf(CHANGELOG.replace(/## 1\.0\.1[^#]*/u, '')) },
    },
    AT_CONTRACT,
  ),
  forbids(
    'legacy-path-added-under-a-revision',
    'A legacy path is added, and only the newest entry has a higher version.',
    'legacy-path-added',
    'version-step',
    {
      before: ONE_PATH,
      after: {
        ...legacyContract('1.0.0', LEGACY, { ...LEGACY, path: 'dist/old.json' }),
        ...MORE_TEXT,
        ...entry('1.1.0', 'Migration: none.'),
      },
    },
    AT_VERSION,
  ),
  allows(
    'member-added',
    'A platform has a member more, under a new minor version.',
    { after: { ...noted('1.1.0'), ...MORE_TEXT, ...entry('1.1.0', 'Migration: none.') } },
    { cites: ['version-step'] },
  ),
  forbids(
    'member-added-under-a-revision',
    'A platform has a member more, under a new revision alone.',
    'member-added',
    'version-step',
    { after: { ...noted('1.0.0'), ...MORE_TEXT, ...MIGRATED } },
    AT_VERSION,
  ),
  allows(
    'template-changed',
    'The template of the folder has changed, under a new major version.',
    { before: unmoved, after: { ...moved('2.0.0'), ...MORE_TEXT, ...entry('2.0.0', 'Migration: look elsewhere.') } },
    { cites: ['version-step'] },
  ),
  forbids(
    'template-changed-under-a-minor-version',
    'The template of the folder has changed, under a new minor version.',
    'template-changed',
    'version-step',
    { before: unmoved, after: { ...moved('1.1.0'), ...MORE_TEXT, ...entry('1.1.0', 'Migration: look elsewhere.') } },
    AT_VERSION,
  ),
  forbids(
    'contract-changed-under-a-lower-revision',
    'The contract has changed, and the newest entry has a lower version than the one that was the newest.',
    'matrix-widened',
    'version-step',
    { after: { ...WIDER, ...MORE_TEXT, ...entry('1.0.1-rc.1', 'More.', 'Migration: none.') } },
    AT_VERSION,
  ),
];

const unread = [
  allows(
    'later-state-without-text',
    'The later state has no text, which is judged without the earlier one.',
    { after: { ...WIDER, ...MIGRATED }, absent: [TEXT_FILE] },
    { cites: ['incomplete-change', 'missing-document'] },
  ),
  forbids(
    'later-state-without-contract',
    'The later state has no contract.',
    'nothing-changed',
    'missing-document',
    { after: {}, absent: [CONTRACT_FILE] },
    { member: CONTRACT_FILE },
  ),
  forbids(
    'later-state-without-index',
    'The later state has no canonical index.',
    'nothing-changed',
    'missing-index',
    { after: {}, absent: [INDEX_FILE] },
    { member: INDEX_FILE },
  ),
];

/** The three documents of two states. */
export const documentChangeRecipes: readonly Recipe[] = [...together, ...widened, ...steps, ...unread];
