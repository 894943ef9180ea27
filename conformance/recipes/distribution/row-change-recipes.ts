import type { Recipe, RecipeFolder } from '../recipe.ts';
import { type ArtifactDraft, draftArtifact, FIRST, type Members, sha256 } from './artifact-draft.ts';
import { allows, contractOf, forbids, indexOf, MIGRATED, MORE_TEXT } from './change-draft.ts';
import { draftIndex, INDEX_FILE, LEGACY_FILE } from './repository-draft.ts';
import { another, ONE } from './resolve-recipe.ts';

/** G9, C-RETAIN and C-REV: what was published stays. */
const AT_INDEX = { member: INDEX_FILE };
const row = (place: number, member = ''): { readonly member: string; readonly pointer: string } => ({
  member: INDEX_FILE,
  pointer: `/releases/0/targets/0/profiles/0/artifacts/${place}${member}`,
});
const withRow = (members: Members): RecipeFolder => indexOf(draftArtifact(FIRST, { row: members }));
const YANK = { reason: 'Crashes at the start.', since: '2026-11-20' };
const DIGEST = { checksums_sha256: sha256('checksums') };

const rows = [
  allows('row-yanked', 'The row has been yanked.', { after: withRow({ yanked: YANK }) }, { cites: ['row-changed'] }),
  allows(
    'row-with-a-digest-more',
    'The row states the digest of its checksums, which it did not.',
    { after: withRow(DIGEST) },
    { cites: ['row-changed'] },
  ),
  allows(
    'row-as-it-was',
    'The row is yanked in both states.',
    {
      before: withRow({ ...DIGEST, yanked: YANK }),
      after: withRow({ ...DIGEST, yanked: YANK }),
    },
    { cites: ['row-changed'] },
  ),
  forbids(
    'yank-taken-back',
    'The row is not yanked any more.',
    'row-as-it-was',
    'row-changed',
    { before: withRow({ ...DIGEST, yanked: YANK }), after: withRow(DIGEST) },
    row(0),
  ),
  forbids(
    'yank-for-another-reason',
    'The row is yanked for another reason.',
    'row-as-it-was',
    'row-changed',
    {
      before: withRow({ ...DIGEST, yanked: YANK }),
      after: withRow({ ...DIGEST, yanked: { ...YANK, reason: 'Crashes at the end.' } }),
    },
    row(0),
  ),
  forbids(
    'row-with-another-digest-of-checksums',
    'The row states another digest of its checksums.',
    'row-as-it-was',
    'row-changed',
    {
      before: withRow({ ...DIGEST, yanked: YANK }),
      after: withRow({ checksums_sha256: sha256('other checksums'), yanked: YANK }),
    },
    row(0),
  ),
  forbids(
    'row-with-another-epoch',
    'The row states another moment of the build.',
    'row-yanked',
    'row-changed',
    { after: withRow({ source_date_epoch: 1, yanked: YANK }) },
    row(0),
  ),
  forbids(
    'row-with-another-size',
    'The row states the size of its artifact, which it did not.',
    'row-with-a-digest-more',
    'row-changed',
    { after: withRow({ artifact_size: 3095 }) },
    row(0),
  ),
];

const FILE = `${ONE.folder}/package/provenance.json`;
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const SIGNATURE = 'dist/index.signature.json';
const files = [
  allows(
    'index-and-signature-changed',
    'A row is added; the index, its copy and its signature have other bytes, and the published file has not.',
    {
      before: { [FILE]: bytes('{}'), [LEGACY_FILE]: draftIndex([ONE]), [SIGNATURE]: bytes('1') },
      after: {
        [FILE]: bytes('{}'),
        ...indexOf(ONE, another({ dist_revision: 'r2' })),
        [LEGACY_FILE]: draftIndex([ONE, another({ dist_revision: 'r2' })]),
        [SIGNATURE]: bytes('2'),
      },
    },
    { cites: ['artifact-changed', 'revision-not-rising'] },
  ),
  forbids(
    'published-file-of-the-same-size',
    'A published file has other bytes, as many as before.',
    'index-and-signature-changed',
    'artifact-changed',
    {
      before: { [FILE]: bytes('{}'), [LEGACY_FILE]: draftIndex([ONE]), [SIGNATURE]: bytes('1') },
      after: {
        [FILE]: bytes('[]'),
        ...indexOf(ONE, another({ dist_revision: 'r2' })),
        [LEGACY_FILE]: draftIndex([ONE, another({ dist_revision: 'r2' })]),
        [SIGNATURE]: bytes('2'),
      },
    },
    { member: FILE },
  ),
];

const versions = (...names: readonly string[]): RecipeFolder =>
  indexOf(...names.map((version) => another({ version })));
