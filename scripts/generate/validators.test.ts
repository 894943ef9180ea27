import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { schemaBoundaries } from '../../conformance/recipes/schema-boundaries.ts';
import type { SchemaValidator } from '../../reference/document/schema-validator.ts';
import { validators as ofAnpkg } from '../../reference/generated/anpkg-validators.ts';
import { examplesOf } from './example-types.ts';
import { readSchemas } from './schemas.ts';

const root = join(import.meta.dirname, '../..');
const generated = join(root, 'reference/generated');
const compiled: Record<string, SchemaValidator> = {};
for (const file of readdirSync(generated).filter((name) => name.endsWith('-validators.ts'))) {
  Object.assign(compiled, (await import(join(generated, file))).validators);
}
const documents = readSchemas(root).filter(({ contract }) => contract !== 'interfaces');

test('every schema is compiled', () => {
  expect(Object.keys(compiled).sort()).toEqual(
    readSchemas(root)
      .map(({ id }) => id)
      .sort(),
  );
});

describe.each(documents.map((file) => [file.id, file] as const))('%s', (id, file) => {
  const validate = compiled[id];
  const bases = examplesOf(root, file)
    .map(({ text }): unknown => JSON.parse(text))
    .sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);

  test('judges objects without a prototype as the schema asks', () => {
    const verdicts = schemaBoundaries(file.schema, bases).map(({ name, side, instance }) => {
      return [name, validate?.(withoutPrototypes(instance)) === true ? 'inside' : 'outside', side];
    });
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(([, said, meant]) => said !== meant)).toEqual([]);
  });
});

const profile = ofAnpkg['anpkg/machine-profile'];
const minimal = {
  schema_version: 1,
  machine_id: 'b1',
  display_name: 'B',
  runtime_profiles: { manual: 'm' },
  providers: { p: { config: 'c' } },
  compatibility: {
    runtime: { config_contract: 'a', http_contract: 'b' },
    providers: { p: { strategy: 'local-build', version: 'v' } },
  },
};

test.each(['__proto__', 'constructor', 'toString'])('two equal texts %s are not unique', (text) => {
  expect(profile({ ...minimal, behaviors: [text] })).toBe(true);
  expect(profile({ ...minimal, behaviors: [text, text] })).toBe(false);
  expect(profile.errors?.map(({ keyword }) => keyword)).toEqual(['uniqueItems']);
});

test.each([
  [
    [1, true, JSON.parse('1.0')],
    ['type', 'type', 'type', 'uniqueItems'],
  ],
  [
    [
      { a: 1, b: [] },
      { b: [], a: 1 },
    ],
    ['type', 'type', 'uniqueItems'],
  ],
  [
    ['1', 1, null, 'null'],
    ['type', 'type'],
  ],
])('equal items %j break uniqueItems, of whatever type they are', (behaviors, keywords) => {
  expect(profile({ ...minimal, behaviors })).toBe(false);
  expect(profile.errors?.map(({ keyword }) => keyword).sort()).toEqual(keywords);
});

test.each(['__proto__', 'constructor', 'toString'])(
  'a member named %s is one that the schema does not know',
  (name) => {
    expect(profile(withoutPrototypes({ ...minimal, [name]: 1 }))).toBe(false);
    expect(profile.errors?.map(({ params }) => params)).toEqual([{ additionalProperty: name }]);
  },
);

test('an integer may be a number with a zero fraction, and true is none', () => {
  expect(profile({ ...minimal, schema_version: JSON.parse('1.0') })).toBe(true);
  expect(profile({ ...minimal, schema_version: true })).toBe(false);
});

test('a refusal is said in words', () => {
  expect(profile({ ...minimal, machine_id: 'b1\n' })).toBe(false);
  expect(profile.errors).toEqual([
    {
      instancePath: '/machine_id',
      schemaPath: '#/properties/machine_id/not',
      keyword: 'not',
      params: { problem: 'holds a character other than lower-case letters, digits and hyphens' },
    },
  ]);
});

test('of very many errors the first ten thousand are kept, and what follows takes none of them back', () => {
  const providers = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, {}]));
  expect(profile({ ...minimal, providers, compatibility: { ...minimal.compatibility, extra: true } })).toBe(false);
  const places = profile.errors?.map(({ instancePath }) => instancePath);
  expect(places).toEqual(Array.from({ length: 10_000 }, (_, index) => `/providers/p${index}`));
});

/** A copy whose objects have no prototype, as the strict parsers give them. */
function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (typeof value !== 'object' || value === null) return value;
  const bare = Object.create(null);
  for (const [key, member] of Object.entries(value)) bare[key] = withoutPrototypes(member);
  return bare;
}
