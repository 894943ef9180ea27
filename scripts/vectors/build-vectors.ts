import type { AnyRecipe } from '../../conformance/recipes/case-recipe.ts';
import { compareCodePoints } from '../../conformance/recipes/code-point-order.ts';
import type { ResolveTwin, Vector, VectorTwin } from '../../conformance/suite/vector.ts';
import { type Ledger, updateLedger } from './ledger.ts';
import { optionsDifference, toldDifference } from './told-difference.ts';
import { toVectorBody } from './vector-body.ts';
import { sha256, toCanonical, toVectorTwin } from './vector-files.ts';

/** Everything that is built of the recipes: paths below conformance/ → bytes. */
export interface BuiltVectors {
  readonly vectors: readonly Vector[];
  readonly ledger: Ledger;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Builds all vectors with the ids and revisions that the ledger gives them. Throws where a twin is missing. */
export function buildVectors(recipes: readonly AnyRecipe[], known: Ledger): BuiltVectors {
  const parts = recipes.map((recipe) => {
    const { body, files, stated } = toVectorBody(recipe);
    return {
      recipe,
      contract: contractName(recipe),
      name: recipe.name,
      digest: sha256(toCanonical(stated)),
      body,
      files,
    };
  });
  const { ledger, entries } = updateLedger(known, parts);
  const byName = new Map(recipes.map((recipe) => [`${contractName(recipe)}/${recipe.name}`, recipe]));
  const files = new Map<string, Uint8Array>();
  const vectors: Vector[] = [];
  for (const { recipe, contract, name, body, files: inputs } of parts) {
    const entry = entries.get(`${contract}/${name}`);
    if (entry === undefined) throw new Error(`no id for ${contract}/${name}`);
    const folder = `vectors/${contract}/${entry.id}`;
    const { profile, cites, why } = recipe;
    const stated = { id: entry.id, rev: entry.rev, contract: recipe.contract, profile, cites, why };
    const vector: Vector = { ...stated, ...body, ...('twin' in recipe && { twin: twinOf(recipe, recipe.twin) }) };
    vectors.push(vector);
    files.set(`${folder}/vector.json`, Buffer.from(toSortedJson(vector)));
    for (const [path, bytes] of inputs) files.set(`${folder}/${path}`, bytes);
  }
  files.set('vectors/MANIFEST.sha256', Buffer.from(toManifest(files)));
  return { vectors, ledger, files };

  function twinOf(recipe: AnyRecipe, name: string): VectorTwin & ResolveTwin {
    const key = `${contractName(recipe)}/${name}`;
    const twin = byName.get(key);
    const entry = entries.get(key);
    if (entry !== undefined && recipe.kind === 'reject' && twin?.kind === 'accept') {
      return { ...toVectorTwin(entry.id, twin.input, recipe.input), ...optionsDifference(twin, recipe) };
    }
    if (entry !== undefined && recipe.kind === 'resolve' && twin?.kind === 'resolve') {
      return { ...toVectorTwin(entry.id, twin.input, recipe.input), ...toldDifference(twin, recipe) };
    }
    throw new Error(`${recipe.name} has no twin ${name}`);
  }
}

/** `strict-zip` of `strict-zip@1`. */
export function contractName({ contract }: Pick<AnyRecipe, 'contract'>): string {
  return contract.replace(/@.*$/, '');
}

/** Pretty JSON with sorted keys and one final line break. */
function toSortedJson(value: unknown): string {
  return `${JSON.stringify(value, (_, inner: unknown) => (isObject(inner) ? sortKeys(inner) : inner), 1)}\n`;
}

function sortKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareCodePoints(a, b)));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// In the form of sha256sum, from the folder of the vectors.
function toManifest(files: ReadonlyMap<string, Uint8Array>): string {
  return [...files]
    .map(([path, bytes]) => ({ path: path.replace(/^vectors\//, ''), bytes }))
    .sort((a, b) => compareCodePoints(a.path, b.path))
    .map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`)
    .join('');
}
