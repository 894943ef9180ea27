/**
 * A small evaluator of the keywords that the contracts' schemas use (`scripts/schema-lint.ts` keeps them to this list).
 * It is the suite's own: what a boundary vector must report is worked out without the reference.
 */
export interface SchemaBreach {
  /** RFC 6901 pointer of the value; for a member whose name is wrong or that is not allowed, of that member. */
  readonly pointer: string;
  /** `#/…` to the keyword; a reference is resolved, so the pointer begins anew at its target. */
  readonly schemaPointer: string;
  readonly keyword: string;
}

export type Schema = Readonly<Record<string, unknown>>;

/** A subschema with its place. */
export interface PlacedSchema {
  readonly schema: Schema;
  readonly schemaPointer: string;
}

/**
 * Every constraint of the schema that the value breaks. Keywords that only pass on what stands in them (`if`, `allOf`,
 * `propertyNames`, `$ref`) are not named themselves.
 */
export function schemaBreaches(root: Schema, value: unknown): readonly SchemaBreach[] {
  return breachesAt(root, { schema: root, schemaPointer: '#' }, value, '');
}

/** The breaches of one subschema by the value at `pointer`. */
export function breachesAt(
  root: Schema,
  { schema, schemaPointer }: PlacedSchema,
  value: unknown,
  pointer: string,
): readonly SchemaBreach[] {
  const breaches: SchemaBreach[] = [];
  const into = (at: PlacedSchema, inner: unknown, innerPointer: string): void => {
    // A list at its limit can break more than one call takes as arguments.
    for (const breach of breachesAt(root, at, inner, innerPointer)) breaches.push(breach);
  };
  for (const [keyword, argument] of Object.entries(schema)) {
    if (isBroken(root, keyword, argument, value)) {
      breaches.push({ pointer, schemaPointer: `${schemaPointer}/${keyword}`, keyword });
    }
  }
  if (typeof schema.$ref === 'string') into(resolve(root, schema.$ref), value, pointer);
  for (const [index, item] of listOf(schema.allOf).entries()) {
    into({ schema: toSchema(item), schemaPointer: `${schemaPointer}/allOf/${index}` }, value, pointer);
  }
  if (isObject(schema.if)) {
    const branch = holds(root, schema.if, value) ? 'then' : 'else';
    if (isObject(schema[branch])) {
      into({ schema: toSchema(schema[branch]), schemaPointer: `${schemaPointer}/${branch}` }, value, pointer);
    }
  }
  if (Array.isArray(value) && isObject(schema.items)) {
    const at = { schema: schema.items, schemaPointer: `${schemaPointer}/items` };
    const before = breaches.length;
    for (const [index, item] of value.entries()) {
      // A list at the limit of its length repeats one object tens of thousands of times.
      if (index > 0 && item === value[index - 1] && breaches.length === before) continue;
      into(at, item, `${pointer}/${index}`);
    }
  }
  if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const at = memberSchema(schema, schemaPointer, key);
      if (schema.additionalProperties === false && at === undefined) {
        breaches.push({
          pointer: `${pointer}/${escapeToken(key)}`,
          schemaPointer: `${schemaPointer}/additionalProperties`,
          keyword: 'additionalProperties',
        });
      }
      if (at !== undefined) into(at, member, `${pointer}/${escapeToken(key)}`);
      if (isObject(schema.propertyNames)) {
        const ofNames = { schema: schema.propertyNames, schemaPointer: `${schemaPointer}/propertyNames` };
        into(ofNames, key, `${pointer}/${escapeToken(key)}`);
      }
    }
  }
  return breaches;
}

/** Whether the value breaks nothing of the schema. */
export function holds(root: Schema, schema: Schema, value: unknown): boolean {
  return breachesAt(root, { schema, schemaPointer: '' }, value, '').length === 0;
}

/** The subschema for a member of that name: its own, or that of all other members. */
export function memberSchema(schema: Schema, schemaPointer: string, key: string): PlacedSchema | undefined {
  const { properties, additionalProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, key)) {
    return { schema: toSchema(properties[key]), schemaPointer: `${schemaPointer}/properties/${escapeToken(key)}` };
  }
  if (!isObject(additionalProperties)) return undefined;
  return { schema: additionalProperties, schemaPointer: `${schemaPointer}/additionalProperties` };
}

/** The subschema that a reference within the document leads to. */
export function resolve(root: Schema, reference: string): PlacedSchema {
  let schema: unknown = root;
  for (const token of reference.split('/').slice(1)) {
    schema = toSchema(schema)[token.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return { schema: toSchema(schema), schemaPointer: reference };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function toSchema(value: unknown): Schema {
  if (!isObject(value)) throw new Error('not a schema with keywords');
  return value;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One token of an RFC 6901 pointer. */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isBroken(root: Schema, keyword: string, argument: unknown, value: unknown): boolean {
  if (keyword === 'type') {
    const types = Array.isArray(argument) ? argument : [argument];
    return !types.some((type) => isOfType(value, type));
  }
  if (keyword === 'const') return value !== argument;
  if (keyword === 'enum') return !listOf(argument).includes(value);
  if (keyword === 'not') return holds(root, toSchema(argument), value);
  if (typeof value === 'string') return isStringBroken(keyword, argument, value);
  if (typeof value === 'number') {
    return (keyword === 'minimum' && value < Number(argument)) || (keyword === 'maximum' && value > Number(argument));
  }
  if (Array.isArray(value)) return isArrayBroken(keyword, argument, value);
  return isObject(value) && isObjectBroken(keyword, argument, value);
}

function isStringBroken(keyword: string, argument: unknown, value: string): boolean {
  if (keyword === 'pattern') return !new RegExp(String(argument), 'u').test(value);
  const length = [...value].length;
  return (
    (keyword === 'minLength' && length < Number(argument)) || (keyword === 'maxLength' && length > Number(argument))
  );
}

function isArrayBroken(keyword: string, argument: unknown, value: readonly unknown[]): boolean {
  if (keyword === 'uniqueItems') return argument === true && new Set(value).size < value.length;
  return (
    (keyword === 'minItems' && value.length < Number(argument)) ||
    (keyword === 'maxItems' && value.length > Number(argument))
  );
}

function isObjectBroken(keyword: string, argument: unknown, value: Schema): boolean {
  if (keyword === 'required') return listOf(argument).some((name) => !Object.hasOwn(value, String(name)));
  if (keyword === 'minProperties') return Object.keys(value).length < Number(argument);
  if (keyword === 'maxProperties') return Object.keys(value).length > Number(argument);
  return false;
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}
