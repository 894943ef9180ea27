import { findBoundaries } from '../../conformance/recipes/schema-boundaries.ts';
import {
  escapeToken,
  holds,
  isObject,
  listOf,
  type Schema,
  toSchema,
} from '../../conformance/recipes/schema-breaches.ts';
import { replaceAt, schemaSites } from '../../conformance/recipes/schema-sites.ts';
import { pathKey } from './inline-schema.ts';
import type { SchemaDifference } from './schema-changes.ts';

/** Rounds in which members that are absent are filled in: how deep optional members may stand in one another. */
const ROUNDS = 4;
/** Instances beyond that many make a comparison slow, and hardly better. */
const MOST_NEAR_ONE = 20_000;

/**
 * Valid instances of an inlined schema: those of the candidates that are, the schema's own, and each with what may be
 * absent filled in.
 */
export function basesOf(schema: Schema, candidates: readonly unknown[]): readonly unknown[] {
  const valid = [...candidates, ...listOf(schema.examples)].filter((instance) => holds(schema, schema, instance));
  const made = valid.length > 0 ? valid : [sampleOf(schema)].filter((instance) => holds(schema, schema, instance));
  return [...made, ...made.map((instance) => filledIn(schema, instance))];
}

/** Instances just inside and just outside of every constraint of the schema that the bases lead to. */
export function boundaryInstances(schema: Schema, bases: readonly unknown[]): readonly unknown[] {
  return findBoundaries(schema, bases).map(({ instance }) => instance);
}

/** Instances that differ from a base at the places that a difference is about, and nowhere else. */
export function instancesNear(
  { paths, values }: Pick<SchemaDifference, 'paths' | 'values'>,
  schema: Schema,
  bases: readonly unknown[],
): readonly unknown[] {
  const around = new Set(paths.flatMap((path) => [path, path.slice(0, -1), path.slice(0, -2)]).map(pointerKey));
  const literals = values.flatMap((value) => [...literalsOf(value)]);
  const instances: unknown[] = [];
  for (const base of bases) {
    for (const site of schemaSites(schema, base)) {
      if (!around.has(site.schemaPointer)) continue;
      const replacements = [
        ...literals,
        ...OF_ALL_KINDS,
        ...variantsOf(site.value, literals),
        sampleOf(site.schema),
        ...listOf(site.schema.examples),
      ];
      for (const replacement of replacements) {
        if (instances.length >= MOST_NEAR_ONE) return instances;
        if (site.key === undefined || typeof replacement === 'string')
          instances.push(replaceAt(base, site, replacement));
      }
    }
  }
  return instances;
}

const OF_ALL_KINDS: readonly unknown[] = [null, true, false, 0, 1, -1, 1.5, '', 'x', [], ['x'], {}, { x: 'x' }];

const TEXTS: readonly string[] = [
  'x',
  'a1',
  'a-b',
  'a/b',
  'a@1',
  'x/y',
  '1',
  '1.0.0',
  'A',
  '/a',
  'a:b',
  '2026-01-01T00:00:00Z',
  '0'.repeat(40),
  '0'.repeat(64),
  `sha256:${'0'.repeat(64)}`,
  '',
];

function pointerKey(path: readonly string[]): string {
  return ['#', ...path.map(escapeToken)].join('/');
}

/** The literals that a schema speaks of: constants, values of enumerations, bounds and their neighbours, names. */
function* literalsOf(value: unknown): Iterable<unknown> {
  if (typeof value === 'number') {
    yield* [value - 1, value, value + 1];
    if (value >= 0 && value < 5000) yield* ['x'.repeat(value), 'x'.repeat(value + 1)];
    if (value > 0 && value < 5000) yield 'x'.repeat(value - 1);
  } else if (Array.isArray(value)) for (const item of value) yield* literalsOf(item);
  else if (isObject(value)) for (const item of Object.values(value)) yield* literalsOf(item);
  else yield value;
}

