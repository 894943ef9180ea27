import { expect, test } from 'vitest';
import { toWords } from './command-line.ts';

test.each([
  ['python3 adapter.py', ['python3', 'adapter.py']],
  ['  a\tb  ', ['a', 'b']],
  [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
  [`--x='a b'c`, ['--x=a bc']],
  [`"it's" 'say "x"'`, [`it's`, 'say "x"']],
  ['a\\ b', ['a b']],
  [`"a\\"b" 'c\\d'`, ['a"b', 'c\\d']],
  [`a ''`, ['a', '']],
  ['$HOME *.js; ls', ['$HOME', '*.js;', 'ls']],
])('%s', (line, words) => {
  expect(toWords(line)).toEqual(words);
});

test.each([
  ["a 'b", 'a quote is not closed'],
  ['   ', 'the adapter has no command'],
])('%j is no command line', (line, why) => {
  expect(() => toWords(line)).toThrow(why);
});
