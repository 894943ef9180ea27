import { digestCanonicalJson } from '../../../document/canonical-digest.ts';
import { isJsonObject, type JsonValue } from '../../../document/parsed-document.ts';
import type { Check } from '../../../report/check.ts';
import type { Location } from '../../../report/finding.ts';
import type { ChangelogEntry } from '../../documents/changelog.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import { compareVersions } from '../../documents/versions.ts';
import type { RepositoryChange } from '../repository-change.ts';
import { TEXT_PATH } from '../repository-state.ts';
import { changesAssumption, requiredStep } from './contract-difference.ts';

const MIGRATION = 'Migration:';

/** Section 9.2: what changes together (V1 to V4, C-FREEZE). */
export const documentChanges: readonly Check<RepositoryChange>[] = [
  {
    rule: 'distribution/incomplete-change',
    check(change, report) {
      if (!hasContractChanged(change)) return;
      const { before, after } = change;
      const others = { text: TEXT_PATH, changelog: after.changelog.member };
      for (const name of ['text', 'changelog'] as const) {
        if (before.digests[name] === after.digests[name]) report(root(change), { path: others[name] });
      }
    },
  },
  {
    rule: 'distribution/change-without-entry',
    check(change, report) {
      if (changesAssumption(change) && newEntries(change).length === 0) report(root(change));
    },
  },
  {
    rule: 'distribution/change-without-migration',
    check(change, report) {
      const entries = newEntries(change);
      if (entries.length === 0 || !changesAssumption(change)) return;
      const isSaid = entries.some(({ changes }) => changes.some((bullet) => bullet.startsWith(MIGRATION)));
      if (!isSaid) report({ member: change.after.changelog.member, line: entries[0]?.line ?? 1, column: 1 });
    },
  },
  {
    rule: 'distribution/text-changed-alone',
    check({ before: { digests: before }, after: { digests: after } }, report) {
      const isAlone = before.contract === after.contract && before.changelog === after.changelog;
      if (isAlone && before.text !== after.text) report({ member: TEXT_PATH });
    },
  },
  {
    rule: 'distribution/version-step',
    check(change, report) {
      if (!hasContractChanged(change)) return;
      const expected = requiredStep(change);
      if (!isStepTaken(change, expected)) report(placeIn(change.after.contract, '/contract_version'), { expected });
    },
  },
  {
    rule: 'distribution/contract-not-frozen',
    check(change, report) {
      const { before, after } = change;
      const newest = after.changelog.entries[0]?.version;
      const isSameEntry = newest !== undefined && newest === before.changelog.entries[0]?.version;
      if (isSameEntry && before.digests.contract !== after.digests.contract) report(root(change), { version: newest });
    },
  },
];

function root({ after }: RepositoryChange): Location {
  return placeIn(after.contract, '');
}

function hasContractChanged({ before, after }: RepositoryChange): boolean {
  return digestCanonicalJson(before.contract.document.value) !== digestCanonicalJson(after.contract.document.value);
}

/** The entries ahead of the newest one that was there before; only such a one is new. */
function newEntries({ before, after }: RepositoryChange): readonly ChangelogEntry[] {
  const known = new Set(before.changelog.entries.map(({ version }) => version));
  const end = after.changelog.entries.findIndex(({ version }) => known.has(version));
  return end === -1 ? after.changelog.entries : after.changelog.entries.slice(0, end);
}

function isStepTaken({ before, after }: RepositoryChange, step: 'major' | 'minor' | 'revision'): boolean {
  if (step === 'revision') {
    const [was, now] = [before, after].map(({ changelog }) => changelog.entries[0]?.version);
    return now !== undefined && (was === undefined || compareVersions(now, was) > 0);
  }
  const count = step === 'major' ? 1 : 2;
  const [from, to] = [before, after].map(({ contract }) => versionStart(contract.document.value, count));
  return compareVersions(to ?? '', from ?? '') > 0;
}

function versionStart(contract: JsonValue, count: number): string {
  const version = isJsonObject(contract) ? contract.contract_version : undefined;
  return typeof version === 'string' ? version.split('-', 1).join('').split('.').slice(0, count).join('.') : '';
}
