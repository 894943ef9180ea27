import { expect, test } from 'vitest';
import type { ArtifactIdentity } from '../documents/identity.ts';
import type { IndexRow } from '../documents/index-rows.ts';
import { nearestRows } from './select-rows.ts';

const IDENTITY: ArtifactIdentity = {
  version: '1.2.3',
  target: 'x86_64-unknown-linux-gnu',
  profile: 'release',
  toolchain: '1.84.0',
  git_rev: 'a'.repeat(40),
  dist_revision: 'r1',
};

const ROW = {
  ...IDENTITY,
  artifact_file: 'dist/a',
  manifest_file: 'dist/m',
  checksums_file: 'dist/c',
  artifact_sha256: '0'.repeat(64),
  source_date_epoch: 0,
};

function rowOf(version: string, dist_revision: string): IndexRow {
  return { identity: { ...IDENTITY, version, dist_revision }, row: ROW, at: [0, 0, 0, 0] };
}

test('of any number of rows the five nearest are shown, those with fewest other parts first, then in order', () => {
  const far = Array.from({ length: 150_000 }, (_, count) => rowOf('0.9.0', `r${count + 2}`));
  const near = ['r40', 'r7', 'r5', 'r100'].map((dist_revision) => rowOf('1.2.3', dist_revision));
  const rows = [...far.slice(0, 70_000).reverse(), ...near, ...far.slice(70_000)];
  const shown = nearestRows(rows, IDENTITY, 'strict').map(({ identity, differs }) => [
    identity.version,
    identity.dist_revision,
    differs,
  ]);
  expect(shown).toEqual([
    ['1.2.3', 'r5', ['dist_revision']],
    ['1.2.3', 'r7', ['dist_revision']],
    ['1.2.3', 'r40', ['dist_revision']],
    ['1.2.3', 'r100', ['dist_revision']],
    ['0.9.0', 'r2', ['version', 'dist_revision']],
  ]);
});
