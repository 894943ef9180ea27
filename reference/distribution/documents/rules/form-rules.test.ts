import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SHAPES, type Shape } from '../document-shapes.ts';

const SCHEMAS = join(import.meta.dirname, '../../../../contracts/distribution/v1/schemas');

interface Schema {
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

function shapeOf(schema: Schema): Shape {
  if (schema.items !== undefined) return [shapeOf(schema.items)];
  if (schema.properties !== undefined) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, shapeOf(inner)]));
  }
  return schema.type === 'object' ? 'sorted' : 'value';
}

test.each(Object.entries(SHAPES))('the members of %s are those of its schema, in its order', (name, shape) => {
  const schema = JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8'));
  expect(JSON.stringify(shape)).toBe(JSON.stringify(shapeOf(schema)));
});
