import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './generate/schemas.ts';
import { lintSchema, lintSchemas } from './schema-lint.ts';
import { patternProblems } from './schema-lint-patterns.ts';

/** A document with nothing wrong, around one property. */
function documentWith(property: JsonSchema, more: JsonSchema = {}): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://package-contracts.dev/x/v1/schemas/x.schema.json',
    title: 'X',
    description: 'A document.',
    examples: [{}],
    type: 'object',
    additionalProperties: false,
    properties: { a: property },
    ...more,
  };
}

function problemsOf(property: JsonSchema, more: JsonSchema = {}): readonly string[] {
  return lintSchema(documentWith(property, more)).map(({ pointer, problem }) => `${pointer} ${problem}`);
}

const text = { description: 'A text.', type: 'string' };

test('every schema of the contracts is without a problem', () => {
  expect(lintSchemas(join(import.meta.dirname, '..'))).toEqual([]);
});

test.each<[string, JsonSchema]>([
  ['a text', text],
  ['a list', { description: 'Texts.', type: 'array', maxItems: 3, uniqueItems: true, items: text }],
  ['one of two types', { description: 'One or more.', type: ['string', 'array'], maxItems: 3, items: text }],
  ['an enumeration', { description: 'A choice.', enum: ['a', 'b'] }],
  ['a map', { description: 'Texts.', type: 'object', propertyNames: { minLength: 1 }, additionalProperties: text }],
  ['what is forbidden', { description: 'Nothing.', not: { description: 'is given' } }],
])('%s is allowed', (_, property) => {
  expect(problemsOf(property)).toEqual([]);
});

const at = '#/properties/a';
const list = { description: 'Texts.', type: 'array', maxItems: 3, items: text };
test.each<[string, JsonSchema, string]>([
  [
    'a keyword that the type generator ignores',
    { ...list, prefixItems: [text] },
    `${at}/prefixItems not a supported keyword`,
  ],
  [
    'unevaluated members',
    { ...text, unevaluatedProperties: false },
    `${at}/unevaluatedProperties not a supported keyword`,
  ],
  ['dependent members', { ...text, dependentRequired: {} }, `${at}/dependentRequired not a supported keyword`],
  ['a union', { ...text, oneOf: [] }, `${at}/oneOf not a supported keyword`],
  ['names by pattern', { ...text, patternProperties: {} }, `${at}/patternProperties not a supported keyword`],
  ['nothing said of a value', { type: 'string' }, `${at} no description`],
  ['a list without an end', { description: 'Texts.', type: 'array', items: text }, `${at} no maxItems`],
  ['a list of anything', { description: 'Texts.', type: 'array', maxItems: 3 }, `${at} no items`],
  [
    'unique objects',
    { ...list, uniqueItems: true, items: { description: 'O.', type: 'object', additionalProperties: false } },
    `${at} uniqueItems over items that may not be scalars`,
  ],
  [
    'unique items behind a reference',
    { ...list, uniqueItems: true, items: { $ref: '#/$defs/d' } },
    `${at} uniqueItems over items that may not be scalars`,
  ],
  [
    'an object that does not say whether it is closed',
    { description: 'O.', type: 'object' },
    `${at} no additionalProperties`,
  ],
  ['a constant object', { description: 'O.', const: {} }, `${at} const or enum with a value that is not a scalar`],
  ['a type beside a constant', { ...text, const: 'a' }, `${at} type beside const or enum`],
  [
    'a length of a number',
    { description: 'N.', type: 'integer', minLength: 1 },
    `${at} minLength without the type string`,
  ],
  ['a bound of a text', { ...text, minimum: 1 }, `${at} minimum without the type integer or number`],
  ['an end sign in a pattern', { ...text, pattern: '^a$' }, `${at} a pattern with $`],
  ['a format that nobody checks', { ...text, format: 'uri', pattern: '^a' }, `${at} format uri`],
  ['a format alone', { ...text, format: 'date-time' }, `${at} format without a pattern`],
  ['a reference to another document', { $ref: 'other.schema.json' }, `${at} a reference that leads out of #/$defs`],
  ['a branch without a condition', { ...text, else: {} }, `${at} then or else without if`],
  ['a refusal without words', { ...text, not: { type: 'string', pattern: '[^a]' } }, `${at} not without a description`],
  ['an id within', { ...text, $id: 'https://example.org/x' }, `${at}/$id an id within the document`],
])('%s is refused', (_, property, problem) => {
  expect(problemsOf(property)).toEqual([problem]);
});

test.each<[string, JsonSchema, string]>([
  ['a required member that is not described', { required: ['b'] }, '# required member b is not described'],
  [
    'a reference within a definition',
    { $defs: { d: { title: 'D', description: 'D.', type: 'array', maxItems: 1, items: { $ref: '#/$defs/d' } } } },
    '#/$defs/d/items a reference within a definition',
  ],
  [
    'another dialect',
    { $schema: 'http://json-schema.org/draft-07/schema#' },
    '#/$schema not https://json-schema.org/draft/2020-12/schema',
  ],
])('%s is refused', (_, more, problem) => {
  expect(problemsOf(text, more)).toEqual([problem]);
});

test('a condition must speak of described members and of their types', () => {
  // Written as JSON: an object literal with a member `then` looks like a promise.
  const condition = JSON.parse(`{
    "if": { "required": ["a"], "properties": { "a": { "const": "x" } } },
    "then": { "properties": { "a": { "minimum": 1 }, "b": { "minLength": 1 } } }
  }`);
  expect(problemsOf(text, condition)).toEqual([
    '# a condition with minimum on a',
    '# a condition about b, which is not described',
  ]);
});

test.each(['$schema', '$id', 'title', 'description', 'examples'])('a document without %s is refused', (keyword) => {
  const { [keyword]: _, ...rest } = documentWith(text);
  expect(lintSchema(rest).map(({ problem }) => problem)).toContain(`no ${keyword}`);
});

describe('patterns', () => {
  test.each(['^[a-z0-9]', '[^a-z-]', 'a{2,3}b?', '(a|b)+', 'a\\.b', '^README\\.md#'])('%s is allowed', (pattern) => {
    expect([...patternProblems(pattern)]).toEqual([]);
  });

  test.each([
    ['a$', 'a pattern with $'],
    ['a|^b', 'a pattern with ^ that does not stand first'],
    ['(?:a)', 'a pattern with a group that does more than group'],
    ['a(?=b)', 'a pattern with a group that does more than group'],
    ['a+?', 'a pattern with a lazy quantifier'],
    ['\\d', 'a pattern with the escape \\d'],
    ['[\\w]', 'a pattern with the escape \\w'],
    ['\\bx', 'a pattern with the escape \\b'],
    ['\\p{Lu}', 'a pattern with a category of characters'],
    ['(', 'a pattern that is no regular expression'],
  ])('%s is refused', (pattern, problem) => {
    expect([...patternProblems(pattern)]).toEqual([problem]);
  });
});
