import type { Recipe, RecipeFolder } from '../recipe.ts';
import { draftArtifact, FIRST, type Members } from './artifact-draft.ts';
import { allows, changelogOf, contractOf, forbids, indexOf, MIGRATED, MORE_TEXT } from './change-draft.ts';
import { CONTRACT_FILE } from './repository-draft.ts';
import { another, ONE } from './resolve-recipe.ts';
import { CHANGELOG, MATRIX } from './whole-repository.ts';

/** V5 and V6: what was promised to people. */
const governed = (governance: Members): RecipeFolder => contractOf({ governance });
const BOTH = { steward: 'ada', stewards: ['ada', 'ben'] };
const AT_STEWARD = { member: CONTRACT_FILE, pointer: '/governance/steward' };
const RELEASED = indexOf(ONE, another({ version: '0.2.0' }));
const HANDED = { ...governed({ ...BOTH, steward: 'ben' }), ...MORE_TEXT, ...MIGRATED };

const stewards = [
  allows(
    'steward-handed-over',
    'Both stewards were listed, and a version was published since.',
    { before: governed(BOTH), after: { ...HANDED, ...RELEASED } },
    { cites: ['steward-handoff'] },
  ),
  forbids(
    'steward-handed-over-without-release',
    'Both stewards were listed, and nothing was published since.',
    'steward-handed-over',
    'steward-handoff',
    { before: governed(BOTH), after: HANDED },
    AT_STEWARD,
  ),
  forbids(
    'steward-not-listed-before',
    'The next steward was not listed before.',
    'steward-handed-over',
    'steward-handoff',
    { before: governed({ ...BOTH, stewards: ['ada', 'bob'] }), after: { ...HANDED, ...RELEASED } },
    AT_STEWARD,
  ),
  forbids(
    'steward-handed-over-after-one-cycle-of-two',
    'The contract asks for two release cycles, and one version was published.',
    'steward-handed-over',
    'steward-handoff',
    {
      before: governed({ ...BOTH, handoff_overlap_release_cycles: 2 }),
      after: {
        ...governed({ ...BOTH, steward: 'ben', handoff_overlap_release_cycles: 2 }),
        ...MORE_TEXT,
        ...MIGRATED,
        ...RELEASED,
      },
    },
    AT_STEWARD,
  ),
  forbids(
    'steward-taken-away',
    'The contract names no steward any more.',
    'steward-handed-over',
    'steward-handoff',
    {
      before: governed(BOTH),
      after: { ...governed({ stewards: BOTH.stewards }), ...MORE_TEXT, ...MIGRATED, ...RELEASED },
    },
    { member: CONTRACT_FILE, pointer: '' },
  ),
];

const MATRIX_AT = (place: number): Members => MATRIX[place] ?? {};
const withDarwin = (compatibility: string): RecipeFolder =>
  contractOf({ compatibility_matrix: [MATRIX_AT(0), { ...MATRIX_AT(1), compatibility }] });
// Sixty days ahead of the usual moment.
const announced = (bullet: string): string =>
  CHANGELOG.replace('2026-05-02', '2026-09-22').replace('The text says', bullet);
const ENTRY = '## 1.0.1\n';
const gone = (changelog: string): RecipeFolder => ({
  ...contractOf({ compatibility_matrix: [MATRIX_AT(0)] }),
  ...MORE_TEXT,
  ...changelogOf(
    changelog.replace(ENTRY, `## 1.0.2\n- 2026-11-20\n- Darwin is removed.\n- Migration: use Linux.\n\n${ENTRY}`),
  ),
});
/** A version whose build is so many seconds behind the beginning of 22 September 2026. */
const built = (seconds: number): RecipeFolder =>
  indexOf(ONE, draftArtifact({ ...FIRST, version: '0.2.0' }, { row: { source_date_epoch: 1_790_035_200 + seconds } }));
