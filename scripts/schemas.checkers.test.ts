import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type SchemaBoundary, schemaBoundaries } from '../conformance/recipes/schema-boundaries.ts';
import { examplesOf } from './generate/example-types.ts';
import { schemaCompiler } from './generate/schema-compiler.ts';
import { readSchemas, type SchemaFile } from './generate/schemas.ts';

// Python's jsonschema is the second reader of the schemas: it must agree with ajv on all of them.
const root = join(import.meta.dirname, '..');
const files = readSchemas(root);
const compiler = schemaCompiler(files);

describe.each(files.map((file) => [file.path, file] as const))('%s', (_, file) => {
  const examples = examplesOf(root, file).map(({ path, text }) => ({ path, instance: parse(text) }));
  const boundaries = schemaBoundaries(file.schema, richestFirst(examples.map(({ instance }) => instance))).filter(
    // The longest lists take Python a second each; shorter ones show that both count items alike.
    ({ instance }) => JSON.stringify(instance).length < 500_000,
  );
  const [schemaAnswer, ...answers] = askPython([
    { schema: file.schema },
    ...examples.map(({ instance }) => ({ schema: 0, instance })),
    ...boundaries.map(({ instance }) => ({ schema: 0, instance })),
  ]);

  test('is a schema to Python as well', () => {
    expect(schemaAnswer).toEqual({ valid: true });
  });

  test('has examples that hold', () => {
    expect(examples.length).toBeGreaterThan(0);
    const said = examples.map(({ path }, index) => [path, answers[index]]);
    expect(said).toEqual(examples.map(({ path }) => [path, { valid: true, errors: [] }]));
    expect(examples.filter(({ instance }) => !isValid(file, instance))).toEqual([]);
  });

  test('has an example of its own within, which holds', () => {
    const own = Array.isArray(file.schema.examples) ? file.schema.examples : [];
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((instance) => !isValid(file, instance))).toEqual([]);
    const said = askPython([{ schema: file.schema }, ...own.map((instance) => ({ schema: 0, instance }))]).slice(1);
    expect(said.filter((answer) => answer.valid !== true)).toEqual([]);
  });

  test('gives Python the verdict, keyword and place that it gives ajv', () => {
    const said = boundaries.map(({ name }, index) => [name, answers[examples.length + index]]);
    expect(said).toEqual(boundaries.map((boundary) => [boundary.name, expectedOf(boundary)]));
  });

  function expectedOf(boundary: SchemaBoundary): unknown {
    const valid = isValid(file, boundary.instance);
    expect([boundary.name, valid]).toEqual([boundary.name, boundary.side === 'inside']);
    if (valid) return { valid: true, errors: [] };
    return { valid: false, errors: [[boundary.keyword, placeForPython(boundary)]] };
  }
});

interface Answer {
  readonly valid?: unknown;
  readonly errors?: unknown;
}

function askPython(requests: readonly unknown[]): readonly Answer[] {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', [join(import.meta.dirname, 'check-schemas.py')], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}

function isValid({ schema }: SchemaFile, instance: unknown): boolean {
  return compiler.validate(`${schema.$id}`, instance) === true;
}

// Python names the object where a member's name is wrong or not allowed.
function placeForPython({ keyword, pointer, schemaPointer, name }: SchemaBoundary): string {
  const ofName = keyword === 'additionalProperties' || schemaPointer.includes('/propertyNames/');
  const ofNameDefinition = name.includes('-name-') && schemaPointer.startsWith('#/$defs/provider-name/');
  return ofName || ofNameDefinition ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
}

function richestFirst(instances: readonly unknown[]): readonly unknown[] {
  return [...instances].sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
}

function parse(text: string): unknown {
  return JSON.parse(text);
}
