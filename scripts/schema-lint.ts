import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isSchema, SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './generate/map-schema.ts';
import { ALLOWED_FORMATS } from './generate/schema-compiler.ts';
import { type JsonSchema, readSchemas } from './generate/schemas.ts';
import { patternProblems } from './schema-lint-patterns.ts';

/** What is wrong with a schema, and where in it. */
export interface SchemaProblem {
  readonly pointer: string;
  readonly problem: string;
}

/**
 * Whether ajv, Python's jsonschema and the type generator read the schema alike, and whether validating against it is
 * bounded. Gives every reason why not.
 */
export function lintSchema(schema: JsonSchema): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  for (const keyword of ['$schema', '$id', 'title', 'description', 'examples']) {
    if (!Object.hasOwn(schema, keyword)) problems.push({ pointer: '#', problem: `no ${keyword}` });
  }
  if (schema.$schema !== DIALECT) problems.push({ pointer: '#/$schema', problem: `not ${DIALECT}` });
  visit({ schema, pointer: '#', place: 'root' }, problems);
  return problems;
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

// Where a subschema stands: a described value, the name of a member, a constraint on a value described elsewhere, or a
// condition.
type Place = 'root' | 'value' | 'name' | 'constraint' | 'condition';

interface Visited {
  readonly schema: JsonSchema;
  readonly pointer: string;
  readonly place: Place;
}

const ANNOTATIONS = ['$id', '$schema', 'deprecated', 'description', 'examples', 'title'];
const TYPED: Readonly<Record<string, readonly string[]>> = {
  additionalProperties: ['object'],
  items: ['array'],
  maxItems: ['array'],
  maxLength: ['string'],
  maxProperties: ['object'],
  maximum: ['integer', 'number'],
  minItems: ['array'],
  minLength: ['string'],
  minProperties: ['object'],
  minimum: ['integer', 'number'],
  pattern: ['string'],
  properties: ['object'],
  propertyNames: ['object'],
  required: ['object'],
  uniqueItems: ['array'],
};
const UNTYPED = ['$defs', '$ref', 'allOf', 'const', 'else', 'enum', 'format', 'if', 'not', 'then', 'type'];
const SUPPORTED = new Set([...ANNOTATIONS, ...Object.keys(TYPED), ...UNTYPED]);

function visit(visited: Visited, problems: SchemaProblem[]): void {
  const { schema, pointer, place } = visited;
  for (const problem of ownProblems(visited)) problems.push({ pointer, problem });
  for (const keyword of Object.keys(schema)) {
    if (!SUPPORTED.has(keyword))
      problems.push({ pointer: `${pointer}/${keyword}`, problem: 'not a supported keyword' });
  }
  for (const inner of innerSchemas(visited)) visit(inner, problems);
  if (place === 'root' || !Object.hasOwn(schema, '$id')) return;
  problems.push({ pointer: `${pointer}/$id`, problem: 'an id within the document' });
}

