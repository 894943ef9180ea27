import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { rewriteHeader } from './rewrite-header.ts';

const NAMES = [
  '',
  'a',
  'ab',
  'b',
  '\\u0062b',
  '\\n',
  '\\u000b',
  'é',
  '\\u00ea',
  '\ufffd',
  '\u{1f600}',
  '\\ud83d\\ude01',
];

/** Texts of all kinds of spelling, the same each time; no object of them has a name twice. */
function* texts(count: number): Generator<string> {
  let state = 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const space = (): string => ['', '', '', '', '', '', '', ' ', '\n\t'][below(9)] ?? '';
  const list = (most: number, item: () => string): string =>
    Array.from({ length: below(most + 1) }, () => `${space()}${item()}${space()}`).join(',');
  const value = (level: number): string => {
    const kind = below(level < 4 ? 6 : 3);
    if (kind === 0) return `${below(2000) - 1000}`;
    if (kind < 3) return `"${NAMES[below(NAMES.length)]}"`;
    if (kind === 3) return `[${list(3, () => value(level + 1))}]`;
    const names = [...NAMES];
    // Half of the objects are sorted by how their names are spelled, which mostly is how they are sorted.
    const chosen = Array.from({ length: below(6) }, () => names.splice(below(names.length), 1)[0] ?? '');
    if (kind === 4) chosen.sort();
    return `{${list(chosen.length, () => `"${chosen.shift()}"${space()}:${space()}${value(level + 1)}`)}}`;
  };
  for (let index = 0; index < count; index += 1) yield space() + value(0) + space();
}

test('the difference is the first one from what another program writes', () => {
  let different = 0;
  for (const text of texts(20_000)) {
    const canonical = canonicalize(JSON.parse(text)) ?? '';
    const { difference } = rewriteHeader(text);
    expect(difference, text).toBe(firstDifference([...text], [...canonical]));
    if (difference !== undefined) different += 1;
  }
  expect(different).toBeGreaterThan(5000);
  expect(different).toBeLessThan(15_000);
});

test('members of one name stay in their order', () => {
  expect(rewriteHeader('{"a":2,"a":1,"b":0}').difference).toBeUndefined();
  expect(rewriteHeader('{"a":2,"b":0,"a":1}').difference).toBe('{"a":2,"'.length);
});

test('of very many fractions the first thousand are kept, and all counted', () => {
  const { fractions, fractionCount } = rewriteHeader(`[${Array(2500).fill('1.5').join(',')}]`);
  expect([fractions.length, fractionCount]).toEqual([1000, 2500]);
  expect(fractions.at(-1)).toEqual({ index: 1 + 999 * 4, pointer: '/999', text: '1.5' });
});

test('the pointer of a number names members as they are observed', () => {
  const { fractions } = rewriteHeader('{"\\udc00":{"a\\ud800/\\ud83d\\ude00":1.5}}');
  expect(fractions.map(({ pointer }) => pointer)).toEqual(['/\ufffd/a\ufffd~1\u{1f600}']);
});

/** Index of the first character in which two texts differ, in UTF-16 units. */
function firstDifference(text: readonly string[], canonical: readonly string[]): number | undefined {
  if (text.join('') === canonical.join('')) return undefined;
  let index = 0;
  while (index < text.length && text[index] === canonical[index]) index += 1;
  return text.slice(0, index).join('').length;
}

test('a name of megabytes above very many fractions is held once', () => {
  const name = `${'n'.repeat(8 * 1024 * 1024)}~`;
  // Held for each of them it were 8 GB.
  const { fractions } = rewriteHeader(`{"${name}":[${Array(1000).fill('1.5').join(',')}]}`);
  expect(fractions.at(-1)?.pointer.endsWith('n~0/999')).toBe(true);
});
