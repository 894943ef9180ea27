import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lintRules, sinceProblems } from './rule-lint.ts';
import { type LintedRule, lintContract, markProblems } from './rule-lint-text.ts';

const rule: LintedRule = {
  id: 'zip/duplicate-name',
  status: 'active',
  level: 'MUST',
  role: 'consumer',
  origin: 'ours',
  text: 'Two members MUST NOT have the same name.',
  message: 'the name {name} stands twice',
  remedy: 'Remove one of the two.',
  source: 'README.md#duplicate-name',
};
const sentence = '<a id="duplicate-name"></a>Two members MUST NOT have the same name. (`zip/duplicate-name`)';

test('texts, catalogues, limits and code of the contracts agree', () => {
  expect(lintRules(join(import.meta.dirname, '..'))).toEqual([]);
});

test('a rule with its sentence has no problem', () => {
  expect(markProblems({ name: 'strict-zip', text: sentence, rules: [rule] })).toEqual([]);
  expect(lintContract({ name: 'strict-zip', text: sentence, rules: [rule] })).toEqual([]);
});

test.each([
  ['', ['zip/duplicate-name: 0 sentences of the text end with this id, and one has to']],
  [
    `${sentence}\n${sentence}`,
    [
      'zip/duplicate-name: 2 sentences of the text end with this id, and one has to',
      'strict-zip: the anchor duplicate-name stands twice',
    ],
  ],
  [sentence.replace('MUST', 'SHOULD'), ['zip/duplicate-name: its sentence says SHOULD, not MUST']],
  [sentence.replace('MUST NOT', 'do not'), ['zip/duplicate-name: its sentence says neither MUST nor SHOULD, not MUST']],
  [sentence.replace('id="duplicate-name"', 'id="other"'), ['zip/duplicate-name: its sentence has the anchor other']],
  [
    `${sentence} <a id="b"></a>B MUST hold. (\`zip/b\`)`,
    ['strict-zip: the text marks zip/b, which is no rule of the contract'],
  ],
  [`${sentence} <a id="b"></a>B.`, ['strict-zip: the anchor b marks no rule']],
])('the text %j disagrees with the catalogue', (text, problems) => {
  expect(markProblems({ name: 'strict-zip', text, rules: [rule] })).toEqual(problems);
});

test('where rules have several prefixes, an anchor has the prefix of its rule', () => {
  const rules = [
    { ...rule, source: 'README.md#zip-duplicate-name' },
    { ...rule, id: 'zip64/duplicate-name' },
  ];
  expect(lintContract({ name: 'strict-zip', text: '', rules })).toEqual([
    'zip64/duplicate-name: source is README.md#duplicate-name',
  ]);
});

test('a retired rule needs no sentence', () => {
  expect(markProblems({ name: 'strict-zip', text: '', rules: [{ ...rule, status: 'retired' }] })).toEqual([]);
});

test.each<[Partial<LintedRule>, string]>([
  [{ source: 'README.md#other' }, 'source is README.md#other'],
  [{ level: 'SHOULD' }, 'its text does not say SHOULD alone'],
  [{ text: 'Two members MUST NOT, and SHOULD not, match.' }, 'its text does not say MUST alone'],
  [{ text: 'Two members MUST NOT match' }, 'its text is no sentence'],
  [{ message: 'a name stands twice.' }, 'its message ends with a full stop'],
  [{ message: 'The name stands twice' }, 'its message begins like a sentence'],
  [{ message: 'the name {} stands twice' }, 'its message has a placeholder that is none'],
  [{ message: 'the name {the name} stands twice' }, 'its message has a placeholder that is none'],
  [{ remedy: 'remove it' }, 'its remedy is no sentence'],
])('a rule with %j is refused', (change, problem) => {
  const rules = [{ ...rule, ...change }];
  expect(lintContract({ name: 'strict-zip', text: sentence, rules })).toEqual([`zip/duplicate-name: ${problem}`]);
});

test.each([
  ['1.0.0', '1.0.0', []],
  ['1.1.0', '1.1.0', []],
  ['1.2.0', '1.1.0', ['zip/new: it begins with 1.2.0, and contract.json has the version 1.1.0: raise that']],
])('a rule since %s in a contract of version %s that was not released', (since, version, problems) => {
  expect(sinceProblems({ version, rules: [{ id: 'zip/new', since }] })).toEqual(problems);
});

test('a rule that a release lacks begins later', () => {
  const released = { version: '1.1.0', ids: ['zip/old'] };
  const rules = [
    { id: 'zip/old', since: '1.0.0' },
    { id: 'zip/late', since: '1.1.0' },
    { id: 'zip/new', since: '1.2.0' },
  ];
  expect(sinceProblems({ version: '1.2.0', rules, released })).toEqual([
    'zip/late: it begins with 1.1.0, and 1.1.0 was released without it',
  ]);
});
