import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type SchemaBoundary, schemaBoundaries } from './schema-boundaries.ts';

// Ajv is the second opinion: what the recipes say of an instance is compared with what ajv says.
const contracts = join(import.meta.dirname, '../../contracts');
const folders = ['anpkg', 'doctor-cli-package', 'interfaces'].map((contract) => join(contracts, contract, 'v1'));
const schemas = folders.flatMap((folder) =>
  readdirSync(join(folder, 'schemas')).map((file): [string, unknown, readonly unknown[]] => {
    const name = file.replace('.schema.json', '');
    const examples = readdirSync(join(folder, 'examples')).filter((example) => example.split('.')[0] === name);
    return [
      name,
      readJson(join(folder, 'schemas', file)),
      // The richest first: it has a place for nearly every constraint.
      examples
        .map((example) => readJson(join(folder, 'examples', example)))
        .sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length),
    ];
  }),
);

describe.each(schemas)('%s', (_name, schema, bases) => {
  const boundaries = schemaBoundaries(toSchema(schema), bases);
  const validate = compile(toSchema(schema));

  test('every instance outside is refused by its constraint alone', () => {
    const outside = boundaries.filter(({ side }) => side === 'outside');
    expect(outside.length).toBeGreaterThan(0);
    const said = outside.map(({ name, instance }) => [name, leafErrors(validate, instance)]);
    expect(said).toEqual(outside.map((boundary) => [boundary.name, [describeBoundary(boundary)]]));
  });

  test('every instance inside is accepted', () => {
    const inside = boundaries.filter(({ side }) => side === 'inside');
    expect(inside.length).toBeGreaterThan(0);
    const refused = inside.filter(({ instance }) => !validate(instance)).map(({ name }) => name);
    expect(refused).toEqual([]);
  });

  test('names are unique and kebab-case', () => {
    const names = boundaries.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });
});

test('the instances of a small schema are those next to its constraints', () => {
  const schema = {
    type: 'object',
    required: ['size'],
    additionalProperties: false,
    properties: { size: { type: 'integer', minimum: 3 }, name: { type: 'string', maxLength: 2 } },
  };
  const pairs = schemaBoundaries(schema, [{ size: 5, name: 'ab' }]).map(({ name, instance }) => [name, instance]);
  expect(Object.fromEntries(pairs)).toEqual({
    'type-outside': 1.5,
    'type-inside': { size: 5, name: 'ab' },
    'required-size-outside': { name: 'ab' },
    'required-size-inside': { size: 5 },
    'additional-properties-outside': { size: 5, name: 'ab', unlisted: 'x' },
    'additional-properties-inside': { size: 5, name: 'ab' },
    'size-type-outside': { size: 5.5, name: 'ab' },
    'size-type-inside': { size: 5, name: 'ab' },
    'size-minimum-outside': { size: 2, name: 'ab' },
    'size-minimum-inside': { size: 3, name: 'ab' },
    'name-type-outside': { size: 5, name: 1.5 },
    'name-type-inside': { size: 5, name: 'ab' },
    'name-max-length-outside': { size: 5, name: 'abx' },
    'name-max-length-inside': { size: 5, name: 'ab' },
  });
});

test('an object with as many members as may be, and with one more, is among the instances', () => {
  const schema = { type: 'object', maxProperties: 2, additionalProperties: { type: 'string' } };
  const members = schemaBoundaries(schema, [{ a: 'x' }])
    .filter(({ keyword }) => keyword === 'maxProperties')
    .map(({ side, instance }) => [side, Object.values(Object(instance))]);
  expect(Object.fromEntries(members)).toEqual({ inside: ['x', 'x'], outside: ['x', 'x', 'x'] });
});

test('a condition has instances that would be broken if it always held', () => {
  // Written as JSON: an object literal with a member `then` looks like a promise.
  const schema = toSchema(
    JSON.parse(`{
      "type": "object",
      "properties": { "on": { "type": "boolean" }, "port": { "type": "integer" } },
      "if": { "required": ["on"], "properties": { "on": { "const": true } } },
      "then": { "properties": { "port": { "minimum": 1 } } }
    }`),
  );
  const instances = schemaBoundaries(schema, [{ on: true, port: 8 }])
    .filter(({ keyword }) => keyword === 'if')
    .map(({ instance }) => instance);
  expect(instances).toEqual([{ on: false, port: 0 }, { port: 0 }]);
});

test('a constraint without an instance is an error that names it', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', minLength: 1 } } };
  expect(() => schemaBoundaries(schema, [{}])).toThrow('a-type-outside');
});

test('a base that is invalid is an error that says where', () => {
  expect(() => schemaBoundaries({ type: 'object' }, [[]])).toThrow('#/type');
});

function compile(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  return new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);
}

/** The errors that name a constraint, each once; `if` and `propertyNames` only pass on what stands in them. */
function leafErrors(validate: ValidateFunction, instance: unknown): readonly string[] {
  validate(instance);
  const leaves = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames');
  return [...new Set(leaves.map(describeError))];
}

function describeError({ keyword, schemaPath, instancePath, params, propertyName }: ErrorObject): string {
  const name = propertyName ?? params.additionalProperty;
  return `${keyword} ${schemaPath} at ${instancePath}${name === undefined ? '' : `/${name}`}`;
}

function describeBoundary({ keyword, schemaPointer, pointer }: SchemaBoundary): string {
  return `${keyword} ${schemaPointer} at ${pointer}`;
}

function toSchema(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('not a schema');
  return Object.fromEntries(Object.entries(value));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
