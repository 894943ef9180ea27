import { expect, test } from 'vitest';
import { glanceAtSchemaVersion } from './schema-version.ts';

function versionOf(text: string): string | undefined {
  return glanceAtSchemaVersion(new TextEncoder().encode(text));
}

test.each([
  ['the first member', '{"schema_version":"a-v1","b":1}', 'a-v1'],
  ['a later member', '{"a": [{"x": 1}, []], "b": {"c": "}"},\n "schema_version" : "a-v1"}', 'a-v1'],
  ['a member of which the rest is cut off', '{"schema_version": "a-v1", "b": {"c', 'a-v1'],
  ['a text with escapes ahead of it', '{"a": "\\"}{\\\\", "schema_version": "a-v1"}', 'a-v1'],
])('%s is seen', (_, text, expected) => {
  expect(versionOf(text)).toBe(expected);
});

test.each([
  ['a member of an inner object', '{"a": {"schema_version": "a-v1"}}'],
  ['a member of an object in a list', '[{"schema_version": "a-v1"}]'],
  ['a text that is no name', '{"a": "schema_version", "b": "a-v1"}'],
  ['what stands in a text', '{"a": "\\"schema_version\\": \\"a-v1\\""}'],
  ['what stands behind the object', '{"a": 1} {"schema_version": "a-v1"}'],
  ['a number', '{"schema_version": 1, "a": "a-v1"}'],
  ['a version that is cut off', '{"schema_version": "a-'],
  ['nothing', ''],
])('%s is not', (_, text) => {
  expect(versionOf(text)).toBeUndefined();
});
