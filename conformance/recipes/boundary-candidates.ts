import { isObject, listOf, type Schema } from './schema-breaches.ts';
import type { SchemaSite } from './schema-sites.ts';

/** One constraint at one site; `detail` is the member that `required` names. */
export interface Constraint {
  readonly keyword: string;
  readonly argument: unknown;
  readonly detail?: string;
}

const CONSTRAINTS = [
  'type',
  'const',
  'enum',
  'not',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'required',
];

/** The constraints that a subschema states itself. */
export function constraintsOf(schema: Schema): readonly Constraint[] {
  return Object.entries(schema).flatMap(([keyword, argument]): readonly Constraint[] => {
    if (keyword === 'required') return listOf(argument).map((name) => ({ keyword, argument, detail: String(name) }));
    if (keyword === 'additionalProperties') return argument === false ? [{ keyword, argument }] : [];
    return CONSTRAINTS.includes(keyword) ? [{ keyword, argument }] : [];
  });
}

/** Whether the keyword can be broken by such a value at all. */
export function appliesTo(keyword: string, value: unknown): boolean {
  if (['pattern', 'minLength', 'maxLength'].includes(keyword)) return typeof value === 'string';
  if (['minimum', 'maximum'].includes(keyword)) return typeof value === 'number';
  if (['minItems', 'maxItems', 'uniqueItems'].includes(keyword)) return Array.isArray(value);
  if (['minProperties', 'maxProperties', 'required', 'additionalProperties'].includes(keyword)) return isObject(value);
  // What is absent is only of interest to a constraint that forbids it.
  return value !== undefined || keyword === 'not';
}

// One value of each type; what is not of the type that is asked for is tried in this order.
const OF_EACH_TYPE: readonly unknown[] = [1.5, 'x', 1, true, ['x'], {}, null];

/**
 * Values for the site that may lie just outside of the constraint, the nearest first. `samples` is searched for what an
 * absent member may hold.
 */
export function outsideCandidates(
  site: SchemaSite,
  { keyword, argument, detail }: Constraint,
  samples: unknown,
): Iterable<unknown> {
  const { value } = site;
  if (value === undefined) return keyword === 'not' ? [...valuesNamed(site.path.at(-1), samples), ...OF_EACH_TYPE] : [];
  if (keyword === 'type' && typeof value === 'number') return [value + 0.5, ...OF_EACH_TYPE];
  if (keyword === 'type') return OF_EACH_TYPE;
  if (keyword === 'const') {
    return [typeof argument === 'number' ? argument + 1 : `${argument}x`, ...valuesNamed(site.path.at(-1), samples)];
  }
  if (keyword === 'enum') return [`${listOf(argument).at(-1)}x`];
  if (keyword === 'minimum') return [Number(argument) - 1];
  if (keyword === 'maximum') return [Number(argument) + 1];
  if (keyword === 'not' && isObject(argument) && Object.hasOwn(argument, 'const')) return [argument.const];
  if (typeof value === 'string') return outsideTexts(value, keyword, argument);
  if (Array.isArray(value)) {
    if (keyword === 'minItems') return [value.slice(0, Number(argument) - 1)];
    if (keyword === 'maxItems') return lengthened(value, Number(argument) + 1, site.schema);
    return keyword === 'uniqueItems' ? [[...value, value[0]]] : [];
  }
  if (!isObject(value)) return [];
  // What needs the missing member goes with it.
  if (detail !== undefined) return [undefined, ...Object.keys(value)].map((other) => without(value, [detail, other]));
  if (keyword === 'minProperties') return [first(value, Number(argument) - 1)];
  if (keyword === 'maxProperties') return [widened(value, Number(argument) + 1)];
  return keyword === 'additionalProperties' ? [{ ...value, unlisted: 'x' }] : [];
}

/** What members of that name hold anywhere in the value: of the right shape for an absent one. */
function valuesNamed(name: string | number | undefined, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesNamed(name, item));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key === name ? [member] : []),
    ...valuesNamed(name, member),
  ]);
}

