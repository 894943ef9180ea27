import type { Check, ReportBreach } from '../../../report/check.ts';
import { compareCodePoints } from '../../../report/code-point-order.ts';
import { type DistributionDocument, placeIn } from '../distribution-document.ts';
import type { DistributionModel } from '../distribution-model.ts';
import { gitshaOf, type IndexRow, rowPointer } from '../index-rows.ts';
import { compareRevisions, compareVersions } from '../versions.ts';

/** Section 3.5: what an index says of itself. */
export const indexRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/duplicate-release',
    check: forIndexes((index, report) => {
      const { releases } = index.value;
      reportRepeated(
        releases,
        ({ version }) => version,
        (at) => report(placeIn(index, `/releases/${at}/version`)),
      );
    }),
  },
  {
    rule: 'distribution/duplicate-target',
    check: forIndexes((index, report) => {
      for (const [r, { targets }] of index.value.releases.entries()) {
        const place = (at: number) => placeIn(index, `/releases/${r}/targets/${at}/target`);
        reportRepeated(
          targets,
          ({ target }) => target,
          (at) => report(place(at)),
        );
      }
    }),
  },
  {
    rule: 'distribution/duplicate-profile',
    check: forIndexes((index, report) => {
      for (const [r, { targets }] of index.value.releases.entries()) {
        for (const [t, { profiles }] of targets.entries()) {
          const place = (at: number) => placeIn(index, `/releases/${r}/targets/${t}/profiles/${at}/profile`);
          reportRepeated(
            profiles,
            ({ profile }) => profile,
            (at) => report(place(at)),
          );
        }
      }
    }),
  },
  {
    rule: 'distribution/duplicate-row',
    check({ indexes, contract }, report) {
      for (const { index, rows } of indexes) {
        if (areSorted(rows)) continue;
        const groups = new RowGroups(() => new Set<string>());
        for (const row of rows) {
          const gitsha = contract === undefined ? row.row.gitsha : gitshaOf(row, contract.value);
          if (gitsha === undefined) continue;
          const seen = groups.of(row);
          const key = `${row.row.toolchain}/${gitsha}/${row.row.dist_revision}`;
          if (seen.has(key)) report(placeIn(index, rowPointer(row)));
          seen.add(key);
        }
      }
    },
  },
  {
    rule: 'distribution/gitsha-mismatch',
    check: forRows(({ row }, report) => {
      if (row.gitsha !== undefined && !row.git_rev.startsWith(row.gitsha)) report('/gitsha');
    }),
  },
  {
    rule: 'distribution/gitsha-length',
    check({ indexes }, report) {
      for (const { index, rows } of indexes) {
        const expected = rows.find(({ row }) => row.gitsha !== undefined)?.row.gitsha?.length;
        for (const row of rows) {
          const actual = row.row.gitsha?.length;
          if (actual === undefined || expected === undefined || actual === expected) continue;
          report(placeIn(index, `${rowPointer(row)}/gitsha`), { actual, expected });
        }
      }
    },
  },
  {
    rule: 'distribution/gitsha-collision',
    check({ indexes }, report) {
      for (const { index, rows } of indexes) {
        if (areSorted(rows)) continue;
        const groups = new RowGroups(() => new Map<string, string>());
        for (const row of rows) {
          const { gitsha, git_rev, toolchain } = row.row;
          if (gitsha === undefined || !git_rev.startsWith(gitsha)) continue;
          const commits = groups.of(row);
          const place = `${toolchain}/${gitsha}`;
          const known = commits.get(place);
          if (known === undefined) commits.set(place, git_rev);
          else if (known !== git_rev) report(placeIn(index, `${rowPointer(row)}/gitsha`));
        }
      }
    },
  },
  {
    rule: 'distribution/index-contract-mismatch',
    check({ indexes, contract }, report) {
      if (contract === undefined) return;
      const stated = [
        ['name', contract.value.artifact.name],
        ['contract_version', contract.value.contract_version],
      ] as const;
      for (const { index } of indexes) {
        for (const [name, expected] of stated) {
          const actual = index.value[name];
          if (actual !== undefined && actual !== expected) report(placeIn(index, `/${name}`), { actual, expected });
        }
      }
    },
  },
  {
    rule: 'distribution/index-order',
    check: forIndexes((index, report) => {
      const { releases } = index.value;
      reportFalling(
        releases,
        (a, b) => compareVersions(a.version, b.version),
        (r) => {
          report(placeIn(index, `/releases/${r}`));
        },
      );
      for (const [r, { targets }] of releases.entries()) {
        reportFalling(
          targets,
          (a, b) => compareCodePoints(a.target, b.target),
          (t) => {
            report(placeIn(index, `/releases/${r}/targets/${t}`));
          },
        );
        for (const [t, { profiles }] of targets.entries()) {
          reportFalling(
            profiles,
            (a, b) => compareCodePoints(a.profile, b.profile),
            (p) => {
              report(placeIn(index, `/releases/${r}/targets/${t}/profiles/${p}`));
            },
          );
          for (const [p, { artifacts }] of profiles.entries()) {
            reportFalling(artifacts, compareRows, (a) => {
              report(placeIn(index, `/releases/${r}/targets/${t}/profiles/${p}/artifacts/${a}`));
            });
          }
        }
      }
    }),
  },
];

