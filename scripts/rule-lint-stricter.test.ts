import { expect, test } from 'vitest';
import { stricterProblems } from './rule-lint-stricter.ts';
import type { LintedRule } from './rule-lint-text.ts';

const rules = [
  rule('zip/duplicate-name', 'consumer', 'ours'),
  rule('zip/bad-method', 'consumer', 'specification'),
  rule('zip/lost-member', 'producer', 'ours'),
  rule('zip/local-time', 'producer', 'ours'),
  { ...rule('zip/old-name', 'consumer', 'ours'), status: 'retired' },
];

test.each([
  ['- `zip/duplicate-name`', []],
  ['| rule | why |\n|---|---|\n| [`zip/duplicate-name`](#duplicate-name) | as `zip/bad-method` says |', []],
  ['- `zip/duplicate-name`\n- `zip/lost-member`\n- `zip/local-time`', []],
  ['None.', ['zip/duplicate-name: of origin ours, and not listed as stricter']],
  ['Such as `zip/duplicate-name`.', ['zip/duplicate-name: of origin ours, and not listed as stricter']],
  [
    '- `zip/duplicate-name`\n- `zip/bad-method`\n- `zip/old-name`\n- `zip/unheard-of`',
    [
      'zip/bad-method: listed as stricter, and not of origin ours',
      'zip/old-name: listed as stricter, and not of origin ours',
      'zip/unheard-of: listed as stricter, and not of origin ours',
    ],
  ],
  ['- `zip/duplicate-name`\n- `zip/lost-member`', ['zip/local-time: of origin ours, and not listed as stricter']],
  ['- `zip/duplicate-name`\n- `zip/duplicate-name`', ['zip/duplicate-name: listed as stricter twice']],
])('of a section %j is said', (section, problems) => {
  const text = `# Zip\n\n## Stricter than the published reader\n\n${section}\n\n## Decisions\n\n- \`zip/bad-method\`\n`;
  expect(stricterProblems({ name: 'strict-zip', text, rules })).toEqual(problems);
});

test('a contract of which something is published has the section', () => {
  const published = rule('zip/no-member', 'consumer', 'published');
  expect(stricterProblems({ name: 'strict-zip', text: '# Zip\n', rules })).toEqual([]);
  expect(stricterProblems({ name: 'strict-zip', text: '# Zip\n', rules: [published] })).toEqual([
    'strict-zip: has no section "Stricter than the published …"',
  ]);
});

function rule(id: string, role: string, origin: string): LintedRule {
  return { id, role, origin, status: 'active', level: 'MUST', text: '', message: '', remedy: '', source: '' };
}
