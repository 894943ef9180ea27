import {
  appliesTo,
  type Constraint,
  constraintsOf,
  insideCandidates,
  outsideCandidates,
} from './boundary-candidates.ts';
import { conditionCandidates } from './boundary-conditions.ts';
import { holds, isObject, listOf, resolve, type Schema, schemaBreaches, toSchema } from './schema-breaches.ts';
import { pointerOf, replaceAt, type SchemaSite, schemaSites } from './schema-sites.ts';

/** An instance just inside or just outside of one constraint of a schema. */
export interface SchemaBoundary {
  /** `#/…` to the constraint; references are resolved, so a definition's constraint begins with `#/$defs/`. */
  readonly schemaPointer: string;
  readonly keyword: string;
  readonly side: 'inside' | 'outside';
  /** Valid when inside; when outside, it breaks this constraint and nothing else. */
  readonly instance: unknown;
  /**
   * RFC 6901 pointer of the value that the constraint is about. Outside, a member whose name is wrong or that is not
   * allowed is meant itself.
   */
  readonly pointer: string;
  /** Kebab-case, unique within the schema. */
  readonly name: string;
}

/**
 * What the caller asks of an instance beyond the schema. Inside, a base is given where nothing nearer will do; outside
 * (`isApt`), an instance breaks no rule that is judged before the schema.
 */
export type IsUsable = (instance: unknown) => boolean;

/**
 * For every constraint of the schema, at every place where the schema applies it, an instance just outside and one or
 * more just inside. A constraint counts once for each way that leads to it, so that a definition which is used twice is
 * tried twice. `bases` are valid instances; together they must use every member and every branch.
 * Throws where a base is invalid or a constraint cannot be isolated with these bases.
 */
export function schemaBoundaries(
  schema: Schema,
  bases: readonly unknown[],
  isUsable: IsUsable = () => true,
  isApt: IsUsable = () => true,
): readonly SchemaBoundary[] {
  for (const base of bases) {
    const [breach] = schemaBreaches(schema, base);
    if (breach !== undefined) throw new Error(`a base breaks ${breach.schemaPointer} at ${breach.pointer}`);
  }
  const found = findBoundaries(schema, bases, isUsable, isApt);
  const names = new Set(found.map(({ name }) => name));
  const missing = expectedNames(schema).filter((name) => !names.has(name));
  if (missing.length > 0) throw new Error(`no instance for ${missing.join(', ')}`);
  return found;
}

/** The same, as far as these bases, which must be valid, lead to the constraints. */
export function findBoundaries(
  schema: Schema,
  bases: readonly unknown[],
  isUsable: IsUsable = () => true,
  isApt: IsUsable = () => true,
): readonly SchemaBoundary[] {
  const found = new Map<string, SchemaBoundary>();
  for (const base of bases) {
    for (const site of schemaSites(schema, base)) {
      for (const boundary of boundariesAt({ schema, bases, base, site, isUsable, isApt, found })) {
        if (!found.has(boundary.name)) found.set(boundary.name, boundary);
      }
    }
  }
  return [...found.values()];
}

interface Place {
  readonly schema: Schema;
  readonly bases: readonly unknown[];
  readonly base: unknown;
  readonly site: SchemaSite;
  readonly isUsable: IsUsable;
  readonly isApt: IsUsable;
  readonly found: ReadonlyMap<string, SchemaBoundary>;
}

function* boundariesAt(place: Place): Iterable<SchemaBoundary> {
  if (place.site.active) {
    for (const constraint of constraintsOf(place.site.schema)) yield* constraintBoundaries(place, constraint);
  }
  if (isObject(place.site.schema.if)) yield* conditionBoundaries(place);
}

