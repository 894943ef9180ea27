import type { Recipe } from '../recipe.ts';
import { draftArtifact, FIRST, sha256, toDocument } from './artifact-draft.ts';
import { LIKE_COMMIT } from './commits.ts';
import { contractRecipes } from './contract-recipes.ts';
import { family } from './document-family.ts';
import { draftIndex } from './repository-draft.ts';
import { accepts, rule } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { sidecarDocumentRecipes } from './sidecar-document-recipes.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const other = sha256('other');
const second = another({ dist_revision: 'r2' });
const apart = (level: 'releases' | 'targets' | 'profiles'): Uint8Array => draftIndex([ONE, second], {}, level);
const ROWS = '/releases/0/targets/0/profiles/0/artifacts';
const longer = draftArtifact(second.identity, { gitshaLength: 12 });
const indexes = family(
  { name: 'index-alone', why: 'An index of two revisions, by itself.', input: draftIndex([ONE, second]) },
  [
    [
      'two-releases-of-a-version',
      'Two releases have the same version.',
      'duplicate-release',
      apart('releases'),
      '/releases/1/version',
    ],
    [
      'two-targets-of-a-release',
      'Two targets of a release are the same.',
      'duplicate-target',
      apart('targets'),
      '/releases/0/targets/1/target',
    ],
    [
      'two-profiles-of-a-target',
      'Two profiles of a target are the same.',
      'duplicate-profile',
      apart('profiles'),
      '/releases/0/targets/0/profiles/1/profile',
    ],
    ['two-rows-of-a-key', 'Two rows have the same key.', 'duplicate-row', draftIndex([ONE, ONE]), `${ROWS}/1`],
    [
      'short-form-of-another-commit',
      'The short form in the second row is not the beginning of its commit.',
      'gitsha-mismatch',
      draftIndex([ONE, draftArtifact(second.identity, { row: { gitsha: 'ab12cd35' } })]),
      `${ROWS}/1/gitsha`,
    ],
    [
      'short-forms-of-two-lengths',
      'The short form in the second row is longer than that in the first.',
      'gitsha-length',
      draftIndex([ONE, longer]),
      `${ROWS}/1/gitsha`,
    ],
    [
      'short-form-of-two-commits',
      'Two commits have the same short form.',
      'gitsha-collision',
      draftIndex([ONE, another({ git_rev: LIKE_COMMIT, dist_revision: 'r2' })]),
      `${ROWS}/1/gitsha`,
    ],
    [
      'release-with-leading-zero',
      'The version of a release has a leading zero.',
      'invalid-version',
      draftIndex([ONE, another({ version: '0.02.0' })]),
      '/releases/1/version',
    ],
    [
      'prerelease-with-leading-zero',
      'A number of the prerelease has a leading zero.',
      'invalid-version',
      draftIndex([ONE, another({ version: '0.2.0-01' })]),
      '/releases/1/version',
    ],
    [
      'target-with-empty-part',
      'A part of a target is empty.',
      'invalid-target',
      draftIndex([ONE, another({ target: 'x86_64-unknown-linux-' })]),
      '/releases/0/targets/1/target',
    ],
    [
      'target-of-five-parts',
      'A target has five parts.',
      'invalid-target',
      draftIndex([ONE, another({ target: 'x86_64-unknown-linux-gnu-x' })]),
      '/releases/0/targets/1/target',
    ],
    [
      'toolchain-of-a-channel',
      'A toolchain has the name of a channel behind its numbers.',
      'invalid-toolchain',
      draftIndex([ONE, another({ toolchain: '1.84.0-stable' })]),
      `${ROWS}/1/toolchain`,
    ],
    [
      'toolchain-of-four-numbers',
      'A toolchain has four numbers.',
      'invalid-toolchain',
      draftIndex([ONE, another({ toolchain: '1.84.0.1' })]),
      `${ROWS}/1/toolchain`,
    ],
    [
      'yanked-on-30-february',
      'The artifact was yanked on a day that there is not.',
      'invalid-instant',
      draftIndex([ONE, draftArtifact(second.identity, { row: { yanked: { reason: 'x', since: '2026-02-30' } } })]),
      `${ROWS}/1/yanked/since`,
    ],
    [
      'commit-of-forty-one-digits',
      'A commit has one digit more than forty.',
      'invalid-commit',
      draftIndex([ONE, another({ git_rev: `${FIRST.git_rev}0`, dist_revision: 'r2' })]),
      `${ROWS}/1/git_rev`,
    ],
    [
      'index-path-that-escapes',
      'The path of an artifact leads out of the root.',
      'path-unsafe',
      draftIndex([ONE, draftArtifact(second.identity, { row: { artifact_file: '../a' } })]),
      `${ROWS}/1/artifact_file`,
    ],
    [
      'index-of-another-version',
      'The document is of a version that is not known.',
      'unknown-schema-version',
      draftIndex([ONE, second], { schema_version: 'distribution-index-v2' }),
    ],
    [
      'nothing-that-is-known',
      'The object has no member by which a document would be known.',
      'unknown-schema-version',
      text('{}\n'),
    ],
  ],
);

const warned = (name: string, why: string, input: Uint8Array, ...warnings: readonly string[]): Recipe =>
  accepts(name, why, input, { warnings: warnings.map(rule) });
const warnings = [
  warned(
    'releases-not-sorted',
    'The releases are not sorted by their version.',
    draftIndex([another({ version: '0.10.0' }), another({ version: '0.9.0' })]),
    'index-order',
  ),
  warned(
    'rows-sorted-as-text',
    'Revision r10 stands ahead of r2, as texts would be sorted.',
    draftIndex([ONE, another({ dist_revision: 'r10' }), second]),
    'index-order',
  ),
  accepts(
    'releases-sorted-by-number',
    'Version 0.10.0 stands behind 0.9.0.',
    draftIndex([another({ version: '0.9.0' }), another({ version: '0.10.0' })]),
    { cites: [rule('index-order'), rule('document-not-canonical'), rule('unknown-member')] },
  ),
  warned(
    'index-of-the-seed',
    'The index has no more than what readers need.',
    draftIndex([draftArtifact(FIRST, { row: { gitsha: undefined, provenance_file: undefined } })], {
      schema_version: undefined,
      contract_version: undefined,
      name: undefined,
    }),
    'missing-producer-member',
  ),
  warned(
    'checksums-of-the-seed',
    'The checksums hold the digest of the artifact and nothing else.',
    toDocument({ artifact_sha256: other }),
    'missing-producer-member',
  ),
  warned(
    'index-with-another-member',
    'The index has a member that its schema does not have.',
    draftIndex([ONE], { generator: 'x' }),
    'unknown-member',
  ),
  warned(
    'index-on-one-line',
    'The index is written on one line.',
    text(`${JSON.stringify(JSON.parse(new TextDecoder().decode(draftIndex([ONE]))))}\n`),
    'document-not-canonical',
  ),
  warned(
    'index-without-line-feed',
    'No line feed ends the index.',
    draftIndex([ONE]).subarray(0, -1),
    'document-not-canonical',
  ),
];

/** Sections 3.2 to 3.6: what a document alone has to keep. */
export const documentRecipes: readonly Recipe[] = [
  ...contractRecipes,
  ...indexes,
  ...sidecarDocumentRecipes,
  ...warnings,
];
