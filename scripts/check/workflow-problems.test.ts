import { expect, test } from 'vitest';
import { workflowProblems } from './workflow-problems.ts';

const LOCAL = { scripts: ['check', 'generate'], programs: ['.ci/run'] };
const SHA = '0123456789abcdef0123456789abcdef01234567';
const expression = (text: string): string => `$\{{ ${text} }}`;
const GOOD = `on:
  push:
    tags: ['v*']
  workflow_dispatch:
permissions: {}
concurrency:
  group: one
jobs:
  gate:
    if: github.ref_type == 'tag'
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      id-token: write
    steps:
      - uses: actions/checkout@${SHA} # v1.2.3
        with:
          persist-credentials: false
      - run: bash .ci/run
      - env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: npm run check -- "$BASE"
      - run: |
          npm ci
          npm publish --provenance ./package/*.tgz
`;

test('a workflow that keeps to all of it has no problem', () => {
  expect(workflowProblems(GOOD, LOCAL)).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['a tag in place of a SHA', SHA, 'v1', 'gate: actions/checkout@v1: not pinned by a full SHA'],
  ['a short SHA', SHA, SHA.slice(1), `gate: actions/checkout@${SHA.slice(1)}: not pinned by a full SHA`],
  ['a pin without its version', ' # v1.2.3', '', `gate: actions/checkout@${SHA}: no comment with its version`],
  [
    'a version of which only a part is said',
    'v1.2.3',
    'v1',
    `gate: actions/checkout@${SHA}: no comment with its version`,
  ],
  ['no permissions at the top', 'permissions: {}\n', '', 'permissions at the top are not {}'],
  ['permissions for all jobs', 'permissions: {}', 'permissions: read-all', 'permissions at the top are not {}'],
  ['a job without permissions', '    permissions:\n      id-token: write\n', '', 'gate: no permissions of its own'],
  ['a right to write', 'id-token: write', 'contents: write\n      id-token: write', 'gate: permission contents: write'],
  ['publishing without a tag', "github.ref_type == 'tag'", 'always()', 'gate: npm publish without a tag'],
  ['publishing without provenance', ' --provenance', '', 'gate: npm publish without provenance'],
  ['no concurrency', 'concurrency:\n  group: one\n', '', 'no concurrency'],
  ['no end', '    timeout-minutes: 10\n', '', 'gate: no timeout-minutes up to 60'],
  ['an end in days', 'timeout-minutes: 10', 'timeout-minutes: 3000', 'gate: no timeout-minutes up to 60'],
  ['a runner that moves', 'ubuntu-24.04', 'ubuntu-latest', 'gate: runs-on ubuntu-latest: name a version'],
  [
    'credentials left behind',
    'persist-credentials: false',
    'fetch-depth: 0',
    'gate: checkout that leaves its credentials behind',
  ],
  ['the trigger of strangers', 'workflow_dispatch:', 'pull_request_target:', 'trigger pull_request_target'],
  [
    'a command that is not ours',
    'bash .ci/run',
    'curl https://example.org',
    'gate: no local command: curl https://example.org',
  ],
  ['a script that is not there', 'npm run check', 'npm run chekc', 'gate: no local command: npm run chekc -- "$BASE"'],
  ['two commands in one', 'npm ci', 'npm ci; date', 'gate: more than a command: npm ci; date'],
  ['a variable without quotes', '"$BASE"', '$BASE', 'gate: more than a command: npm run check -- $BASE'],
  [
    'a failure that is ignored',
    '- run: bash',
    '- continue-on-error: true\n        run: bash',
    'gate: continue-on-error',
  ],
  [
    'a secret',
    expression('github.event.pull_request.base.sha'),
    expression('secrets.TOKEN'),
    'a secret: nothing here needs one',
  ],
])('%s is a problem', (_, from, to, problem) => {
  expect(GOOD).toContain(from);
  expect(
    workflowProblems(
      GOOD.replace(from, () => to),
      LOCAL,
    ),
  ).toContain(problem);
});

test('an expression in a command is a problem, and so is one that a shell would read', () => {
  const text = GOOD.replace(
    'npm run check -- "$BASE"',
    () => `npm run check -- ${expression('github.event.issue.title')}`,
  );
  expect(workflowProblems(text, LOCAL)).toContain('gate: an expression in a command: pass it through env');
});

test.each([
  ['a: [', 'not YAML'],
  ['a: 1\na: 2', 'not YAML'],
  ['- x', 'not a mapping'],
  ['jobs: {}', 'no jobs'],
])('%j is none', (text, problem) => {
  expect(workflowProblems(text, LOCAL).join('\n')).toContain(problem);
});