/** Values near one that stands there: a character, an item or a member fewer, more, or other. */
function variantsOf(value: unknown, literals: readonly unknown[]): readonly unknown[] {
  if (typeof value === 'string') return textVariants(value, literals);
  if (typeof value === 'number') return [value - 1, value + 1, value + 0.5, -value];
  if (Array.isArray(value)) return listVariants(value, literals);
  if (!isObject(value)) return TEXTS;
  const members = Object.entries(value);
  return [
    ...members.map(([name]) => Object.fromEntries(members.filter(([other]) => other !== name))),
    ...literals.filter((literal) => typeof literal === 'string').map((name) => ({ ...value, [name]: 'x' })),
    { ...value, unlisted: 'x' },
    { ...value, unlisted: 1 },
    ...members.flatMap(([name, member]) =>
      ['x', 'X', 'a b', '1', '-', 'é'].map((other) => ({ ...value, [name]: undefined, [other]: member })),
    ),
  ].map((variant) => Object.fromEntries(Object.entries(variant).filter(([, member]) => member !== undefined)));
}

function textVariants(value: string, literals: readonly unknown[]): readonly string[] {
  const variants = new Set<string>(TEXTS);
  for (let index = 0; index <= Math.min(value.length, 80); index += 1) {
    variants.add(value.slice(0, index));
    for (const other of ['x', 'X', '0', '_', '-', '.', ' ', '/', '\n', 'é']) {
      variants.add(value.slice(0, index) + other + value.slice(index));
      variants.add(value.slice(0, index) + other + value.slice(index + 1));
    }
  }
  for (const literal of literals) {
    if (typeof literal !== 'number' || literal < 0 || literal > 5000) continue;
    variants.add(value.slice(0, literal).padEnd(literal, value.at(-1) ?? 'x'));
  }
  return [...variants];
}

function listVariants(value: readonly unknown[], literals: readonly unknown[]): readonly unknown[] {
  const lengths = literals.filter((literal) => typeof literal === 'number' && literal >= 0 && literal <= 5000);
  return [
    value.slice(1),
    [...value, value[0] ?? 'x'],
    [...value, ...value],
    ...lengths.map((length) => Array.from({ length: Number(length) }, (_, index) => lengthened(value, index))),
  ];
}

function lengthened(value: readonly unknown[], index: number): unknown {
  if (index < value.length) return value[index];
  const last = value.at(-1);
  return typeof last === 'string' ? `${last}${index}` : (last ?? index);
}

/** A small value that the schema is likely to accept; the caller finds out. */
function sampleOf(schema: Schema): unknown {
  if (Object.hasOwn(schema, 'const')) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const type = [schema.type].flat()[0];
  if (type === 'integer' || type === 'number') return schema.minimum ?? schema.maximum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'array') {
    const length = Math.max(1, Number(schema.minItems ?? 0));
    return Array.from({ length }, (_, index) => lengthened([sampleOf(toSchema(schema.items ?? {}))], index));
  }
  if (type === 'object') {
    const members = isObject(schema.properties) ? schema.properties : {};
    return Object.fromEntries(
      listOf(schema.required).map((name) => [String(name), sampleOf(toSchema(members[String(name)] ?? {}))]),
    );
  }
  const least = Number(schema.minLength ?? 0);
  const texts = [...TEXTS, 'x'.repeat(Math.min(least, 5000)), ...listOf(schema.examples)];
  return texts.find((text) => holds(schema, schema, text)) ?? 'x';
}

/** The instance with as many absent members as it can hold. */
function filledIn(schema: Schema, instance: unknown): unknown {
  let filled = instance;
  for (let round = 0; round < ROUNDS; round += 1) {
    const seen = new Set<string>();
    const absent = schemaSites(schema, filled).filter(({ value, key, path, active }) => {
      const place = pathKey(path.map(String));
      if (value !== undefined || key !== undefined || !active || seen.has(place)) return false;
      seen.add(place);
      return true;
    });
    let changed = false;
    for (const site of absent) {
      const candidate = replaceAt(filled, site, sampleOf(site.schema));
      if (!holds(schema, schema, candidate)) continue;
      filled = candidate;
      changed = true;
    }
    if (!changed) break;
  }
  return filled;
}
