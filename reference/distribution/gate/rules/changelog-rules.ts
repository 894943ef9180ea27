import type { Check, ReportBreach } from '../../../report/check.ts';
import type { Location } from '../../../report/finding.ts';
import { type Changelog, type ChangelogEntry, daysBetween } from '../../documents/changelog.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';
import { compareVersions, majorMinor } from '../../documents/versions.ts';

const NOTICE_DAYS = 60;

/** Section 3.7: the changelog of the contract. */
export const changelogRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/changelog-no-entry',
    check: forChangelog(({ member, entries }, report) => {
      if (entries.length === 0) report({ member });
    }),
  },
  {
    rule: 'distribution/changelog-date-missing',
    check: forEntries(({ date }, _newer, report) => {
      if (date === undefined) report();
    }),
  },
  {
    rule: 'distribution/changelog-empty-entry',
    check: forEntries(({ changes }, _newer, report) => {
      if (changes.length === 0) report();
    }),
  },
  {
    rule: 'distribution/changelog-version-order',
    check: forEntries(({ version }, newer, report) => {
      if (newer !== undefined && compareVersions(version, newer.version) >= 0) report();
    }),
  },
  {
    rule: 'distribution/changelog-date-order',
    check: forEntries(({ date }, newer, report) => {
      if (date !== undefined && newer?.date !== undefined && date > newer.date) report();
    }),
  },
  {
    rule: 'distribution/changelog-revision-mismatch',
    check({ repository, contract }, report) {
      const changelog = repository?.changelog;
      const newest = changelog?.entries[0];
      if (changelog === undefined || newest === undefined || contract === undefined) return;
      const expected = contract.value.contract_version;
      const isRevision =
        majorMinor(newest.version) === majorMinor(expected) && compareVersions(newest.version, expected) >= 0;
      if (!isRevision) report(placeOf(newest, changelog), { expected });
    },
  },
  {
    rule: 'distribution/notice-too-short',
    check({ repository, contract }, report) {
      const changelog = repository?.changelog;
      if (changelog === undefined || changelog.entries.length === 0 || contract === undefined) return;
      const expected = contract.value.deprecation?.minimum_notice_days ?? NOTICE_DAYS;
      for (const [place, legacy] of contract.value.artifact.distribution_index.legacy.entries()) {
        const actual = noticeOf(legacy.deprecation_sunset.slice(0, 10), changelog);
        const pointer = `/artifact/distribution_index/legacy/${place}/deprecation_sunset`;
        if (actual < expected) report(placeIn(contract, pointer), { actual, expected });
      }
    },
  },
];

/** Days from the oldest entry that names a day to that day; none where no entry does. */
function noticeOf(day: string, { entries }: Changelog): number {
  const announcing = entries.findLast(({ lines }) => lines.some((line) => line.includes(day)));
  return announcing?.date === undefined ? 0 : daysBetween(announcing.date, day);
}

function placeOf({ line }: ChangelogEntry, { member }: Changelog): Location {
  return { member, line, column: 1 };
}

function forChangelog(check: (changelog: Changelog, report: ReportBreach) => void): Check<DistributionModel>['check'] {
  return ({ repository }, report) => {
    if (repository?.changelog !== undefined) check(repository.changelog, report);
  };
}

function forEntries(
  check: (entry: ChangelogEntry, newer: ChangelogEntry | undefined, report: () => void) => void,
): Check<DistributionModel>['check'] {
  return forChangelog((changelog, report) => {
    for (const [index, entry] of changelog.entries.entries()) {
      check(entry, changelog.entries[index - 1], () => report(placeOf(entry, changelog)));
    }
  });
}