const SEVEN = ['0.4.0', '0.5.0', '0.6.0', '0.7.0', '0.8.0', '0.9.0', '0.10.0'];
const twice = (version: string): readonly ArtifactDraft[] => [
  another({ version }),
  another({ version, dist_revision: 'r2' }),
];
const of = (version: string): ArtifactDraft => another({ version });
const keeping = (generations: number): RecipeFolder => contractOf({ retention: { minimum_generations: generations } });
const removals = [
  allows(
    'lowest-generation-removed',
    'Of seven generations the lowest is gone: 0.10.0 is the highest.',
    { before: versions(...SEVEN), after: versions(...SEVEN.slice(1)) },
    { cites: ['row-removed', 'too-few-generations'] },
  ),
  forbids(
    'highest-generation-removed',
    'Of seven generations the highest is gone, which as a text is the lowest.',
    'lowest-generation-removed',
    'row-removed',
    { before: versions(...SEVEN), after: versions(...SEVEN.slice(0, 6)) },
    AT_INDEX,
  ),
  forbids(
    'two-generations-removed',
    'Of seven generations two are gone.',
    'lowest-generation-removed',
    'too-few-generations',
    { before: versions(...SEVEN), after: versions(...SEVEN.slice(2)) },
    AT_INDEX,
  ),
  allows(
    'generation-with-two-rows-removed',
    'Of seven generations the lowest is gone, with both of its rows.',
    {
      before: indexOf(...twice('0.4.0'), ...SEVEN.slice(1).map(of)),
      after: versions(...SEVEN.slice(1)),
    },
    { cites: ['row-removed'] },
  ),
  forbids(
    'one-row-of-two-removed',
    'Of the two rows of a generation one is gone.',
    'generation-with-two-rows-removed',
    'row-removed',
    {
      before: indexOf(...twice('0.4.0'), ...SEVEN.slice(1).map(of)),
      after: indexOf(another({ version: '0.4.0', dist_revision: 'r2' }), ...SEVEN.slice(1).map(of)),
    },
    AT_INDEX,
  ),
  forbids(
    'file-of-a-removed-row-left',
    'The row is gone, and its manifest is there.',
    'lowest-generation-removed',
    'row-removed',
    {
      before: versions(...SEVEN),
      after: { ...versions(...SEVEN.slice(1)), [`${of('0.4.0').folder}/package/manifest.json`]: bytes('{}') },
    },
    { member: `${of('0.4.0').folder}/package/manifest.json` },
  ),
  allows(
    'seven-of-eight-kept',
    'The contract keeps seven generations, and so many are left of eight.',
    { before: { ...keeping(7), ...versions('0.3.0', ...SEVEN) }, after: { ...keeping(7), ...versions(...SEVEN) } },
    { cites: ['too-few-generations'] },
  ),
  forbids(
    'six-of-seven-kept',
    'The contract keeps seven generations, and six are left.',
    'seven-of-eight-kept',
    'too-few-generations',
    { before: { ...keeping(7), ...versions(...SEVEN) }, after: { ...keeping(7), ...versions(...SEVEN.slice(1)) } },
    AT_INDEX,
  ),
  forbids(
    'keeping-is-asked-of-the-later-contract',
    'The later contract keeps seven generations, and six are left.',
    'lowest-generation-removed',
    'too-few-generations',
    {
      before: { ...keeping(6), ...versions(...SEVEN) },
      after: { ...keeping(7), ...MORE_TEXT, ...MIGRATED, ...versions(...SEVEN.slice(1)) },
    },
    AT_INDEX,
  ),
  forbids(
    'one-generation-of-two-removed',
    'One of two generations is gone: all that were ever published have to stay where they are fewer than six.',
    'nothing-changed',
    'too-few-generations',
    { before: versions('0.0.9', '0.1.0'), after: {} },
    AT_INDEX,
  ),
];

const revisions = [
  allows(
    'revision-ten-behind-two',
    'The tenth revision comes behind the second.',
    {
      before: indexOf(another({ dist_revision: 'r2' })),
      after: indexOf(another({ dist_revision: 'r2' }), another({ dist_revision: 'r10' })),
    },
    { cites: ['revision-not-rising', 'row-changed'] },
  ),
  forbids(
    'revision-below-the-highest',
    'The first revision comes behind the second.',
    'revision-ten-behind-two',
    'revision-not-rising',
    {
      before: indexOf(another({ dist_revision: 'r2' })),
      after: indexOf(another({ dist_revision: 'r1' }), another({ dist_revision: 'r2' })),
    },
    row(0, '/dist_revision'),
  ),
  forbids(
    'revision-two-behind-ten',
    'The second revision comes behind the tenth.',
    'revision-ten-behind-two',
    'revision-not-rising',
    {
      before: indexOf(another({ dist_revision: 'r10' })),
      after: indexOf(another({ dist_revision: 'r2' }), another({ dist_revision: 'r10' })),
    },
    row(0, '/dist_revision'),
  ),
  allows(
    'first-revision-of-other-sources',
    'The first revision of another toolchain comes behind the second of this one.',
    {
      before: indexOf(another({ dist_revision: 'r2' })),
      after: indexOf(another({ dist_revision: 'r2' }), another({ toolchain: '1.85.0' })),
    },
    { cites: ['revision-not-rising'] },
  ),
];

/** The rows and the files of two states. */
export const rowChangeRecipes: readonly Recipe[] = [...rows, ...files, ...removals, ...revisions];
