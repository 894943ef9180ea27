import { describe, expect, it } from 'vitest';
import { anchorsOf, brokenLinks } from './markdown-links.ts';

const FILES: Readonly<Record<string, string>> = {
  'a.md': '# One\n\n## Two words\n\n<a id="rule-x"></a>',
  'a b.txt': '',
};
const read = (target: string): string | undefined => FILES[target];

describe('brokenLinks', () => {
  it.each([
    '[x](a.md)',
    '[x](a.md#two-words)',
    '[x](a.md#rule-x)',
    '[x](a%20b.txt)',
    '[x](<a.md> "title")',
    '[x](https://example.org/nowhere)',
    '[x](mailto:a@example.org)',
    '`[x](nowhere.md)`',
    '```\n[x](nowhere.md)\n```',
    '# Here\n[x](#here)',
    '[x]: a.md',
  ])('finds nothing in %j', (text) => {
    expect(brokenLinks(text, read)).toEqual([]);
  });

  it.each([
    ['[x](nowhere.md)', 'nowhere.md', 'no such file'],
    ['[x](a.md#three)', 'a.md#three', 'no such anchor'],
    ['[x](#here)', '#here', 'no such anchor'],
    ['[x]: nowhere.md', 'nowhere.md', 'no such file'],
    ['![x](nowhere.png)', 'nowhere.png', 'no such file'],
  ])('finds the link of %j', (text, link, why) => {
    expect(brokenLinks(`\n${text}`, read)).toEqual([{ line: 2, link, why }]);
  });

  it('counts lines through code blocks', () => {
    expect(brokenLinks('```\na\n\n```\n[x](nowhere.md)', read)).toMatchObject([{ line: 5 }]);
  });
});

describe('anchorsOf', () => {
  it('names headings as forges do: lower case, hyphens, no punctuation, a number for a repeated one', () => {
    expect([...anchorsOf('# `a` & b!\n## Same\n## Same\n### [Link](x.md) é')]).toEqual([
      'a--b',
      'same',
      'same-1',
      'link-é',
    ]);
  });
});
