import { boundaryRecipes } from '../boundary-recipes.ts';
import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { placeIn } from './document-places.ts';
import { accepts, rejects } from './repository-recipe.ts';
import { SCHEMA_BASES } from './schema-bases.ts';

/** The schemas of the contract, and the rule that each of them is. */
export const schemaConstraints: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(SCHEMA_BASES).map((schema) => [schema, `distribution/${schema}-schema`]),
);

// Without its version, or with another one, a document that is judged alone is of no schema.
const UNKNOWN = 'distribution/unknown-schema-version';
const OF_VERSION = /-(?:type|required-schema-version|schema-version-const)-outside$/u;

/** For every constraint of every schema, documents on their own just inside and just outside of it. */
export const schemaRecipes: readonly Recipe[] = Object.entries(SCHEMA_BASES).flatMap(([schema, bases]) => {
  const rule = `distribution/${schema}-schema`;
  // What is accepted must be sound beyond the schema, and so is one of the documents that are known.
  const sound = new Set(bases.map((base) => JSON.stringify(base)));
  return boundaryRecipes({
    contract: 'distribution',
    schema,
    rule,
    bases,
    isUsable: (instance) => sound.has(JSON.stringify(instance)),
    accepted: ({ name, why, instance }) => {
      const cites = name === `${schema}-base-1` ? [rule, UNKNOWN] : [rule];
      return accepts(name, why, toText(instance), { cites, warnings: warningsOf(schema, instance) });
    },
    rejected: ({ name, why, instance, pointer, isOfNames, twin }) => {
      const isUnknown = OF_VERSION.test(name) && (pointer === '' || pointer === '/schema_version');
      const input = toText(instance);
      const primary = isUnknown ? UNKNOWN : rule;
      return rejects(name, why, twin, primary, input, isUnknown ? {} : placeOf(input, pointer, isOfNames));
    },
  });
});

// Where names of members are wrong, the finding is at the object or at a name of it: the line says which.
function placeOf(input: Uint8Array, pointer: string, isOfNames: boolean): ExpectedLocation {
  const place = placeIn(input, pointer, isOfNames ? 'name' : 'value');
  return isOfNames && place.line !== undefined ? { pointer, line: place.line } : place;
}

function toText(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

/** What readers do without, and a producer writes (section 3.1). */
function warningsOf(schema: string, value: unknown): readonly string[] {
  const isLean = schema === 'index' && !JSON.stringify(value).includes('"gitsha":');
  return isLean ? ['distribution/missing-producer-member'] : [];
}
