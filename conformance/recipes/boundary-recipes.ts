import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptRecipe, Recipe, RejectRecipe } from './recipe.ts';
import { type IsUsable, type SchemaBoundary, schemaBoundaries } from './schema-boundaries.ts';
import { isObject, listOf, type Schema, schemaBreaches } from './schema-breaches.ts';

/** One schema of a contract, and how an instance of it becomes a vector. */
export interface SchemaUnderTest {
  readonly contract: string;
  readonly schema: string;
  /** The rule that the schema is. A rejected vector of that rule says which constraint is broken. */
  readonly rule: string;
  /** Valid instances that together use every member and every branch. */
  readonly bases: readonly unknown[];
  /** What is asked of an instance that is accepted beyond the schema. */
  readonly isUsable?: IsUsable;
  /** What is asked of an instance that is rejected: that no rule which is judged before the schema is broken. */
  readonly isApt?: IsUsable;
  /** Mends an object of which one list was shortened, where another member counts the items of that. */
  readonly afterChange?: (parent: Schema, key: string) => Schema;
  /** Schema pointers that are about names of members beyond those of `propertyNames`. */
  readonly namePlaces?: RegExp;
  readonly accepted: (instance: AcceptedInstance) => AcceptRecipe;
  readonly rejected: (instance: RejectedInstance) => RejectRecipe;
}

export interface AcceptedInstance {
  readonly name: string;
  readonly why: string;
  readonly instance: unknown;
}

export interface RejectedInstance extends AcceptedInstance {
  readonly pointer: string;
  /** Whether the constraint is about the names of members: the finding then has no place in the text of its own. */
  readonly isOfNames: boolean;
  /** Name of the accepted recipe that differs least. */
  readonly twin: string;
}

/** For every constraint of the schema, vectors just inside and just outside of it. */
export function boundaryRecipes(given: SchemaUnderTest): readonly Recipe[] {
  const { contract, rule, bases, isUsable = () => true, isApt, accepted, rejected } = given;
  const schema = readSchema(contract, given.schema);
  const boundaries = schemaBoundaries(schema, bases, isUsable, isApt);
  const recipes: Recipe[] = [];
  // By their JSON: what is the same is one vector.
  const known = new Map<string, { readonly name: string; readonly instance: unknown }>();
  const addAccepted = (instance: unknown, name: string, why: string): void => {
    const key = JSON.stringify(instance);
    if (known.has(key)) return;
    known.set(key, { name, instance });
    recipes.push(accepted({ name, why, instance }));
  };
  for (const [index, base] of bases.entries()) {
    addAccepted(
      base,
      `${given.schema}-base-${index + 1}`,
      'The document is valid against its schema and uses many of its parts.',
    );
  }
  for (const { side, name, instance, schemaPointer, pointer } of boundaries) {
    if (side !== 'inside') continue;
    addAccepted(instance, `${given.schema}-${name}`, `The value at '${pointer}' is just within ${schemaPointer}.`);
  }
  for (const { side, name, keyword, instance, schemaPointer, pointer } of boundaries) {
    if (side !== 'outside' || keyword !== 'maxItems') continue;
    const longest = withoutLastItem(instance, pointer.split('/').slice(1), given.afterChange);
    if (schemaBreaches(schema, longest).length > 0 || !isUsable(longest)) continue;
    const why = `The value at '${pointer}' has as many items as ${schemaPointer} allows.`;
    addAccepted(longest, `${given.schema}-${name.replace('outside', 'at-limit')}`, why);
  }
  for (const boundary of boundaries) {
    if (boundary.side === 'outside') recipes.push(outside(boundary, [...known.values()]));
  }
  return recipes;

  function outside(
    { name, instance, schemaPointer, keyword, pointer }: SchemaBoundary,
    twins: readonly { readonly name: string; readonly instance: unknown }[],
  ): Recipe {
    const recipe = rejected({
      name: `${given.schema}-${name}`,
      why: `The value at '${pointer}' breaks ${schemaPointer} and nothing else of the schema.`,
      instance,
      pointer,
      isOfNames: isOfNames(keyword, schemaPointer, given.namePlaces),
      twin: nearest(instance, twins),
    });
    if (recipe.expect.primary !== rule) return recipe;
    return { ...recipe, expect: { ...recipe.expect, details: { keyword, schemaPointer } } };
  }
}

// A finding on the names of an object may stand at the object or at a name; the pointer says which object.
function isOfNames(keyword: string, schemaPointer: string, namePlaces: RegExp | undefined): boolean {
  if (schemaPointer.includes('/propertyNames/') || namePlaces?.test(schemaPointer) === true) return true;
  return ['required', 'additionalProperties', 'minProperties', 'maxProperties'].includes(keyword);
}

/** The instance with the array at the place one item shorter. */
function withoutLastItem(
  value: unknown,
  [token, ...rest]: readonly string[],
  afterChange: SchemaUnderTest['afterChange'],
): unknown {
  if (token === undefined) return listOf(value).slice(0, -1);
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === token ? withoutLastItem(item, rest, afterChange) : item));
  }
  if (!isObject(value)) return value;
  const changed = { ...value, [token]: withoutLastItem(value[token], rest, afterChange) };
  return afterChange === undefined ? changed : afterChange(changed, token);
}

/** A schema of a contract, by its name without the extension. */
export function readSchema(contract: string, name: string): Schema {
  const schemas = join(import.meta.dirname, '../../contracts', contract, 'v1/schemas');
  return JSON.parse(readFileSync(join(schemas, `${name}.schema.json`), 'utf8'));
}

/** The accepted instance that differs least: in the fewest values. */
function nearest(instance: unknown, twins: readonly { readonly name: string; readonly instance: unknown }[]): string {
  let best = { name: '', distance: Number.POSITIVE_INFINITY };
  for (const twin of twins) {
    const distance = distanceOf(instance, twin.instance);
    if (distance < best.distance) best = { name: twin.name, distance };
  }
  return best.name;
}

function distanceOf(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const bothLists = Array.isArray(a) && Array.isArray(b);
  if (!bothLists && !(isObject(a) && isObject(b))) return 1 + sizeOf(a) + sizeOf(b);
  const left: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(a));
  const right: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(b));
  let distance = 0;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const both = Object.hasOwn(left, key) && Object.hasOwn(right, key);
    distance += both ? distanceOf(left[key], right[key]) : 1 + sizeOf(left[key]) + sizeOf(right[key]);
  }
  return distance;
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + 1 + sizeOf(inner), 0);
}
