import { expect, test } from 'vitest';
import { renderGithub } from './github.ts';
import { LINE_FINDING, SAMPLE } from './sample-report.test-fixture.ts';

test('an annotation is one line with what GitHub reserves escaped', () => {
  expect(renderGithub(SAMPLE).split('\n')).toEqual([
    '::error file=build/a b.zip,title=zip/duplicate-name::a<b>&"\\u{1b}[31m\\u{a}\\u{202e} at offset 42: two members have the name a,b:c%25\\u{1b} (Rename one of them.)',
    '::error file=c.json,line=2,col=3,title=json/duplicate-key::the name "a" stands twice (Remove one.)',
    '::warning title=report/unused-ignore::zip/x is ignored and has no finding (Remove the ignore.)',
    '',
  ]);
});

test('a path with separators of the command is escaped', () => {
  const artifact = { path: 'a,b:c%.json', profile: 'core', valid: false, truncated: false } as const;
  const text = renderGithub({ ...SAMPLE, findings: [], artifacts: [{ ...artifact, findings: [LINE_FINDING] }] });
  expect(text).toMatch(/^::error file=a%2Cb%3Ac%25\.json,line=2,/u);
});

test('an ignored finding is a notice', () => {
  const artifact = { path: 'a', profile: 'core', valid: false, truncated: false } as const;
  const findings = [{ ...LINE_FINDING, ignored: 'known' }];
  expect(renderGithub({ ...SAMPLE, findings: [], artifacts: [{ ...artifact, findings }] })).toMatch(/^::notice /u);
});

test.each([
  ['B', 'B/dist/index.json'],
  ['.', 'dist/index.json'],
])('a finding in a file of a folder is at the line of that file (%s)', (path, file) => {
  const artifact = { path, profile: 'core', valid: false, truncated: false } as const;
  const findings = [{ ...LINE_FINDING, at: { ...LINE_FINDING.at, member: 'dist/index.json' } }];
  const text = renderGithub({ ...SAMPLE, findings: [], artifacts: [{ ...artifact, findings }] });
  expect(text).toMatch(new RegExp(`^::error file=${file},line=2,col=3,`, 'u'));
});
