import { expect, test } from 'vitest';
import { KEY_OF_OTHER, toExactCode } from './exact-code.ts';
import { schemaCompiler } from './schema-compiler.ts';

const schema = { type: 'array', items: { type: 'string' }, uniqueItems: true };
const validate = schemaCompiler([], (code) => `${KEY_OF_OTHER}${toExactCode(code)}`).compile(schema);

function brokenKeywords(value: unknown): readonly string[] {
  return validate(value) ? [] : (validate.errors ?? []).map(({ keyword }) => keyword).sort();
}

test.each<[unknown, readonly string[]]>([
  [['a', 'b', '__proto__', 'toString'], []],
  [['__proto__', 'a', '__proto__'], ['uniqueItems']],
  [
    [true, true],
    ['type', 'type', 'uniqueItems'],
  ],
  [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    ['type', 'type', 'uniqueItems'],
  ],
  [[1, '1'], ['type']],
])('%j among texts that are to be unique: %j', (value, keywords) => {
  expect(brokenKeywords(value)).toEqual(keywords);
});
