import type { JsonSchema } from './schemas.ts';

/** Keywords whose value is a schema, a list of schemas, and schemas by name. */
export const SCHEMA_KEYWORDS: readonly string[] = [
  'additionalProperties',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
];
export const SCHEMA_LIST_KEYWORDS: readonly string[] = ['allOf', 'anyOf', 'oneOf'];
export const SCHEMA_MAP_KEYWORDS: readonly string[] = ['$defs', 'properties'];

/** Gives what takes the place of a subschema; `place` is the keyword that it stands under, if it stands under one. */
export type SchemaChange = (schema: JsonSchema, place?: string) => JsonSchema;

/** A copy of the schema in which `change` was applied to every subschema, the innermost first. */
export function mapSchema(schema: JsonSchema, change: SchemaChange, place?: string): JsonSchema {
  const members = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (SCHEMA_KEYWORDS.includes(keyword) && isSchema(value)) return [keyword, mapSchema(value, change, keyword)];
    if (SCHEMA_LIST_KEYWORDS.includes(keyword) && Array.isArray(value)) {
      return [keyword, value.map((item) => (isSchema(item) ? mapSchema(item, change) : item))];
    }
    if (SCHEMA_MAP_KEYWORDS.includes(keyword) && isSchema(value)) {
      const named = Object.entries(value).map(([name, item]) => [
        name,
        isSchema(item) ? mapSchema(item, change) : item,
      ]);
      return [keyword, Object.fromEntries(named)];
    }
    return [keyword, value];
  });
  return change(Object.fromEntries(members), place);
}

/** Whether the value can be a schema with keywords; `true` and `false` are schemas without. */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
