import { validators } from '../../../reference/generated/interfaces-validators.ts';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { CertificationReport } from './certification-report.ts';
import { countOutcomes } from './create-report.ts';
import { nameTarget } from './judge-report.ts';
import { resultDigest } from './result-digest.ts';
import { belongsToTarget } from './vector-index.ts';

/** A report that may be trusted to agree with itself, or why it may not. */
export type ParsedReport =
  | { readonly report: CertificationReport }
  | { readonly report?: undefined; readonly problems: readonly string[] };

/**
 * Takes a parsed JSON value for a report: it keeps the schema, and everything that can be computed from its rows is what
 * it says. Whether its rows are those of the vectors is for `checkCompleteness`.
 */
export function parseCertificationReport(value: unknown): ParsedReport {
  if (!isReportByShape(value)) return { problems: shapeProblems() };
  const problems = [...inconsistencies(value)];
  return problems.length === 0 ? { report: value } : { problems };
}

const validate = validators['interfaces/certification-report'];

function isReportByShape(value: unknown): value is CertificationReport {
  return validate(value);
}

function shapeProblems(): readonly string[] {
  return (validate.errors ?? [])
    .slice(0, MOST_PROBLEMS)
    .map(
      ({ instancePath, keyword }) =>
        `${instancePath === '' ? 'the report' : instancePath} breaks the schema (${keyword})`,
    );
}

const MOST_PROBLEMS = 20;

function* inconsistencies(report: CertificationReport): Iterable<string> {
  const { targets, rows, counts, shard, isolation, challenge } = report;
  if (!isRising(targets.map(({ contract, profile }) => `${contract} ${profile}`))) {
    yield 'the targets are not sorted, each once';
  }
  for (const target of targets) {
    const wider = { contract: target.contract, profile: 'consumer' };
    if (
      target.profile === 'consumer-core' &&
      targets.some((other) => nameTarget(other) === `${wider.contract} ${wider.profile}`)
    ) {
      yield `${nameTarget(target)} is a part of ${wider.contract} ${wider.profile}`;
    }
  }
  if (!isRising(isolation.measures)) yield 'the measures of isolation are not sorted, each once';
  if (shard.index > shard.count) yield `there is no part ${shard.index} of ${shard.count}`;
  yield* rowProblems(report);
  const minted = rows.filter((row) => row.minted === true).length;
  if (challenge === undefined && minted > 0) yield 'rows are minted, and there is no challenge';
  if (challenge !== undefined && minted > challenge.vectors) yield 'there are more minted rows than minted vectors';
  const counted = Object.entries(countOutcomes(rows));
  const stated = new Map(Object.entries(counts));
  if (stated.size !== counted.length || counted.some(([outcome, count]) => stated.get(outcome) !== count)) {
    yield 'the counts are not those of the rows';
  }
  if (report.resultDigest !== resultDigest(rows)) yield 'resultDigest is not that of the rows';
}

function* rowProblems({ rows, targets }: CertificationReport): Iterable<string> {
  for (const [index, row] of rows.entries()) {
    const previous = rows[index - 1];
    if (previous !== undefined) {
      const order = compareCodePoints(previous.vector, row.vector);
      if (order === 0) yield `${row.vector} has more than one row`;
      if (order > 0) yield `the row of ${row.vector} does not stand in order`;
    }
    if (!targets.some((target) => belongsToTarget(row, target))) yield `${row.vector} is of none of the targets`;
  }
}

function isRising(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || compareCodePoints(texts[index - 1] ?? '', text) < 0);
}
