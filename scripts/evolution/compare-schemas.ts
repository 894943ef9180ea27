import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Schema, schemaBreaches } from '../../conformance/recipes/schema-breaches.ts';
import { schemaCompiler } from '../generate/schema-compiler.ts';
import type { Change } from './change.ts';
import { inlineSchema } from './inline-schema.ts';
import { type SchemaDifference, schemaDifferences } from './schema-changes.ts';
import { basesOf, boundaryInstances, instancesNear } from './schema-instances.ts';

export interface ComparedSchema {
  readonly schema: Schema;
  /** Instances from the contract's examples. */
  readonly examples: readonly unknown[];
}

/**
 * What changed between two versions of a schema. A difference is breaking where an instance was found that the older
 * schema accepts and the newer refuses, because of it; additive where one was found the other way about; undecided
 * where none was found. Both schemas are compiled and run over the same instances.
 */
export function compareSchemas(file: string, older: ComparedSchema, newer: ComparedSchema): readonly Change[] {
  if (isDeepStrictEqual(older.schema, newer.schema)) return [];
  const [before, after] = [inlineSchema(older.schema), inlineSchema(newer.schema)];
  const differences = schemaDifferences(before, after);
  const changes: Change[] = identityChanges(file, older.schema, newer.schema);
  const real = differences.filter(({ isAnnotation }) => !isAnnotation);
  for (const { pointer, what } of differences.filter(({ isAnnotation }) => isAnnotation)) {
    changes.push({ kind: 'editorial', file, where: pointer, what: what.includes('became') ? 'other words' : what });
  }
  if (real.length === 0) {
    const isSame = changes.length === 0;
    return isSame ? [{ kind: 'editorial', file, where: '#', what: 'the same, written otherwise' }] : changes;
  }

  // A member that an open object may hold and nobody described had no meaning: describing it takes none away.
  const meanings = real.filter(({ givesMeaning }) => givesMeaning);
  const base = meanings.reduce((schema, { make }) => make(schema), before.schema);
  const rest = real.filter(({ givesMeaning }) => !givesMeaning);
  const pool = makePool(base, after.schema, rest, [...older.examples, ...newer.examples]);
  const verdicts = judge(pool, {
    before: meanings.length === 0 ? compile(older.schema) : compile(base),
    after: compile(newer.schema),
  });
  for (const { pointer, what } of meanings) {
    changes.push({ kind: 'additive', file, where: pointer, what: `${what}, where readers ignored it` });
  }
  let isExplained = false;
  const together = showTogether(rest.filter(isCondition), after.schema, verdicts);
  for (const difference of rest) {
    const alone = showDifference(difference, base, after.schema, verdicts);
    const { kind, instance } = alone.kind === 'undecided' && isCondition(difference) ? together : alone;
    isExplained ||= kind === 'breaking';
    changes.push({
      kind,
      file,
      where: difference.pointer,
      what: difference.what,
      ...(kind === 'undecided' ? {} : { shown: { instance } }),
    });
  }
  const [broken] = verdicts.broken;
  if (!isExplained && broken !== undefined) {
    // Differences that break only together.
    const [breach] = schemaBreaches(after.schema, broken);
    const where = breach?.schemaPointer ?? '#';
    changes.push({ kind: 'breaking', file, where, what: 'refuses more than before', shown: { instance: broken } });
  }
  return changes;
}

type IsValid = (instance: unknown) => boolean;

interface Verdicts {
  /** Accepted before and refused now, the smallest first. */
  readonly broken: readonly unknown[];
  /** Refused before and accepted now, the smallest first. */
  readonly gained: readonly unknown[];
}

function identityChanges(file: string, older: Schema, newer: Schema): Change[] {
  return ['$id', '$schema']
    .filter((keyword) => older[keyword] !== newer[keyword])
    .map((keyword) => ({ kind: 'breaking', file, where: `#/${keyword}`, what: `another ${keyword}` }));
}

function makePool(
  before: Schema,
  after: Schema,
  differences: readonly SchemaDifference[],
  examples: readonly unknown[],
): readonly unknown[] {
  // Both schemas, and differences beside one another, lead to the same instances: each is judged once.
  const pool = new Map<string, { readonly size: number; readonly instance: unknown }>();
  const add = (instances: readonly unknown[]): void => {
    for (const instance of instances) {
      const text = JSON.stringify(instance);
      const digest = createHash('sha256').update(text).digest('base64');
      if (!pool.has(digest)) pool.set(digest, { size: text.length, instance });
    }
  };
  add(examples);
  for (const schema of [before, after]) {
    const bases = basesOf(schema, examples);
    add(bases);
    add(boundaryInstances(schema, bases));
    for (const difference of differences) add(instancesNear(difference, schema, bases));
  }
  return [...pool.values()].sort((one, other) => one.size - other.size).map(({ instance }) => instance);
}

function judge(pool: readonly unknown[], { before, after }: { before: IsValid; after: IsValid }): Verdicts {
  const broken: unknown[] = [];
  const gained: unknown[] = [];
  for (const instance of pool) {
    const [was, is] = [before(instance), after(instance)];
    if (was && !is) broken.push(instance);
    if (!was && is) gained.push(instance);
  }
  return { broken, gained };
}

interface Shown {
  readonly kind: 'additive' | 'breaking' | 'undecided';
  readonly instance?: unknown;
}

// The difference made in the older schema, or undone in the newer one, is what turns the verdict.
function showDifference({ make, undo }: SchemaDifference, before: Schema, after: Schema, verdicts: Verdicts): Shown {
  const [made, undone] = [tryCompile(make(before)), tryCompile(undo(after))];
  for (const instance of verdicts.broken) {
    if (made?.(instance) === false || undone?.(instance) === true) return { kind: 'breaking', instance };
  }
  for (const instance of verdicts.gained) {
    if (made?.(instance) === true || undone?.(instance) === false) return { kind: 'additive', instance };
  }
  return { kind: 'undecided' };
}

// Conditions that say one thing in parts, such as a case for each kind of document, may show nothing each for itself.
function isCondition({ paths: [path = []] }: SchemaDifference): boolean {
  return path.at(-1) === 'if' || path.at(-2) === 'allOf';
}

// Only where nothing at all is refused that was accepted: all of them undone turn what is accepted newly.
function showTogether(conditions: readonly SchemaDifference[], after: Schema, { broken, gained }: Verdicts): Shown {
  if (broken.length > 0) return { kind: 'undecided' };
  const undone = tryCompile(conditions.reduce((schema, { undo }) => undo(schema), after));
  const instance = gained.find((own) => undone?.(own) === false);
  return instance === undefined ? { kind: 'undecided' } : { kind: 'additive', instance };
}

function compile(schema: Schema): IsValid {
  const validate = schemaCompiler([]).compile(schema);
  return (instance) => validate(instance) === true;
}

function tryCompile(schema: Schema): IsValid | undefined {
  try {
    return compile(schema);
  } catch {
    return undefined;
  }
}
