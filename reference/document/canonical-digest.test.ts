import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestCanonicalJson } from './canonical-digest.ts';

describe('digestCanonicalJson', () => {
  it.each([
    ['an empty name, which is not the end of the names', { b: [], '': { '': null } }, '{"":{"":null},"b":[]}'],
    ['names in the order of their UTF-16 units', { '\ue000': 1, '😀': 2 }, '{"😀":2,"\ue000":1}'],
    ['containers within each other', [[{}, [1e21]], 'a\n'], '[[{},[1e+21]],"a\\n"]'],
  ])('digests the RFC 8785 form of %s', (_, value, canonical) => {
    expect(digestCanonicalJson(value)).toBe(createHash('sha256').update(canonical).digest('hex'));
  });
});