function outsideTexts(value: string, keyword: string, argument: unknown): readonly unknown[] {
  if (keyword === 'minLength') return [[...value].slice(0, Number(argument) - 1).join('')];
  if (keyword === 'maxLength') return ['x', '0'].map((filler) => value.padEnd(Number(argument) + 1, filler));
  // The line feed comes first: engines differ on whether `$` stands ahead of it.
  if (keyword === 'not') return [`${value}\n`, `${value} `, `${value}.`, `${value}/`];
  return keyword === 'pattern'
    ? [`-${value}`, `x${value.slice(1)}`, ` ${value.slice(1)}`, value.toUpperCase(), '', `/${value}`]
    : [];
}

/** Values for the site that may lie just inside of the constraint, the nearest first. */
export function insideCandidates(site: SchemaSite, { keyword, argument, detail }: Constraint): Iterable<unknown> {
  const { schema, value } = site;
  if (keyword === 'enum') return listOf(argument);
  if (keyword === 'minimum' || keyword === 'maximum') return [argument];
  if (keyword === 'type' && Array.isArray(argument)) return [...OF_EACH_TYPE, value];
  if (typeof value === 'string' && (keyword === 'minLength' || keyword === 'maxLength')) {
    const characters = [...value].slice(0, Number(argument)).join('');
    return [characters.padEnd(Number(argument), 'a'), value];
  }
  if (Array.isArray(value)) {
    if (keyword === 'minItems') return [value.slice(0, Number(argument)), value];
    if (keyword === 'maxItems') return followedBy(lengthened(value, Number(argument), schema), value);
  }
  if (isObject(value)) {
    if (keyword === 'minProperties') return [first(value, Number(argument)), value];
    if (keyword === 'maxProperties') return [widened(value, Number(argument)), value];
    // Everything that may be left out is left out.
    const required = listOf(schema.required);
    const optional = Object.keys(value).filter((name) => !required.includes(name));
    if (detail !== undefined) return [without(value, optional), value];
    if (keyword === 'additionalProperties') return [value];
  }
  return [value];
}

/** Names for each item of a longer list would take a gigabyte; where they need not differ, copies come first. */
const MOST_NAMED = 100_000;

/** The value with as many items: with new names after a hyphen, with new names or numbers at once, and as mere copies. */
function* lengthened(value: readonly unknown[], length: number, schema: Schema): Generator<readonly unknown[]> {
  // There is nothing to be copied.
  if (value.length === 0) return;
  const named = ['-', ''];
  const isLong = length > MOST_NAMED && schema.uniqueItems !== true;
  for (const separator of isLong ? [undefined, ...named] : [...named, undefined]) {
    yield Array.from({ length }, (_, index) => {
      if (index < value.length) return value[index];
      return separator === undefined ? value.at(-1) : renamed(value.at(-1), `${separator}${index}`);
    });
  }
}

function* followedBy(values: Iterable<unknown>, last: unknown): Generator<unknown> {
  yield* values;
  yield last;
}

function renamed(item: unknown, suffix: string): unknown {
  if (typeof item === 'string') return `${item}${suffix}`;
  if (typeof item === 'number') return item + Number(suffix);
  if (!isObject(item)) return item;
  if (typeof item.id === 'string') return { ...item, id: `${item.id}${suffix}` };
  return typeof item.name === 'string' ? { ...item, name: `${item.name}${suffix}` } : item;
}

/** The value with as many members: each that is new holds what the first one holds. */
function widened(value: Schema, count: number): Schema {
  const [sample = 'x'] = Object.values(value);
  const missing = Math.max(0, count - Object.keys(value).length);
  return { ...value, ...Object.fromEntries(Array.from({ length: missing }, (_, index) => [`extra${index}`, sample])) };
}

function without(value: Schema, names: readonly (string | undefined)[]): Schema {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

function first(value: Schema, count: number): Schema {
  return Object.fromEntries(Object.entries(value).slice(0, count));
}
