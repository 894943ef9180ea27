import { isDeepStrictEqual } from 'node:util';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { CertificationReport, CertificationRow, Level, RowOutcome } from './certification-report.ts';
import { nameTarget } from './judge-report.ts';

/** How one vector fared before and after; one side is absent where only the other report has it. */
export interface RowChange {
  readonly vector: string;
  readonly contract: string;
  readonly before?: { readonly rev: number; readonly outcome: RowOutcome };
  readonly after?: { readonly rev: number; readonly outcome: RowOutcome };
  /** What the two reports state that may have led to it, the likeliest first. */
  readonly causes: readonly string[];
  readonly worse: boolean;
}

/** What changed from one report to another. */
export interface ReportDifference {
  readonly format: 'package-contracts-report-difference/1';
  /** Differences between what was run, how, and on what: they are the causes of those between rows. */
  readonly settings: readonly SettingChange[];
  readonly rows: readonly RowChange[];
  /** Whether anything got worse: a vector, or what was asked for. */
  readonly worse: boolean;
}

export interface SettingChange {
  readonly cause: string;
  readonly before: string;
  readonly after: string;
  readonly worse: boolean;
}

/** Compares two reports that each agree with themselves. */
export function diffReports(before: CertificationReport, after: CertificationReport): ReportDifference {
  const settings = [...settingChanges(before, after)];
  const rows = [...rowChanges(before, after, settings)].sort((a, b) => compareCodePoints(a.vector, b.vector));
  const worse = [...settings, ...rows].some((change) => change.worse);
  return { format: 'package-contracts-report-difference/1', settings, rows, worse };
}

function* settingChanges(before: CertificationReport, after: CertificationReport): Iterable<SettingChange> {
  const changed = (cause: string, left: unknown, right: unknown): SettingChange[] =>
    isDeepStrictEqual(left, right) ? [] : [{ cause, before: toText(left), after: toText(right), worse: false }];
  yield* changed('implementation changed', before.implementation, after.implementation);
  yield* changed('suite changed', nameSuite(before), nameSuite(after));
  yield* changed('vectors changed', before.suite.vectorsDigest, after.suite.vectorsDigest);
  for (const target of before.targets) {
    const same = after.targets.find((other) => nameTarget(other) === nameTarget(target));
    const worse = same === undefined || LEVELS.indexOf(same.level) < LEVELS.indexOf(target.level);
    for (const change of changed(`target ${nameTarget(target)} changed`, target.level, same?.level))
      yield { ...change, worse };
  }
  for (const target of after.targets) {
    if (before.targets.some((other) => nameTarget(other) === nameTarget(target))) continue;
    yield* changed(`target ${nameTarget(target)} changed`, undefined, target.level);
  }
  yield* changed('part changed', before.shard, after.shard);
  yield* changed('isolation or limits changed', before.isolation, after.isolation);
  yield* changed('challenge changed', before.challenge, after.challenge);
  yield* changed('order changed (seed)', before.seed, after.seed);
}

const LEVELS: readonly Level[] = ['verdict', 'rule', 'location'];

function nameSuite({ suite }: CertificationReport): string {
  return `${suite.name} ${suite.version}`;
}

function toText(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function* rowChanges(
  before: CertificationReport,
  after: CertificationReport,
  settings: readonly SettingChange[],
): Iterable<RowChange> {
  const later = new Map(after.rows.map((row) => [row.vector, row]));
  for (const row of before.rows) {
    const other = later.get(row.vector);
    later.delete(row.vector);
    if (other === undefined) {
      const causes = [goneBecause(row, settings)];
      yield { vector: row.vector, contract: row.contract, before: sideOf(row), causes, worse: false };
    } else if (other.outcome !== row.outcome || other.rev !== row.rev) {
      const worse = RANK[other.outcome] > RANK[row.outcome];
      const possible = causesOf(row, other, settings);
      const causes = possible.length > 0 ? possible : [unstatedCause(before)];
      yield { vector: row.vector, contract: row.contract, before: sideOf(row), after: sideOf(other), causes, worse };
    }
  }
  for (const row of later.values()) {
    const causes = [newBecause(row, settings)];
    yield { vector: row.vector, contract: row.contract, after: sideOf(row), causes, worse: row.outcome !== 'pass' };
  }
}

function sideOf({ rev, outcome }: CertificationRow): { readonly rev: number; readonly outcome: RowOutcome } {
  return { rev, outcome };
}

function goneBecause(row: CertificationRow, settings: readonly SettingChange[]): string {
  if (row.minted === true) return 'challenge changed';
  return settings.find(({ cause }) => asksForOthers(cause, row))?.cause ?? 'vector retired';
}

function newBecause(row: CertificationRow, settings: readonly SettingChange[]): string {
  if (row.minted === true) return 'challenge changed';
  return settings.find(({ cause }) => asksForOthers(cause, row))?.cause ?? 'vector new';
}

function asksForOthers(cause: string, { contract }: CertificationRow): boolean {
  return cause === 'part changed' || (cause.startsWith(`target ${contract} `) && cause.endsWith(' changed'));
}

// A revised vector asks something else. Otherwise whatever else the reports state a difference in may be the reason.
function causesOf(
  before: CertificationRow,
  after: CertificationRow,
  settings: readonly SettingChange[],
): readonly string[] {
  if (before.rev !== after.rev) return [`vector revised (${before.rev} to ${after.rev})`];
  const possible = settings
    .map(({ cause }) => cause)
    .filter((cause) => cause !== 'vectors changed' && cause !== 'challenge changed' && cause !== 'part changed')
    .filter((cause) => !cause.startsWith('target ') || cause.startsWith(`target ${before.contract} `));
  const bounded = [before.outcome, after.outcome].some((outcome) => outcome === 'timeout' || outcome === 'resource');
  const limits = 'isolation or limits changed';
  if (bounded && possible.includes(limits)) return [limits, ...possible.filter((cause) => cause !== limits)];
  return possible;
}

// Only of one file it can be said that it answers differently: a name and a version stay while one works on it.
function unstatedCause({ implementation }: CertificationReport): string {
  return implementation.digest === undefined
    ? 'nothing that the reports state: they cannot tell whether the implementation changed (give certify --artifact)'
    : 'nothing that the reports state: the same file answers differently from run to run';
}

/** How far from right an outcome is; only a greater distance is worse. */
const RANK: Readonly<Record<RowOutcome, number>> = {
  pass: 0,
  xfail: 1,
  xpass: 1,
  'xfail-expired': 2,
  'wrong-location': 3,
  'wrong-rule': 4,
  'wrong-observation': 4,
  'bytes-differ': 4,
  'relation-broken': 4,
  unsupported: 4,
  'wrong-verdict': 5,
  nondeterministic: 6,
  'not-run': 7,
  fault: 7,
  timeout: 8,
  resource: 8,
  protocol: 8,
  crash: 9,
  'side-effect': 10,
};
