import type { CertificationReport, CertificationRow, CertificationTarget } from './certification-report.ts';

/**
 * The report as JSON text: members in the order of the schema whoever built the objects, a line a top-level member and a
 * line a row, so that line tools and `diff` read it. The same report gives the same bytes.
 */
export function serializeCertificationReport(report: CertificationReport): string {
  const { format, suite, implementation, targets, seed, shard, isolation, challenge, rows, counts } = report;
  const members: readonly (readonly [string, unknown])[] = [
    ['format', format],
    ['suite', { name: suite.name, version: suite.version, vectorsDigest: suite.vectorsDigest }],
    ['implementation', { name: implementation.name, version: implementation.version, digest: implementation.digest }],
    ['targets', targets.map(orderTarget)],
    ['seed', seed],
    ['shard', { index: shard.index, count: shard.count }],
    ['isolation', { measures: isolation.measures, timeoutMs: isolation.timeoutMs, memoryBytes: isolation.memoryBytes }],
    [
      'challenge',
      challenge && { nonce: challenge.nonce, vectors: challenge.vectors, vectorsDigest: challenge.vectorsDigest },
    ],
    ['rows', rows],
    ['counts', counts],
    ['resultDigest', report.resultDigest],
  ];
  const lines = members
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${JSON.stringify(name)}: ${name === 'rows' ? toLines(rows) : JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function toLines(rows: readonly CertificationRow[]): string {
  if (rows.length === 0) return '[]';
  return `[\n${rows.map((row) => `    ${JSON.stringify(orderRow(row))}`).join(',\n')}\n  ]`;
}

function orderTarget({ contract, profile, level, provisional }: CertificationTarget): CertificationTarget {
  return { contract, profile, level, ...(provisional === undefined ? {} : { provisional }) };
}

function orderRow(row: CertificationRow): object {
  const { vector, rev, contract, role, profile, kind, cites, minted, outcome, detail, expected, got } = row;
  return { vector, rev, contract, role, profile, kind, cites, minted, outcome, detail, expected, got };
}
