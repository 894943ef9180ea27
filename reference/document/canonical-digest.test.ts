import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestCanonicalJson, toCanonicalJson } from './canonical-digest.ts';
import type { JsonValue } from './parsed-document.ts';

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

it('digests the form that RFC 8785 section 3.2.2 gives as an example', () => {
  const value: JsonValue = JSON.parse(
    '{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "literals": [null, true, false]}',
  );
  const expected = '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}';
  expect(digestCanonicalJson(value)).toBe(digestOf(expected));
});

it('digests what another implementation writes', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
      const value: JsonValue = JSON.parse(text);
      expect(digestCanonicalJson(value)).toBe(digestOf(canonicalize(value) ?? ''));
    }),
  );
});

it('sorts names by UTF-16 unit and keeps the empty one', () => {
  const value = { '\ufb33': 1, '😀': 2, '': { '': null } };
  expect(digestCanonicalJson(value)).toBe(digestOf('{"":{"":null},"😀":2,"\ufb33":1}'));
});

it('digests a value of any depth', () => {
  let value: JsonValue = [];
  for (let level = 0; level < 100_000; level += 1) value = [value];
  expect(digestCanonicalJson(value)).toBe(digestOf(`${'['.repeat(100_001)}${']'.repeat(100_001)}`));
});

it('gives a long value the same form as a text and as what is digested, whatever its letters', () => {
  // More than is put together at once, with letters of one to four bytes.
  const long = Array.from({ length: 30_000 }, (_, index) => `${index} é \u{20ac} \u{1f600}`);
  const text = toCanonicalJson(long);
  expect(text).toBe(JSON.stringify(long));
  expect(digestCanonicalJson(long)).toBe(digestOf(text));
});
