import type { AcceptRecipe, Recipe, RecipeFolder } from '../recipe.ts';
import { draftArtifact, FIRST } from './artifact-draft.ts';
import { accepts, rejects } from './repository-recipe.ts';
import { ONE } from './resolve-recipe.ts';
import { WHOLE, wholeWith } from './whole-repository.ts';

/** Path of a sidecar of the one artifact. */
export const file = (name: string): string => `${ONE.folder}/package/${name}.json`;

/** The repository that everything is one edit away from. */
export const base: AcceptRecipe = accepts(
  'repository',
  'Contract, text, changelog, configuration, index and one artifact agree.',
  WHOLE,
  {
    cites: [
      'distribution/special-file',
      'distribution/unsafe-name',
      'distribution/missing-document',
      'distribution/missing-index',
      'distribution/missing-file',
      'distribution/unreferenced-file',
      'distribution/digest-algorithm',
      'distribution/artifact-digest-mismatch',
      'distribution/artifact-size-mismatch',
      'distribution/sidecar-digest-mismatch',
      'distribution/content-digest-mismatch',
      'distribution/path-unsafe',
      'distribution/path-not-rendered',
      'distribution/artifact-file-mismatch',
      'distribution/manifest-mismatch',
      'distribution/provenance-mismatch',
      'distribution/epoch-mismatch',
      'distribution/archive-special-member',
      'distribution/content-mismatch',
      'distribution/entrypoint-missing',
      'distribution/archive-not-canonical',
    ],
  },
);
/** That repository with other entries. */
export const breaks = (
  name: string,
  why: string,
  rule: string,
  input: RecipeFolder,
  at: Parameters<typeof rejects>[5],
): Recipe => rejects(name, why, base.name, `distribution/${rule}`, input, at);

/** That repository with another artifact. */
export const changed = (
  name: string,
  why: string,
  rule: string,
  changes: Parameters<typeof draftArtifact>[1],
  at: Parameters<typeof rejects>[5],
): Recipe => breaks(name, why, rule, wholeWith([draftArtifact(FIRST, changes)]), at);
