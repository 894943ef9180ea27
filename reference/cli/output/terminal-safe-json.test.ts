import { expect, test } from 'vitest';
import type { Finding } from '../../report/finding.ts';
import { toReleaseJson } from './render-release.ts';
import { toResolutionJson } from './render-resolution.ts';
import { toUpkeepJson } from './render-upkeep.ts';

// A name that turns the direction of writing, and moves the cursor of some terminals.
const NAME = 'a\u202e\u009b.json';
const findings: readonly Finding[] = [
  { rule: 'distribution/special-file', at: { member: NAME }, details: { kind: 'x' } },
];
const identity = {
  version: '1.0.0',
  target: 'x86_64-unknown-linux-gnu',
  profile: 'release',
  toolchain: '1.84.0',
  git_rev: '0123456789abcdef0123456789abcdef01234567',
  dist_revision: 'r1',
};

test.each([
  ['a release', toReleaseJson({ outcome: 'refused', artifacts: [], findings })],
  [
    'a resolution',
    toResolutionJson({ kind: 'refused', rule: 'distribution/no-match', findings, rows: [{ identity, differs: [] }] }),
  ],
  [
    'upkeep',
    toUpkeepJson({ outcome: 'planned', generations: [], keep: 6, artifacts: [identity], files: [NAME], findings }),
  ],
])('%s as JSON does a terminal no harm, and says the same', (_what, text) => {
  expect(text).not.toMatch(/[\u202e\u009b]/u);
  expect(JSON.parse(text).findings[0].at.member).toBe(NAME);
});
