import canonicalize from 'canonicalize';
import type { ResolveRecipe } from '../case-recipe.ts';
import type { Recipe, RecipeFolder } from '../recipe.ts';
import { type Members, sha256 } from './artifact-draft.ts';
import { LOCK_FILE, lockedExample } from './lock-recipes.ts';
import { type PlacedBreach, placedBreaches } from './placed-documents.ts';
import { CONTRACT_FILE, INDEX_FILE } from './repository-draft.ts';
import { rejects } from './repository-recipe.ts';
import { ONE, refuses } from './resolve-recipe.ts';
import { draftEnvelope, draftSigner, SIGNATURE_FILE, TRUST_FILE } from './signed-index-draft.ts';
import { signedExample } from './trust-recipes.ts';
import { CONFIGURATION_FILE, WHOLE } from './whole-repository.ts';

// Alone, a document is told apart by its members. In its place it is not, and its schema is all that can refuse it.

const sidecarFile = (name: string): string => `${ONE.folder}/package/${name}.json`;

/** Where documents of a repository stand, by their schema. */
const PLACES: Readonly<Record<string, string>> = {
  contract: CONTRACT_FILE,
  'orchestrator-config': CONFIGURATION_FILE,
  index: INDEX_FILE,
  manifest: sidecarFile('manifest'),
  checksums: sidecarFile('checksums'),
  provenance: sidecarFile('provenance'),
};

function textIn(folder: RecipeFolder, path: string): string {
  const entry = folder[path];
  if (!(entry instanceof Uint8Array)) throw new Error(`there is no file ${path}`);
  return new TextDecoder().decode(entry);
}

function toBytes(instance: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(instance, null, 2)}\n`);
}

/** The repository with other bytes at a path; where its checksums state the digest of the file, they follow. */
function withFile(path: string, bytes: Uint8Array): RecipeFolder {
  const checksums = sidecarFile('checksums');
  const followed = textIn(WHOLE, checksums).replace(sha256(textIn(WHOLE, path)), sha256(bytes));
  return { ...WHOLE, [checksums]: new TextEncoder().encode(followed), [path]: bytes };
}

/** Documents of a repository that are not of their schema, each in its place. */
export const placedRecipes: readonly Recipe[] = Object.entries(PLACES).flatMap(([schema, path]) => {
  const value: Members = JSON.parse(textIn(WHOLE, path));
  return placedBreaches(schema, value).map(({ name, why, instance, breach: { pointer, ...details } }) => {
    const rule = `distribution/${schema}-schema`;
    const input = withFile(path, toBytes(instance));
    return rejects(
      `placed-${schema}-${name}`,
      why,
      'documents-agree',
      rule,
      input,
      { member: path, pointer },
      { details },
    );
  });
});

type Placing = (instance: unknown) => RecipeFolder;

function refusedFor(schema: string, twin: ResolveRecipe, value: Members, place: Placing): readonly ResolveRecipe[] {
  return placedBreaches(schema, value).map(({ name, why, instance }: PlacedBreach) =>
    refuses(`placed-${schema}-${name}`, why, twin, `distribution/${schema}-schema`, {
      input: { ...twin.input, ...place(instance) },
    }),
  );
}

const envelope: { readonly payload: string } = JSON.parse(textIn(signedExample.input, SIGNATURE_FILE));

/** The same of what a consumer gives a resolver, and of what was signed. */
export const placedResolutions: readonly ResolveRecipe[] = [
  ...refusedFor('lock', lockedExample, JSON.parse(textIn(lockedExample.input, LOCK_FILE)), (instance) => ({
    [LOCK_FILE]: toBytes(instance),
  })),
  ...refusedFor('trust', signedExample, JSON.parse(textIn(signedExample.input, TRUST_FILE)), (instance) => ({
    [TRUST_FILE]: toBytes(instance),
  })),
  ...refusedFor(
    'signed-index',
    signedExample,
    JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')),
    (instance) => ({ [SIGNATURE_FILE]: draftEnvelope(Buffer.from(canonicalize(instance) ?? ''), [draftSigner('a1')]) }),
  ),
];
