import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readVerdictVectors } from './suite/read-vectors.ts';
import { readRules } from './suite/rule-facts.ts';
import { isFolderInput } from './suite/stage-input.ts';

const vectors = readVerdictVectors(join(import.meta.dirname, 'vectors'));
const rules = readRules(join(import.meta.dirname, '..'));

/** Whether both profiles accept it: one that only core accepts is one that readers understand differently. */
function isOfBothProfiles(profile: string, cites: readonly string[]): boolean {
  return profile === 'hardened' || cites.every((id) => rules.get(id)?.origin !== 'ours');
}

function isArchive(contract: string): boolean {
  return contract === 'strict-zip@1' || contract === 'anpkg@1';
}

it("Python's zipfile, json and PyYAML observe what the accepted vectors state", () => {
  const tasks = vectors
    .filter(({ vector }) => vector.expect.valid && !isFolderInput(vector.input))
    .map(({ vector, folder }) => ({
      folder,
      zip: isArchive(vector.contract) && !vector.cites.includes('zip/empty-name'),
      documents: isOfBothProfiles(vector.profile, vector.cites),
    }));
  const run = spawnSync('/usr/bin/python3', [join(import.meta.dirname, 'read_again.py')], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(run.stderr).toBe('');
  const answer: { archives: number; documents: number; differences: readonly string[] } = JSON.parse(run.stdout);
  expect(answer.differences).toEqual([]);
  expect(answer.archives).toBe(tasks.filter(({ zip }) => zip).length);
  expect(answer.documents).toBeGreaterThan(answer.archives);
});