const SAID = announced('Darwin is deprecated, and the text says');
const UNSAID = announced('Windows is deprecated, and the text says');
const LONGER = announced('Darwinian things are deprecated, and the text says');
const AT_MATRIX = { member: CONTRACT_FILE, pointer: '/compatibility_matrix' };
const EARLIER = { ...withDarwin('deprecated'), ...changelogOf(SAID) };

const platforms = [
  allows(
    'platform-removed-after-sixty-days',
    'The removal of the platform was announced sixty days before, and there was a release since.',
    { before: EARLIER, after: { ...gone(SAID), ...built(1) } },
    { cites: ['platform-removed-early', 'change-without-migration'] },
  ),
  forbids(
    'platform-removed-after-fifty-nine-days',
    'The removal of the platform was announced fifty-nine days before.',
    'platform-removed-after-sixty-days',
    'platform-removed-early',
    { before: EARLIER, after: { ...gone(SAID), ...built(1) }, now: '2026-11-20T23:59:59Z' },
    AT_MATRIX,
  ),
  forbids(
    'platform-removed-without-release',
    'Since the announcement there was no release: that of its day began with it.',
    'platform-removed-after-sixty-days',
    'platform-removed-early',
    { before: EARLIER, after: { ...gone(SAID), ...built(0) } },
    AT_MATRIX,
  ),
  forbids(
    'platform-removed-unannounced',
    'Another platform was announced, and the entry that comes with the removal counts for nothing.',
    'platform-removed-after-sixty-days',
    'platform-removed-early',
    {
      before: { ...EARLIER, ...changelogOf(UNSAID) },
      after: { ...gone(UNSAID), ...built(1) },
    },
    AT_MATRIX,
  ),
  forbids(
    'two-platforms-removed-and-one-announced',
    'Two platforms are gone, and only the last one was announced.',
    'platform-removed-after-sixty-days',
    'platform-removed-early',
    {
      before: {
        ...contractOf({
          compatibility_matrix: [
            ...MATRIX,
            { ...MATRIX_AT(0), platform_family: 'windows', os: 'Windows', compatibility: 'planned' },
          ],
        }),
        ...changelogOf(UNSAID),
      },
      after: { ...gone(UNSAID), ...built(1) },
    },
    AT_MATRIX,
  ),
  forbids(
    'platform-removed-announced-in-another-word',
    'What was announced has the name of the platform within another word.',
    'platform-removed-after-sixty-days',
    'platform-removed-early',
    {
      before: { ...EARLIER, ...changelogOf(LONGER) },
      after: { ...gone(LONGER), ...built(1) },
    },
    AT_MATRIX,
  ),
  allows(
    'platform-removed-at-no-moment',
    'The removal was announced; without a moment nothing further is asked for.',
    { before: EARLIER, after: { ...gone(SAID), ...built(0) }, now: undefined },
    { cites: ['platform-removed-early'] },
  ),
  allows(
    'platform-raised',
    'A platform that was planned is recommended.',
    { after: { ...withDarwin('recommended'), ...MORE_TEXT, ...MIGRATED } },
    { cites: ['platform-removed-early'] },
  ),
  forbids(
    'platform-lowered-unannounced',
    'A platform that was planned is deprecated.',
    'platform-raised',
    'platform-removed-early',
    { after: { ...withDarwin('deprecated'), ...MORE_TEXT, ...MIGRATED } },
    { member: CONTRACT_FILE, pointer: '/compatibility_matrix/1' },
  ),
  forbids(
    'architecture-removed-unannounced',
    'One of the two architectures of a platform is gone.',
    'platform-raised',
    'platform-removed-early',
    {
      after: {
        ...contractOf({ compatibility_matrix: [MATRIX_AT(0), { ...MATRIX_AT(1), arch: ['aarch64'] }] }),
        ...MORE_TEXT,
        ...MIGRATED,
      },
    },
    AT_MATRIX,
  ),
];

/** The stewards and the platforms of two states. */
export const promiseChangeRecipes: readonly Recipe[] = [...stewards, ...platforms];
