import { describe, expect, it } from 'vitest';
import { enumMembers, schemaConstraints } from './schema-constraints.ts';

function without(schema: Readonly<Record<string, unknown>>, pointer: string, name?: string): unknown {
  return schemaConstraints(schema).find((constraint) => constraint.pointer === pointer && constraint.name === name)
    ?.without;
}

describe('the constraints of a schema', () => {
  it('are its keywords, and each name that is required', () => {
    const schema = { type: 'object', required: ['a', 'b'], properties: { a: { minimum: 1, description: 'A.' } } };
    expect(schemaConstraints(schema).map(({ pointer, name }) => [pointer, name])).toEqual([
      ['#/type', undefined],
      ['#/required', 'a'],
      ['#/required', 'b'],
      ['#/properties/a/minimum', undefined],
    ]);
    expect(without(schema, '#/required', 'a')).toEqual({ ...schema, required: ['b'] });
    expect(without(schema, '#/properties/a/minimum')).toEqual({ ...schema, properties: { a: { description: 'A.' } } });
  });

  it('are what shuts a schema, and not what opens it', () => {
    const schema = { additionalProperties: false, properties: { 'a/~': false, b: { additionalProperties: true } } };
    expect(schemaConstraints(schema).map(({ pointer }) => pointer)).toEqual([
      '#/additionalProperties',
      '#/properties/a~1~0',
    ]);
    expect(without(schema, '#/properties/a~1~0')).toEqual({
      ...schema,
      properties: { ...schema.properties, 'a/~': true },
    });
  });

  it('hold what a reference leads to, and go with it', () => {
    const schema = { properties: { a: { $ref: '#/$defs/name' } }, $defs: { name: { maxLength: 3 } } };
    const [reference] = schemaConstraints(schema);
    expect(reference?.pointer).toBe('#/properties/a/$ref');
    expect(reference?.covers).toContain('#/$defs/name/maxLength');
    expect(reference?.without).toEqual({ ...schema, properties: { a: {} } });
  });

  it('take the branches of a condition with them, and cover them', () => {
    const schema = JSON.parse('{"if":{"required":["a"]},"then":{"maxProperties":1}}');
    const [condition, asked, branch] = schemaConstraints(schema);
    expect(condition).toMatchObject({ pointer: '#/if', without: {} });
    expect(condition?.covers).toContain('#/then/maxProperties');
    // Within the condition: it decides what else holds, and no finding names it.
    expect(asked).toMatchObject({ pointer: '#/if/required', name: 'a' });
    expect(asked?.covers).toBeUndefined();
    expect(branch).toMatchObject({ pointer: '#/then/maxProperties', covers: ['#/then/maxProperties'] });
  });
});

describe('the members of an enum', () => {
  it('are taken out one by one, where there are several', () => {
    const schema = { properties: { a: { enum: ['x', null] }, b: { enum: [1] } } };
    expect(enumMembers(schema).map(({ pointer, name, without: faulty }) => [pointer, name, faulty])).toEqual([
      ['#/properties/a/enum', '"x"', { properties: { a: { enum: [null] }, b: { enum: [1] } } }],
      ['#/properties/a/enum', 'null', { properties: { a: { enum: ['x'] }, b: { enum: [1] } } }],
    ]);
  });

  it('of a condition stay: they decide what else holds', () => {
    expect(enumMembers({ if: { properties: { a: { enum: [1, 2] } } } })).toEqual([]);
  });
});
