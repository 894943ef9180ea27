import { constraintsOf, outsideCandidates } from './boundary-candidates.ts';
import { holds, isObject, listOf, type Schema, toSchema } from './schema-breaches.ts';
import { replaceAt, type SchemaSite, schemaSites } from './schema-sites.ts';

export interface ConditionCandidate {
  /** The part of the condition that does not hold: a member's name, with what is asked of it. */
  readonly name: string;
  readonly value: unknown;
}

/**
 * Values for the site of an `if` which break what `then` asks for while one part of the condition does not hold.
 */
export function* conditionCandidates(root: Schema, site: SchemaSite): Iterable<ConditionCandidate> {
  const condition = toSchema(site.schema.if);
  if (!isObject(site.schema.then) || !isObject(site.value)) return;
  for (const broken of brokenValues(root, toSchema(site.schema.then), site.value)) {
    for (const { name, change } of partsOf(condition)) {
      const value = change(broken);
      if (!holds(root, condition, value)) yield { name, value };
    }
  }
}

/** The value with one constraint of the branch broken, for each of them. */
function* brokenValues(root: Schema, branch: Schema, value: unknown): Iterable<Schema> {
  if (!holds(root, branch, value)) yield toSchema(value);
  for (const site of schemaSites(root, value, branch)) {
    for (const constraint of constraintsOf(site.schema)) {
      for (const candidate of outsideCandidates(site, constraint, value)) {
        const broken = replaceAt(value, site, candidate);
        if (!holds(root, branch, broken)) yield toSchema(broken);
      }
    }
  }
}

interface Part {
  readonly name: string;
  readonly change: (value: Schema) => Schema;
}

// A condition is made of members that must be there, members with one value, and members that must not be there.
function* partsOf(condition: Schema): Iterable<Part> {
  for (const [name, member] of Object.entries(isObject(condition.properties) ? condition.properties : {})) {
    const expected = toSchema(member).const;
    if (typeof expected === 'boolean')
      yield { name: `${name}-other`, change: (value) => ({ ...value, [name]: !expected }) };
    else yield { name: `${name}-other`, change: (value) => value };
  }
  for (const name of listOf(condition.required).map(String)) {
    yield { name: `${name}-absent`, change: ({ [name]: _, ...rest }) => rest };
  }
  if (!isObject(condition.not)) return;
  for (const name of listOf(condition.not.required).map(String)) {
    for (const given of ['x', 1]) yield { name: `${name}-present`, change: (value) => ({ ...value, [name]: given }) };
  }
}
