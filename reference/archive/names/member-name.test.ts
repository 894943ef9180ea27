import { expect, test } from 'vitest';
import { toCollisionKey } from './member-name.ts';

// Code point by code point nothing depends on what stands around.
function foldEach(name: string): string {
  let folded = '';
  for (const character of name.normalize('NFD')) folded += character.toLowerCase().toUpperCase().toLowerCase();
  return folded.normalize('NFD');
}

test('the key of a name is that of its code points, whatever stands around them', () => {
  const different: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const name = `\u00c4${character}\u03a3${character}.\u03a3`;
    if (toCollisionKey(name) !== foldEach(name)) different.push(code.toString(16));
  }
  expect(different).toEqual([]);
});

test.each([
  ['stra\u00dfe', 'STRASSE'],
  ['k', '\u212a'],
  ['\u03bb\u03cc\u03b3\u03bf\u03c2', '\u039b\u038c\u0393\u039f\u03a3'],
  ['\u00e9', 'E\u0301'],
])('%s and %s are one', (one, other) => {
  expect(toCollisionKey(one)).toBe(toCollisionKey(other));
});
