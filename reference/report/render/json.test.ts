import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Report } from '../report.ts';
import { renderJson } from './json.ts';
import { SAMPLE } from './sample-report.test-fixture.ts';

const schemaPath = join(import.meta.dirname, '../../../contracts/interfaces/v1/schemas/report.schema.json');

test('the report keeps its schema', () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(schemaPath, 'utf8')));
  const isValid = validate(JSON.parse(renderJson(SAMPLE)));
  expect(validate.errors).toBeNull();
  expect(isValid).toBe(true);
});

test('members stand in the order of the interfaces, details by name', () => {
  const { artifacts, tool, ...rest } = SAMPLE;
  const shuffled: Report = { artifacts: artifacts.map(reverseMembers), tool, ...rest };
  expect(renderJson(shuffled)).toBe(renderJson(SAMPLE));
  const text = renderJson(SAMPLE);
  const order = [
    '"format"',
    '"tool"',
    '"valid"',
    '"counts"',
    '"findings"',
    '"artifacts"',
    '"path"',
    '"size"',
    '"sha256"',
  ];
  const places = order.map((member) => text.indexOf(member));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(text.indexOf('"alpha"')).toBeLessThan(text.indexOf('"zeta"'));
});

test('what is absent is left out, and the text ends with a line feed', () => {
  const text = renderJson({ ...SAMPLE, artifacts: SAMPLE.artifacts.filter(({ path }) => path === 'd') });
  expect(text).not.toContain('primary');
  expect(text).not.toContain('null');
  expect(text.endsWith('}\n')).toBe(true);
});

function reverseMembers<T extends object>(value: T): T {
  const copy = { ...value };
  for (const [name, member] of Object.entries(value).reverse()) {
    Reflect.deleteProperty(copy, name);
    Reflect.set(copy, name, member);
  }
  return copy;
}