function* ownProblems({ schema, pointer, place }: Visited): Iterable<string> {
  const { type, $ref } = schema;
  const described = place === 'root' || place === 'value';
  if (described && $ref === undefined && typeof schema.description !== 'string') yield 'no description';
  if ($ref !== undefined && !/^#\/\$defs\/[a-z0-9-]+$/.test(String($ref)))
    yield 'a reference that leads out of #/$defs';
  // Ajv compiles such a definition by itself and then gives pointers that begin at it.
  if ($ref !== undefined && pointer.startsWith('#/$defs/')) yield 'a reference within a definition';
  if (described) yield* typeProblems(schema);
  // Nothing else can say what is wrong with a value that such a constraint refuses.
  if (isSchema(schema.not) && place !== 'condition' && schema.not.description === undefined) {
    yield 'not without a description';
  }
  const types = [type].flat();
  if (types.includes('object') && schema.additionalProperties === undefined) yield 'no additionalProperties';
  if (types.includes('array')) {
    if (typeof schema.maxItems !== 'number' && !isBoundedByLimit(schema)) yield 'no maxItems';
    if (!isSchema(schema.items)) yield 'no items';
  }
  if (schema.uniqueItems === true && !isScalar(schema.items)) yield 'uniqueItems over items that may not be scalars';
  if (schema.uniqueItems === false) yield 'uniqueItems that asks for nothing';
  for (const literal of [schema.const ?? [], schema.enum ?? []].flat()) {
    if (typeof literal === 'object') yield 'const or enum with a value that is not a scalar';
  }
  // A wrong type would break both.
  if (type !== undefined && (schema.const !== undefined || schema.enum !== undefined))
    yield 'type beside const or enum';
  if (schema.pattern !== undefined) yield* patternProblems(schema.pattern);
  if (schema.format !== undefined) {
    if (!ALLOWED_FORMATS.some((format) => format === schema.format)) yield `format ${schema.format}`;
    if (schema.pattern === undefined) yield 'format without a pattern';
  }
  if (schema.if === undefined && (schema.then !== undefined || schema.else !== undefined))
    yield 'then or else without if';
  if (schema.if !== undefined && schema.then === undefined) yield 'if without then';
}

// Where more items are allowed than a vector can hold, a rule with a limit stands in front of the schema.
function isBoundedByLimit({ description }: JsonSchema): boolean {
  return typeof description === 'string' && /\bThe limit [a-z][A-Za-z0-9]*\.[a-zA-Z]+ bounds it\./.test(description);
}

/** Each keyword must meet a type that the value may have; a name is always a string. */
function* typeProblems(schema: JsonSchema): Iterable<string> {
  const types: readonly unknown[] = [schema.type].flat();
  for (const [keyword, needed] of Object.entries(TYPED)) {
    if (Object.hasOwn(schema, keyword) && !needed.some((type) => types.includes(type))) {
      yield `${keyword} without the type ${needed.join(' or ')}`;
    }
  }
  const declared = isSchema(schema.properties) ? Object.keys(schema.properties) : [];
  for (const name of Array.isArray(schema.required) ? schema.required : []) {
    if (!declared.includes(String(name))) yield `required member ${name} is not described`;
  }
  for (const { path, constraint } of conditionalMembers(schema)) {
    const known = memberAt(schema, path);
    if (known === undefined) {
      yield `a condition about ${path.join('.')}, which is not described`;
      continue;
    }
    const knownTypes: readonly unknown[] = [known.type].flat();
    for (const [keyword, needed] of Object.entries(TYPED)) {
      const matches = needed.some((type) => knownTypes.includes(type)) || constraint.type !== undefined;
      if (Object.hasOwn(constraint, keyword) && !matches) yield `a condition with ${keyword} on ${path.join('.')}`;
    }
  }
}

interface ConditionalMember {
  readonly path: readonly string[];
  readonly constraint: JsonSchema;
}

/** The members that the conditions of a schema speak of. */
function* conditionalMembers(schema: JsonSchema, path: readonly string[] = []): Iterable<ConditionalMember> {
  const branches = [schema, ...(Array.isArray(schema.allOf) ? schema.allOf : [])].filter(isSchema);
  for (const branch of branches) {
    for (const keyword of ['if', 'then', 'else']) {
      const inner = branch[keyword];
      if (isSchema(inner)) yield* constrainedMembers(inner, path);
    }
  }
}

function* constrainedMembers(schema: JsonSchema, path: readonly string[]): Iterable<ConditionalMember> {
  for (const [name, member] of Object.entries(isSchema(schema.properties) ? schema.properties : {})) {
    if (!isSchema(member)) continue;
    yield { path: [...path, name], constraint: member };
    yield* constrainedMembers(member, [...path, name]);
  }
  yield* conditionalMembers(schema, path);
}

function memberAt(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  let current: JsonSchema | undefined = schema;
  for (const name of path) {
    const members: unknown = current.properties;
    const member: unknown = isSchema(members) && Object.hasOwn(members, name) ? members[name] : undefined;
    if (!isSchema(member)) return undefined;
    current = member;
  }
  return current;
}

function* innerSchemas({ schema, pointer, place }: Visited): Iterable<Visited> {
  for (const keyword of SCHEMA_KEYWORDS) {
    const inner = schema[keyword];
    if (!isSchema(inner)) continue;
    yield { schema: inner, pointer: `${pointer}/${keyword}`, place: innerPlace(keyword, place) };
  }
  for (const keyword of SCHEMA_LIST_KEYWORDS) {
    const list = schema[keyword];
    for (const [index, inner] of (Array.isArray(list) ? list : []).entries()) {
      if (isSchema(inner))
        yield {
          schema: inner,
          pointer: `${pointer}/${keyword}/${index}`,
          place: place === 'condition' ? place : 'constraint',
        };
    }
  }
  for (const keyword of SCHEMA_MAP_KEYWORDS) {
    const map = schema[keyword];
    for (const [name, inner] of Object.entries(isSchema(map) ? map : {})) {
      if (!isSchema(inner)) continue;
      const within = keyword === '$defs' && !Object.hasOwn(inner, 'type') ? 'constraint' : place;
      yield {
        schema: inner,
        pointer: `${pointer}/${keyword}/${name}`,
        place: within === 'root' ? 'value' : within,
      };
    }
  }
}

function innerPlace(keyword: string, place: Place): Place {
  if (keyword === 'if' || place === 'condition') return 'condition';
  if (keyword === 'propertyNames') return 'name';
  const describes = keyword === 'items' || keyword === 'additionalProperties';
  return describes && place !== 'constraint' ? 'value' : 'constraint';
}

function isScalar(items: unknown): boolean {
  if (!isSchema(items)) return false;
  if (items.enum !== undefined || items.const !== undefined) return true;
  const types = [items.type].flat();
  return (
    types.length > 0 && types.every((type) => ['string', 'number', 'integer', 'boolean', 'null'].includes(String(type)))
  );
}

/** Every problem of every schema of the contracts. */
export function lintSchemas(root: string): readonly string[] {
  const files = readSchemas(root);
  return files.flatMap(({ path, contract, name, schema }) => {
    const id = `https://package-contracts.dev/${contract}/v1/schemas/${name}.schema.json`;
    const named = schema.$id === id ? [] : [{ pointer: '#/$id', problem: `not ${id}` }];
    return [...named, ...lintSchema(schema)].map(({ pointer, problem }) => `${path}${pointer}: ${problem}`);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = lintSchemas(join(import.meta.dirname, '..'));
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}
