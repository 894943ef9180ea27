import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { findBoundaries } from '../../conformance/recipes/schema-boundaries.ts';
import type { Schema } from '../../conformance/recipes/schema-breaches.ts';
import { examplesOf } from '../generate/example-types.ts';
import { readSchemas } from '../generate/schemas.ts';
import { inlineSchema } from './inline-schema.ts';

const root = join(import.meta.dirname, '../..');

describe.each(readSchemas(root).map((file) => [file.id, file] as const))('%s', (_, file) => {
  test('accepts and refuses the same without references', () => {
    const bases = examplesOf(root, file).map(({ text }): unknown => JSON.parse(text));
    const instances = findBoundaries(file.schema, bases).map(({ instance }) => instance);
    const [one, other] = [compile(file.schema), compile(inlineSchema(file.schema).schema)];
    expect(instances.length).toBeGreaterThan(0);
    expect(instances.filter((instance) => one(instance) !== other(instance))).toEqual([]);
  });
});

test('a definition stands where it is used, and says where it came from', () => {
  const { schema, origins } = inlineSchema({
    $id: 'x',
    properties: { a: { description: 'own words', $ref: '#/$defs/name' } },
    $defs: { name: { description: 'words', type: 'string' } },
  });
  expect(schema).toEqual({ properties: { a: { description: 'own words', type: 'string' } } });
  expect(origins.get('["properties","a"]')).toBe('#/$defs/name');
});

test('a constraint beside a reference holds as well as it', () => {
  const { schema } = inlineSchema({ $ref: '#/$defs/name', minLength: 2, $defs: { name: { type: 'string' } } });
  expect(schema).toEqual({ minLength: 2, allOf: [{ type: 'string' }] });
});

test('a definition that leads to itself is an error', () => {
  const schema = { $ref: '#/$defs/a', $defs: { a: { items: { $ref: '#/$defs/a' } } } };
  expect(() => inlineSchema(schema)).toThrow('#/$defs/a leads to itself');
});

function compile(schema: Schema): (instance: unknown) => boolean {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile({ ...schema });
  return (instance) => validate(instance) === true;
}
