import type { Check } from '../../../report/check.ts';
import { daysBetween } from '../../documents/changelog.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import type { MatrixRow } from '../../documents/matrix.ts';
import type { RepositoryChange } from '../repository-change.ts';

const NOTICE_DAYS = 60;
const CYCLES = 1;
const RATING: readonly MatrixRow['compatibility'][] = ['removed', 'deprecated', 'planned', 'recommended'];

/** Section 9.2: what was promised to people (V5, V6). */
export const promiseChanges: readonly Check<RepositoryChange>[] = [
  {
    rule: 'distribution/steward-handoff',
    check(change, report) {
      const problem = handoffProblem(change);
      if (problem === undefined) return;
      const { contract } = change.after;
      const isStated = contract.value.governance?.steward !== undefined;
      report(placeIn(contract, isStated ? '/governance/steward' : ''), { problem });
    },
  },
  {
    rule: 'distribution/platform-removed-early',
    check(change, report) {
      const { contract } = change.after;
      const lowered = new Map<string, { readonly pointer: string; readonly os: MatrixRow['os'] }>();
      for (const row of change.before.contract.value.compatibility_matrix) {
        for (const arch of row.arch) {
          const place = contract.value.compatibility_matrix.findIndex(
            (now) => now.platform_family === row.platform_family && now.arch.includes(arch),
          );
          const now = contract.value.compatibility_matrix[place]?.compatibility ?? 'removed';
          const pointer = place === -1 ? '/compatibility_matrix' : `/compatibility_matrix/${place}`;
          if (RATING.indexOf(now) < RATING.indexOf(row.compatibility)) {
            lowered.set(`${pointer} ${row.os}`, { pointer, os: row.os });
          }
        }
      }
      for (const { pointer, os } of lowered.values()) {
        const problem = announcementProblem(os, change);
        if (problem !== undefined) report(placeIn(contract, pointer), { platform: os, problem });
      }
    },
  },
];

function handoffProblem({ before, after, sinceBothStewards }: RepositoryChange): string | undefined {
  const steward = before.contract.value.governance?.steward;
  if (steward === undefined || steward === after.contract.value.governance?.steward) return undefined;
  const names = ['contract', 'text', 'changelog'] as const;
  if (names.some((name) => before.digests[name] === after.digests[name])) {
    return 'the three documents have not all changed';
  }
  if (sinceBothStewards === undefined) return 'both were not listed before';
  const cycles = before.contract.value.governance?.handoff_overlap_release_cycles ?? CYCLES;
  if (sinceBothStewards >= cycles) return undefined;
  return `both were listed for ${sinceBothStewards} release cycles, fewer than ${cycles}`;
}

/** What is missing for a platform to go: an announcement, the time of its notice, a release behind it. */
function announcementProblem(os: string, { before, after, now }: RepositoryChange): string | undefined {
  const word = new RegExp(`\\b${os}\\b`, 'u');
  const oldest = after.changelog.entries.findLast(({ changes }) =>
    changes.some((bullet) => word.test(bullet) && /\b(?:deprecated|removed)\b/u.test(bullet)),
  );
  // An entry that comes with the change gives no notice.
  const isNew = oldest !== undefined && oldest.version === after.changelog.entries[0]?.version;
  const isKnown = before.changelog.entries.some(({ version }) => version === oldest?.version);
  if (oldest?.date === undefined || (isNew && !isKnown)) return 'no earlier entry of the changelog announced it';
  const { date } = oldest;
  if (now === undefined) return undefined;
  const days = before.contract.value.deprecation?.minimum_notice_days ?? NOTICE_DAYS;
  const past = daysBetween(date, now.slice(0, 10));
  if (past < days) return `it was announced ${past} days before, fewer than ${days}`;
  const announced = Date.parse(`${date}T00:00:00Z`) / 1000;
  const isReleased = (after.index?.rows ?? []).some(({ row }) => row.source_date_epoch > announced);
  return isReleased ? undefined : `nothing was released since it was announced on ${date}`;
}