type Index = DistributionDocument<'index'>;

/** What is known of the rows of one version, target and profile, wherever they stand. Most stand together. */
class RowGroups<Known> {
  readonly #make: () => Known;
  readonly #groups: Map<string, Known> = new Map();
  #last: { readonly at: IndexRow['at']; readonly group: Known } | undefined;

  constructor(make: () => Known) {
    this.#make = make;
  }

  of({ at, identity: { version, target, profile } }: IndexRow): Known {
    const last = this.#last;
    if (last !== undefined && standTogether(last.at, at)) return last.group;
    const key = `${version}/${target}/${profile}`;
    const group = this.#groups.get(key) ?? this.#make();
    this.#groups.set(key, group);
    this.#last = { at, group };
    return group;
  }
}

/**
 * Whether each row, within its version, target and profile, has a toolchain or a short commit that comes behind that of
 * the row ahead of it: no two are alike then. Not of every index without duplicates, but of most.
 */
function areSorted(rows: readonly IndexRow[]): boolean {
  const groups = new Set<string>();
  let last: IndexRow | undefined;
  for (const one of rows) {
    const { toolchain, gitsha } = one.row;
    if (gitsha === undefined) return false;
    if (last !== undefined && standTogether(last.at, one.at)) {
      const { toolchain: before, gitsha: shaBefore = '' } = last.row;
      if (toolchain === before ? gitsha <= shaBefore : toolchain < before) return false;
    } else {
      const { version, target, profile } = one.identity;
      const group = `${version}/${target}/${profile}`;
      if (groups.has(group)) return false;
      groups.add(group);
    }
    last = one;
  }
  return true;
}

function standTogether(left: IndexRow['at'], right: IndexRow['at']): boolean {
  return left[0] === right[0] && left[1] === right[1] && left[2] === right[2];
}

function forIndexes(check: (index: Index, report: ReportBreach) => void): Check<DistributionModel>['check'] {
  return ({ indexes }, report) => {
    for (const { index } of indexes) check(index, report);
  };
}

function forRows(check: (row: IndexRow, report: (pointer: string) => void) => void): Check<DistributionModel>['check'] {
  return ({ indexes }, report) => {
    for (const { index, rows } of indexes) {
      for (const row of rows) check(row, (pointer) => report(placeIn(index, `${rowPointer(row)}${pointer}`)));
    }
  };
}

function reportRepeated<Item>(
  items: readonly Item[],
  keyOfItem: (item: Item) => string,
  report: (at: number) => void,
): void {
  const seen = new Set<string>();
  for (const [at, item] of items.entries()) {
    const key = keyOfItem(item);
    if (seen.has(key)) report(at);
    seen.add(key);
  }
}

function reportFalling<Item>(
  items: readonly Item[],
  compare: (left: Item, right: Item) => number,
  report: (at: number) => void,
): void {
  for (const [at, item] of items.entries()) {
    const before = items[at - 1];
    if (before !== undefined && compare(before, item) > 0) report(at);
  }
}

type ComparedRow = IndexRow['row'];

function compareRows(left: ComparedRow, right: ComparedRow): number {
  return (
    compareVersions(left.toolchain, right.toolchain) ||
    compareCodePoints(left.git_rev, right.git_rev) ||
    compareRevisions(left.dist_revision, right.dist_revision)
  );
}
