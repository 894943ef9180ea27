import type { Check } from '../../../report/check.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import type { AliasFacts, DistributionModel, IndexFacts } from '../../documents/distribution-model.ts';
import { type IndexRow, rowPointer } from '../../documents/index-rows.ts';

const DAYS_TO_REMOVE = 90;
const MILLISECONDS_A_DAY = 86_400_000;

/** Section 9.3: the indexes under legacy paths, at the moment that was given. */
export const aliasRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/alias-missing',
    check: forAliases(({ path, sunset, isPresent }, now, report) => {
      if (now < sunset && !isPresent) report(path);
    }),
  },
  {
    rule: 'distribution/alias-differs',
    check: forAliases(({ path, sunset, isPresent, isCopy }, now, report) => {
      if (now < sunset && isPresent && !isCopy) report(path);
    }),
  },
  {
    rule: 'distribution/alias-stale-row',
    check({ indexes, repository }, report) {
      if (repository?.isComplete !== true) return;
      const [canonical, ...aliases] = indexes;
      for (const alias of aliases) {
        for (const row of staleRows(alias, canonical)) report(placeIn(alias.index, rowPointer(row)));
      }
    },
  },
  {
    rule: 'distribution/alias-sunset',
    check: forAliases(({ path, sunset, isPresent }, now, report) => {
      if (now >= sunset && isPresent) report(path, { sunset });
    }),
  },
  {
    rule: 'distribution/alias-overdue',
    check: forAliases(({ path, sunset, isPresent }, now, report, { indexes }) => {
      const days = Math.ceil((Date.parse(now) - Date.parse(sunset)) / MILLISECONDS_A_DAY) - DAYS_TO_REMOVE;
      const [canonical, ...aliases] = indexes;
      const isBlocked = aliases.some((alias) => alias.index.member === path && staleRows(alias, canonical).length > 0);
      if (isPresent && days > 0 && !isBlocked) report(path, { days });
    }),
  },
];

type ReportAlias = (path: string, details?: { readonly [name: string]: string | number }) => void;

function forAliases(
  check: (alias: AliasFacts, now: string, report: ReportAlias, model: DistributionModel) => void,
): Check<DistributionModel>['check'] {
  return (model, report) => {
    const { now, aliases = [] } = model.repository ?? {};
    if (now === undefined) return;
    for (const alias of aliases) check(alias, now, (member, details) => report({ member }, details), model);
  };
}

/** The rows of an index that the canonical one does not have with the same members. */
export function staleRows(
  alias: Pick<IndexFacts, 'rows'>,
  canonical: Pick<IndexFacts, 'rows'> | undefined,
): readonly IndexRow[] {
  const known = new Set((canonical?.rows ?? []).map(textOf));
  return alias.rows.filter((row) => !known.has(textOf(row)));
}

function textOf({ identity: { version, target, profile }, row }: IndexRow): string {
  const members = Object.entries(row).map(([name, value]) => [name, JSON.stringify(value)]);
  return JSON.stringify([version, target, profile, members.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))]);
}
