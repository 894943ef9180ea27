/**
 * What keeps a pattern from meaning the same to every engine. A pattern is a search (JSON Schema, 6.3.3): an I-Regexp
 * (RFC 9485) that may begin with `^`. `$` is refused, because to Python it also stands ahead of a final line feed:
 * say what may not occur (`not`), or how long the text may be.
 */
export function* patternProblems(pattern: unknown): Iterable<string> {
  if (typeof pattern !== 'string') {
    yield 'a pattern that is not a text';
    return;
  }
  try {
    new RegExp(pattern, 'u');
  } catch {
    yield 'a pattern that is no regular expression';
    return;
  }
  const body = pattern.startsWith('^') ? pattern.slice(1) : pattern;
  for (const problem of new Set(tokenProblems(body))) yield `a pattern with ${problem}`;
}

// One token at a time: an escape, a character class, or a character.
const TOKEN = /\\p\{[A-Za-z]+\}|\\P\{[A-Za-z]+\}|\\[\s\S]|\[\^?(?:\\[\s\S]|[^\\\]])*\]|\(\?|[*+?}]\?|[\s\S]/gu;
// SingleCharEsc of RFC 9485: the syntax characters, and line feed, carriage return and tab.
const SINGLE_ESCAPE = /^\\[()*+\-.?[\\\]^nrt{|}]$/;
const CATEGORY_ESCAPE = /^\\[pP]\{/;
const CLASS_PROBLEM = /&&|--|~~|\[/;

function* tokenProblems(body: string): Iterable<string> {
  for (const [token] of body.matchAll(TOKEN)) {
    if (token === '$') yield '$';
    if (token === '^') yield '^ that does not stand first';
    if (token === '(?') yield 'a group that does more than group';
    if (token.length === 2 && '*+?}'.includes(token.charAt(0)) && token.endsWith('?')) yield 'a lazy quantifier';
    // Python's own regular expressions know no categories.
    if (CATEGORY_ESCAPE.test(token)) yield 'a category of characters';
    else if (token.startsWith('\\') && !SINGLE_ESCAPE.test(token)) yield `the escape ${token}`;
    if (token.startsWith('[') && token.length > 1) yield* classProblems(token.slice(1, -1));
  }
}

function* classProblems(body: string): Iterable<string> {
  for (const [sequence] of body.matchAll(/\\[\s\S]/gu)) {
    if (!SINGLE_ESCAPE.test(sequence)) yield `the escape ${sequence}`;
  }
  if (CLASS_PROBLEM.test(body.replaceAll(/\\[\s\S]/gu, ''))) yield 'a set operation in a class';
}
