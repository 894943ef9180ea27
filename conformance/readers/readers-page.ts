import type { StoredVector } from '../suite/read-vectors.ts';
import { MATRIX_TABLES, type MatrixTable } from './matrix-tables.ts';
import { type MatrixVector, matrixVectors, refusalOf, vectorKey } from './matrix-vectors.ts';
import type { ReaderResult, ReaderResults } from './reader-results.ts';
import { INTRODUCTION } from './readers-introduction.ts';

/** `docs/readers.md`: what each reader lets through, by rule. `titles` are the readers' own names, `rules` in catalogue order. */
export interface PageFacts {
  readonly results: ReaderResults;
  readonly titles: ReadonlyMap<string, string>;
  readonly rules: readonly string[];
  readonly vectors: readonly StoredVector[];
}

export function toReadersPage(facts: PageFacts): string {
  const programs = new Set(facts.results.readers.map(({ reader }) => reader));
  const sections = MATRIX_TABLES.map((table) => section(facts, table));
  return `${INTRODUCTION.replace('{count}', String(programs.size))}
${sections.join('\n')}`;
}

function section({ results, titles, rules, vectors }: PageFacts, table: MatrixTable): string {
  const readers = results.readers.filter((result) => result.table === table.name);
  const current = matrixVectors(vectors, table);
  const rows = rules
    .map((rule) => ({ rule, rejected: current.filter((stored) => refusalOf(stored) === rule) }))
    .filter(({ rejected }) => rejected.length > 0);
  const lines = rows.map(({ rule, rejected }) =>
    row([linkTo(rule), rejected.length, ...readers.map((reader) => cell(reader, rule, rejected))]),
  );
  const letThroughByAll = rows.filter(({ rule, rejected }) =>
    readers.every(({ letThrough }) => letThrough[rule]?.length === rejected.length),
  );
  const titleOf = ({ reader }: ReaderResult): string => titles.get(reader) ?? reader;
  const versions = readers.map((reader) =>
    row([titleOf(reader), reader.version, `[\`${reader.reader}\`](../conformance/adapters/readers/${reader.reader})`]),
  );
  const none = letThroughByAll.map(({ rule }) => linkTo(rule));
  return `## ${table.name}
${table.note === undefined ? '' : `\n${table.note}\n`}
| reader | version | how it is called |
|---|---|---|
${versions.join('\n')}

${row(['rule', 'vectors', ...readers.map(titleOf)])}
|---|${'---:|'.repeat(readers.length + 1)}
${[...lines, ...sums(readers, current)].join('\n')}

Of ${rows.length} rules, ${none.length} are looked for by none of these readers${none.length === 0 ? '' : `: ${none.join(', ')}`}.
`;
}

/** The last rows of a table; without those of which there is nothing to count. */
function sums(readers: readonly ReaderResult[], current: readonly MatrixVector[]): readonly string[] {
  const rejected = current.filter((stored) => refusalOf(stored) !== undefined);
  const mistaken = readers.map((reader) => reader.mistaken?.length ?? 0);
  return [
    row(['**accepted, of those to reject**', rejected.length, ...readers.map(sum)]),
    ...(['hardened', 'core'] as const).flatMap((profile) => {
      const counts = refusals(readers, current, profile);
      return counts[0] === 0 ? [] : [row([`rejected, of those to accept (${profile})`, ...counts])];
    }),
    ...(mistaken.every((count) => count === 0)
      ? []
      : [row(['another artifact than the one meant', current.length - rejected.length, ...mistaken])]),
    row(['no verdict', current.length, ...readers.map((r) => Object.keys(r.failed).length)]),
  ];
}

function linkTo(rule: string): string {
  return `[\`${rule}\`](rules/${rule}.md)`;
}

function cell({ letThrough, failed }: ReaderResult, rule: string, rejected: readonly MatrixVector[]): string {
  const through = letThrough[rule]?.length ?? 0;
  const broken = rejected.filter((stored) => Object.hasOwn(failed, vectorKey(stored))).length;
  return `${through === 0 ? '' : through}${broken === 0 ? '' : ` ✗${broken}`}`.trim();
}

/** How many vectors of the profile are to be accepted, and how many of them each reader rejects. */
function refusals(
  readers: readonly ReaderResult[],
  current: readonly MatrixVector[],
  profile: 'core' | 'hardened',
): readonly number[] {
  const accepted = current
    .filter((stored) => refusalOf(stored) === undefined && stored.vector.profile === profile)
    .map(vectorKey);
  return [accepted.length, ...readers.map(({ refused }) => refused.filter((key) => accepted.includes(key)).length)];
}

function sum({ letThrough }: ReaderResult): number {
  return Object.values(letThrough).flat().length;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
