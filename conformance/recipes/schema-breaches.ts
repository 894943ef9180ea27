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
  const search = new BreachSearch(root, Number.POSITIVE_INFINITY);
  search.judge({ schema: root, schemaPointer: '#' }, value, '');
  return search.found;
}

/** Whether the value breaks nothing of the schema. */
export function holds(root: Schema, schema: Schema, value: unknown): boolean {
  const search = new BreachSearch(root, 1);
  search.judge({ schema, schemaPointer: '' }, value, '');
  return search.found.length === 0;
}

/** Breaches that are found in one list, up to as many as are asked for. */
class BreachSearch {
  readonly found: SchemaBreach[] = [];
  readonly #root: Schema;
  readonly #most: number;

  constructor(root: Schema, most: number) {
    this.#root = root;
    this.#most = most;
  }

  get #isDone(): boolean {
    return this.found.length >= this.#most;
  }

  judge({ schema, schemaPointer }: PlacedSchema, value: unknown, pointer: string): void {
    for (const [keyword, argument] of Object.entries(schema)) {
      if (isBroken(this.#root, keyword, argument, value)) {
        this.found.push({ pointer, schemaPointer: `${schemaPointer}/${keyword}`, keyword });
      }
    }
    if (this.#isDone) return;
    if (typeof schema.$ref === 'string') this.judge(resolve(this.#root, schema.$ref), value, pointer);
    for (const [index, item] of listOf(schema.allOf).entries()) {
      this.judge({ schema: toSchema(item), schemaPointer: `${schemaPointer}/allOf/${index}` }, value, pointer);
    }
    if (isObject(schema.if)) {
      const branch = holds(this.#root, schema.if, value) ? 'then' : 'else';
      if (isObject(schema[branch])) {
        this.judge({ schema: schema[branch], schemaPointer: `${schemaPointer}/${branch}` }, value, pointer);
      }
    }
    if (Array.isArray(value)) this.#judgeItems({ schema, schemaPointer }, value, pointer);
    else if (isObject(value)) this.#judgeMembers({ schema, schemaPointer }, value, pointer);
  }

  #judgeItems({ schema, schemaPointer }: PlacedSchema, value: readonly unknown[], pointer: string): void {
    if (!isObject(schema.items)) return;
    const at = { schema: schema.items, schemaPointer: `${schemaPointer}/items` };
    const before = this.found.length;
    for (const [index, item] of value.entries()) {
      if (this.#isDone) return;
      // A list at the limit of its length repeats one object tens of thousands of times.
      if (index > 0 && item === value[index - 1] && this.found.length === before) continue;
      this.judge(at, item, `${pointer}/${index}`);
    }
  }

  #judgeMembers({ schema, schemaPointer }: PlacedSchema, value: Schema, pointer: string): void {
    for (const [key, member] of Object.entries(value)) {
      if (this.#isDone) return;
      const at = memberSchema(schema, schemaPointer, key);
      const inner = `${pointer}/${escapeToken(key)}`;
      if (schema.additionalProperties === false && at === undefined) {
        const keyword = 'additionalProperties';
        this.found.push({ pointer: inner, schemaPointer: `${schemaPointer}/${keyword}`, keyword });
      }
      if (at !== undefined) this.judge(at, member, inner);
      if (isObject(schema.propertyNames)) {
        this.judge({ schema: schema.propertyNames, schemaPointer: `${schemaPointer}/propertyNames` }, key, inner);
      }
    }
  }
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
  if (keyword === 'pattern') return !toPattern(String(argument)).test(value);
  if (keyword !== 'minLength' && keyword !== 'maxLength') return false;
  const length = [...value].length;
  return (
    (keyword === 'minLength' && length < Number(argument)) || (keyword === 'maxLength' && length > Number(argument))
  );
}

const patterns = new Map<string, RegExp>();

/** The pattern, compiled once: a list may have tens of thousands of texts that it is asked of. */
function toPattern(source: string): RegExp {
  const pattern = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, pattern);
  return pattern;
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
