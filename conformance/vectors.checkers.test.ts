import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readVerdictVectors } from './suite/read-vectors.ts';
import { readRules } from './suite/rule-facts.ts';
import { isFolderInput } from './suite/stage-input.ts';

/** The contracts whose packages and documents Python's own libraries read. */
const READ: ReadonlySet<string> = new Set([
  'strict-zip@1',
  'strict-tar@1',
  'strict-json@1',
  'strict-yaml@1',
  'anpkg@1',
  'doctor-cli-package@1',
  'distribution@1',
]);

const vectors = readVerdictVectors(join(import.meta.dirname, 'vectors')).filter(({ vector }) =>
  READ.has(vector.contract),
);
const rules = readRules(join(import.meta.dirname, '..'));

/** Whether both profiles accept it: one that only core accepts is one that readers understand differently. */
function isOfBothProfiles(profile: string, cites: readonly string[]): boolean {
  return profile === 'hardened' || cites.every((id) => rules.get(id)?.origin !== 'ours');
}

/** As what Python reads the members. Where core alone accepts a tar, it says of which members it takes no notice. */
function archiveOf(contract: string, profile: string, cites: readonly string[]): 'zip' | 'tar' | null {
  if (contract === 'strict-tar@1') return isOfBothProfiles(profile, cites) ? 'tar' : null;
  return (contract === 'strict-zip@1' || contract === 'anpkg@1') && !cites.includes('zip/empty-name') ? 'zip' : null;
}

it("Python's zipfile, tarfile, json and PyYAML observe what the accepted vectors state", () => {
  const tasks = vectors.flatMap(({ vector: { contract, profile, cites, input, expect: expected }, folder }) =>
    !expected.valid || isFolderInput(input)
      ? []
      : {
          folder,
          archive: archiveOf(contract, profile, cites),
          documents: isOfBothProfiles(profile, cites),
          paths: Object.keys(expected.observation.documents),
        },
  );
  const run = spawnSync('/usr/bin/python3', [join(import.meta.dirname, 'read_again.py')], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(run.stderr).toBe('');
  const answer: { archives: number; documents: number; differences: readonly string[] } = JSON.parse(run.stdout);
  expect(answer.differences).toEqual([]);
  expect(answer.archives).toBe(tasks.filter(({ archive }) => archive !== null).length);
  const stated = tasks.filter(({ documents }) => documents).flatMap(({ paths }) => paths);
  expect(answer.documents).toBe(stated.length);
});
