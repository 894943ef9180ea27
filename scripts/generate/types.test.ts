import { expect, test } from 'vitest';
import { convertDown } from './types.ts';

test('what a type cannot say is left out', () => {
  const schema = JSON.parse(`{
    "$id": "https://example.org/x", "title": "X", "type": "object", "additionalProperties": false,
    "minProperties": 1, "propertyNames": { "minLength": 1 },
    "properties": {
      "list": { "description": "Texts.", "type": "array", "minItems": 1, "maxItems": 9, "items": { "type": "string", "pattern": "^a" } },
      "named": { "description": "One.", "$ref": "#/$defs/d" },
      "any": { "description": "Anything." },
      "none": { "description": "Nothing.", "not": { "description": "is given" } },
      "other": { "description": "Not x.", "type": "string", "not": { "const": "x" } }
    },
    "if": { "required": ["list"] }, "then": { "required": ["named"] },
    "$defs": { "d": { "title": "D", "enum": ["a", "b"] } }
  }`);
  expect(convertDown(schema)).toEqual({
    title: 'X',
    type: 'object',
    additionalProperties: false,
    properties: {
      list: { description: 'Texts.', type: 'array', items: { type: 'string' } },
      named: { $ref: '#/$defs/d' },
      any: { description: 'Anything.', tsType: 'unknown' },
      none: { description: 'Nothing.', tsType: 'undefined' },
      other: { description: 'Not x.', type: 'string' },
    },
    $defs: { d: { title: 'D', enum: ['a', 'b'] } },
  });
});
