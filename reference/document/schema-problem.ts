import type { SchemaError } from './schema-validator.ts';

type Phrase = (parameters: SchemaError['params']) => string;

// Parameters are the schema's own words. Names of the document's members are given by the pointer.
const PHRASES: Readonly<Record<string, Phrase>> = {
  type: ({ type }) => `must be of type ${list(type, ' or ')}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  enum: ({ allowedValues }) => `must be one of ${list(allowedValues, ', ')}`,
  required: ({ missingProperty }) => `lacks the member ${missingProperty}`,
  dependentRequired: ({ property, missingProperty }) => `has ${property} and lacks the member ${missingProperty}`,
  additionalProperties: () => 'is not a member that the schema knows',
  unevaluatedProperties: () => 'is not a member that the schema knows',
  'false schema': () => 'must not stand here',
  not: ({ problem }) => (typeof problem === 'string' ? problem : 'must not have this form'),
  pattern: ({ pattern }) => `must match ${pattern}`,
  format: ({ format }) => `must be written as ${format}`,
  minLength: ({ limit }) => `must have at least ${limit} characters`,
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  minItems: ({ limit }) => `must have at least ${limit} items`,
  maxItems: ({ limit }) => `must have at most ${limit} items`,
  minProperties: ({ limit }) => `must have at least ${limit} members`,
  maxProperties: ({ limit }) => `must have at most ${limit} members`,
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  exclusiveMinimum: ({ limit }) => `must be greater than ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  uniqueItems: ({ i, j }) => `must not have equal items, and items ${j} and ${i} are equal`,
  contains: () => 'must have an item of the form that the schema asks for',
  anyOf: () => 'must have one of the forms that the schema lists',
  oneOf: () => 'must have exactly one of the forms that the schema lists',
};

/** What a schema error says is wrong, as a phrase that follows the name of the place. Quotes no value of the document. */
export function problemOfSchemaError({ keyword, params, propertyName }: SchemaError): string {
  const problem = PHRASES[keyword]?.(params) ?? `breaks the constraint ${keyword}`;
  return propertyName === undefined ? problem : `has a name that ${problem}`;
}

function list(values: unknown, separator: string): string {
  return Array.isArray(values) ? values.map((value) => text(value)).join(separator) : text(values);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
