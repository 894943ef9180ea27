import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../../../report/check.ts';
import type { Location } from '../../../report/finding.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import { IDENTITY_PARTS } from '../../documents/identity.ts';
import { type IndexRow, pathsOf, rowPointer, type StatedRow } from '../../documents/index-rows.ts';
import { renderRow } from '../../documents/rules/path-rules.ts';
import { compareRevisions, compareVersions } from '../../documents/versions.ts';
import { generationsOf, keptGenerations } from '../generations.ts';
import type { RepositoryChange } from '../repository-change.ts';
import type { RepositoryState } from '../repository-state.ts';

/** Section 9.2: what was published (G9, C-RETAIN, C-REV). */
export const rowChanges: readonly Check<RepositoryChange>[] = [
  {
    rule: 'distribution/row-changed',
    check({ before, after, revision }, report) {
      const known = new Map(rowsIn(before).map((row) => [keyOf(row), row]));
      for (const row of rowsIn(after)) {
        const was = known.get(keyOf(row));
        if (was !== undefined && !isSameRow(was, row)) report(placeOf(row, after), { revision });
      }
    },
  },
  {
    rule: 'distribution/artifact-changed',
    check({ changedFiles, revision }, report) {
      for (const member of changedFiles) report({ member }, { revision });
    },
  },
  {
    rule: 'distribution/row-removed',
    check(change, report) {
      const { after } = change;
      const removed = removedRows(change);
      const left = generationsOf(after.index);
      for (const version of new Set(removed.map(({ identity }) => identity.version))) {
        const lower = left.find((other) => compareVersions(other, version) < 0);
        if (left.includes(version)) {
          report(
            { member: indexPath(after) },
            { problem: `a row of ${version} is removed, and others of it are left` },
          );
        } else if (lower !== undefined) {
          report(
            { member: indexPath(after) },
            { problem: `${version} is removed, and ${lower}, which is lower, is not` },
          );
        }
      }
      const referred = new Set(rowsIn(after).flatMap((row) => filesOf(row, after)));
      for (const row of removed) {
        for (const member of filesOf(row, change.before)) {
          if (referred.has(member) || !after.files.has(member)) continue;
          report({ member }, { problem: 'the row of this file is removed, and the file is not' });
        }
      }
    },
  },
  {
    rule: 'distribution/too-few-generations',
    check(change, report) {
      const { before, after } = change;
      const published = generationsOf(before.index);
      const left = generationsOf(after.index);
      if (published.every((version) => left.includes(version))) return;
      const expected = Math.min(keptGenerations(after.contract.value), published.length);
      const actual = left.length;
      if (actual < expected) report({ member: indexPath(after) }, { actual, expected });
    },
  },
  {
    rule: 'distribution/revision-not-rising',
    check({ before, after }, report) {
      const known = new Set(rowsIn(before).map(keyOf));
      const highest = new Map<string, string>();
      for (const row of rowsIn(before)) {
        const { dist_revision: revision } = row.identity;
        const highestYet = highest.get(sourcesOf(row)) ?? revision;
        highest.set(sourcesOf(row), compareRevisions(revision, highestYet) > 0 ? revision : highestYet);
      }
      for (const row of rowsIn(after)) {
        const expected = highest.get(sourcesOf(row));
        if (expected === undefined || known.has(keyOf(row))) continue;
        if (compareRevisions(row.identity.dist_revision, expected) <= 0) {
          report(placeOf(row, after, '/dist_revision'), { expected });
        }
      }
    },
  },
];

function rowsIn({ index }: RepositoryState): readonly IndexRow[] {
  return index?.rows ?? [];
}

function indexPath({ contract }: RepositoryState): string {
  return contract.value.artifact.distribution_index.canonical;
}

function placeOf(row: IndexRow, { index, contract }: RepositoryState, member = ''): Location {
  const pointer = `${rowPointer(row)}${member}`;
  const { canonical } = contract.value.artifact.distribution_index;
  return index === undefined ? { member: canonical, pointer } : placeIn(index.index, pointer);
}

/** What sets a row apart, and everything of it but the revision. */
function keyOf({ identity }: IndexRow): string {
  return JSON.stringify(IDENTITY_PARTS.map((part) => identity[part]));
}

function sourcesOf({ identity }: IndexRow): string {
  return JSON.stringify(IDENTITY_PARTS.filter((part) => part !== 'dist_revision').map((part) => identity[part]));
}

function filesOf(row: IndexRow, { contract }: RepositoryState): readonly string[] {
  return Object.values(pathsOf(row, renderRow(row, contract)));
}

function removedRows({ before, after }: RepositoryChange): readonly IndexRow[] {
  const left = new Set(rowsIn(after).map(keyOf));
  return rowsIn(before).filter((row) => !left.has(keyOf(row)));
}

/** What a published row may get, once: neither is taken back or changed again. */
const ADDED_LATER: ReadonlySet<keyof StatedRow> = new Set(['yanked', 'checksums_sha256'] as const);

/** Whether every member is the same, but for those that were added since and may be. */
function isSameRow({ row: before }: IndexRow, { row: after }: IndexRow): boolean {
  const names = new Set([...namesOf(before), ...namesOf(after)]);
  return [...names].every(
    (name) => (before[name] === undefined && ADDED_LATER.has(name)) || isDeepStrictEqual(before[name], after[name]),
  );
}

function namesOf(row: StatedRow): readonly (keyof StatedRow)[] {
  return Object.keys(row);
}
