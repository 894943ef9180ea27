import { expect, test } from 'vitest';
import type { Schema } from '../../conformance/recipes/schema-breaches.ts';
import { compareSchemas } from './compare-schemas.ts';

/** Kind, place and instance of each change. */
function changes(older: Schema, newer: Schema, ...examples: readonly unknown[]): readonly (readonly unknown[])[] {
  return compareSchemas('a', { schema: older, examples }, { schema: newer, examples }).map(({ kind, where, shown }) => [
    kind,
    where,
    shown?.instance,
  ]);
}

const size = (schema: Schema): Schema => ({ type: 'object', properties: { size: { type: 'integer', ...schema } } });

test('a bound that moves shows the value between', () => {
  expect(changes(size({ maximum: 8 }), size({ maximum: 7 }), { size: 3 })).toEqual([
    ['breaking', '#/properties/size/maximum', { size: 8 }],
  ]);
  expect(changes(size({ maximum: 7 }), size({ maximum: 8 }), { size: 3 })).toEqual([
    ['additive', '#/properties/size/maximum', { size: 8 }],
  ]);
});

test('a value that replaces another in an enumeration is breaking', () => {
  const [older, newer] = [{ enum: ['a', 'b'] }, { enum: ['a', 'c'] }];
  expect(changes(older, newer, 'a')).toEqual([['breaking', '#/enum', 'b']]);
});

test('the order of required members, types and values is no change', () => {
  const older = { type: ['string', 'null'], required: ['a', 'b'], enum: ['x', 'y'] };
  const newer = { enum: ['y', 'x'], required: ['b', 'a'], type: ['null', 'string'] };
  expect(changes(older, newer, 'x')).toEqual([['editorial', '#', undefined]]);
});

test('a definition that is used twice is one change, at the definition', () => {
  const schema = (maxLength: number): Schema => ({
    type: 'object',
    properties: { a: { $ref: '#/$defs/name' }, b: { $ref: '#/$defs/name' } },
    $defs: { name: { type: 'string', maxLength } },
  });
  expect(changes(schema(4), schema(3), { a: 'x', b: 'y' })).toMatchObject([['breaking', '#/$defs/name/maxLength', {}]]);
});

test('what is asked inside of not is worth the opposite', () => {
  const refusing = (maximum: number): Schema => ({ not: { description: 'is small', type: 'integer', maximum } });
  const [older, newer] = [refusing(3), refusing(4)];
  expect(changes(older, newer, 9)).toEqual([['breaking', '#/not/maximum', 4]]);
  expect(changes(newer, older, 9)).toEqual([['additive', '#/not/maximum', 4]]);
});

// Written as JSON: an object literal with a member `then` looks like a promise.
test('a new condition is one change', () => {
  const older: Schema = JSON.parse('{"type": "object", "properties": {"on": {"type": "boolean"}, "port": {}}}');
  const newer: Schema = JSON.parse(`{
    "type": "object",
    "properties": {"on": {"type": "boolean"}, "port": {}},
    "if": {"required": ["on"], "properties": {"on": {"const": true}}},
    "then": {"required": ["port"]}
  }`);
  expect(changes(older, newer, { on: true, port: 1 })).toEqual([['breaking', '#/if', { on: true }]]);
  expect(changes(newer, older, { on: true, port: 1 })).toEqual([['additive', '#/if', { on: true }]]);
});

test('conditions that change places are the same conditions', () => {
  const [one, other] = [{ maximum: 9 }, { minimum: 1 }];
  expect(changes({ allOf: [one, other] }, { allOf: [other, one] }, 5)).toEqual([['editorial', '#', undefined]]);
  expect(changes({ allOf: [one] }, { allOf: [other, one] }, 5)).toEqual([['breaking', '#/allOf/0', 0]]);
});

test('a constraint that moves to another keyword is undecided where nothing shows it', () => {
  const [older, newer] = [
    { type: 'string', minLength: 1 },
    { type: 'string', minLength: 1, pattern: '^[^]' },
  ];
  expect(changes(older, newer, 'a')).toEqual([['undecided', '#/pattern', undefined]]);
});

test('an open object may describe a member, but not then ask for it', () => {
  const older: Schema = { type: 'object', additionalProperties: true, properties: {} };
  const newer: Schema = { ...older, properties: { more: { type: 'string' } } };
  expect(changes(older, newer, {})).toEqual([['additive', '#/properties/more', undefined]]);
  expect(changes(older, { ...newer, required: ['more'] }, {})).toContainEqual(['breaking', '#/required', {}]);
});

test('a member of a map is no member that was ignored', () => {
  const older: Schema = { type: 'object', additionalProperties: { type: 'integer' } };
  const newer: Schema = { ...older, properties: { more: { type: 'string' } } };
  expect(changes(older, newer, { a: 1 })).toMatchObject([
    ['breaking', '#/properties/more', { more: expect.any(Number) }],
  ]);
});

test('another identity is breaking', () => {
  expect(changes({ $id: 'a', type: 'string' }, { $id: 'b', type: 'string' }, 'x')).toEqual([
    ['breaking', '#/$id', undefined],
  ]);
});

// Written as JSON: an object literal with a member `then` looks like a promise.
test('conditions that say one thing in parts are decided together', () => {
  const properties = '"properties": {"kind": {"enum": KINDS}, "a": {}, "b": {}}, "additionalProperties": false';
  const older: Schema = JSON.parse(`{
    "type": "object", "required": ["kind"], ${properties.replace('KINDS', '["x", "y"]')},
    "if": {"properties": {"kind": {"const": "x"}}}, "then": {"required": ["a"]}, "else": {"required": ["b"]}
  }`);
  const newer: Schema = JSON.parse(`{
    "type": "object", "required": ["kind"], ${properties.replace('KINDS', '["x", "y", "z"]')},
    "allOf": [
      {"if": {"properties": {"kind": {"const": "x"}}}, "then": {"required": ["a"]}},
      {"if": {"properties": {"kind": {"const": "y"}}}, "then": {"required": ["b"]}}
    ]
  }`);
  const examples = [{ kind: 'x', a: 1 }, { kind: 'y', b: 1 }, { kind: 'z' }];
  const kinds = (from: Schema, to: Schema): readonly unknown[] => [
    ...new Set(changes(from, to, ...examples).map(([kind]) => kind)),
  ];
  expect(kinds(older, newer)).toEqual(['additive']);
  expect(kinds(newer, older)).toContain('breaking');
});