function* constraintBoundaries(place: Place, constraint: Constraint): Iterable<SchemaBoundary> {
  const { schema, bases, base, site, isApt, found } = place;
  const { keyword } = constraint;
  const at = {
    schemaPointer: `${site.schemaPointer}/${keyword}`,
    keyword,
    pointer: pointerOf(site.path),
  };
  if (!appliesTo(keyword, site.value)) return;
  if (['outside', 'inside'].every((side) => found.has(nameOf(site, constraint, side)))) return;
  for (const candidate of outsideCandidates(site, constraint, bases)) {
    const instance = replaceAt(base, site, candidate);
    const [breach, ...others] = schemaBreaches(schema, instance);
    if (breach === undefined || breach.schemaPointer !== at.schemaPointer) continue;
    // Two names that are missing are two breaches of one constraint at one place.
    if (others.some((other) => other.schemaPointer !== breach.schemaPointer || other.pointer !== breach.pointer))
      continue;
    if (!breach.pointer.startsWith(at.pointer) || !isApt(instance)) continue;
    yield { ...at, pointer: breach.pointer, side: 'outside', instance, name: nameOf(site, constraint, 'outside') };
    break;
  }
  // Each value of an enumeration is one; of everything else the nearest will do.
  const chosen = keyword === 'enum' ? [...insides(place, constraint)] : [first(insides(place, constraint)) ?? base];
  for (const [index, instance] of chosen.entries()) {
    const name = nameOf(site, constraint, index === 0 ? 'inside' : `inside-${index + 1}`);
    yield { ...at, side: 'inside', instance, name };
  }
}

/** Valid instances near the constraint, the nearest first. */
function* insides({ schema, base, site, isUsable }: Place, constraint: Constraint): Iterable<unknown> {
  // What is forbidden is absent from the base.
  if (site.value === undefined) return;
  for (const candidate of insideCandidates(site, constraint)) {
    const instance = replaceAt(base, site, candidate);
    if (holds(schema, schema, instance) && isUsable(instance)) yield instance;
  }
}

function first(instances: Iterable<unknown>): unknown {
  for (const instance of instances) return instance;
  return undefined;
}

// A condition is near where what it guards is broken and the condition does not hold: the instance is valid.
function* conditionBoundaries({ schema, base, site, isUsable, found }: Place): Iterable<SchemaBoundary> {
  const condition = toSchema(site.schema.if);
  const at = { schemaPointer: `${site.schemaPointer}/if`, keyword: 'if', pointer: pointerOf(site.path) };
  for (const { name: detail, value } of conditionCandidates(schema, site)) {
    const name = nameOf(site, { keyword: 'if', argument: condition, detail }, 'inside');
    if (found.has(name) || holds(schema, condition, value)) continue;
    const instance = replaceAt(base, site, value);
    if (holds(schema, schema, instance) && isUsable(instance)) yield { ...at, side: 'inside', instance, name };
  }
}

function nameOf({ label }: Pick<SchemaSite, 'label'>, { keyword, detail }: Constraint, side: string): string {
  return [...label, keyword, ...(detail === undefined ? [] : [detail]), side]
    .join('-')
    .replaceAll(/[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
}

/** The names that must be found: from the schema alone, whatever the bases hold. */
function expectedNames(root: Schema): readonly string[] {
  const names: string[] = [];
  const visit = (schema: Schema, label: readonly string[]): void => {
    for (const constraint of constraintsOf(schema)) {
      names.push(nameOf({ label }, constraint, 'outside'), nameOf({ label }, constraint, 'inside'));
    }
    if (typeof schema.$ref === 'string') visit(resolve(root, schema.$ref).schema, label);
    for (const [index, item] of listOf(schema.allOf).entries()) visit(toSchema(item), [...label, `case-${index + 1}`]);
    for (const branch of ['then', 'else']) {
      if (isObject(schema[branch])) visit(toSchema(schema[branch]), [...label, branch]);
    }
    if (isObject(schema.items)) visit(schema.items, [...label, 'item']);
    if (isObject(schema.propertyNames)) visit(schema.propertyNames, [...label, 'name']);
    if (isObject(schema.additionalProperties)) visit(schema.additionalProperties, [...label, 'any']);
    if (isObject(schema.properties)) {
      for (const [key, member] of Object.entries(schema.properties)) visit(toSchema(member), [...label, key]);
    }
  };
  visit(root, []);
  return names;
}
