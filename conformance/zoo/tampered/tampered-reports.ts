import type { CertificationReport } from '../../suite/report/certification-report.ts';
import { countOutcomes } from '../../suite/report/create-report.ts';
import { resultDigest } from '../../suite/report/result-digest.ts';
import { serializeCertificationReport } from '../../suite/report/serialize-report.ts';

/** A way to lie with a report, and what is said of it. */
export interface TamperedReport {
  readonly name: string;
  readonly says: RegExp;
  /** The text of the report, of one in which A1B2 crashed. */
  readonly tamper: (report: CertificationReport) => string;
}

/** The report after an edit, with nothing else made to fit. */
function crude(edit: (report: CertificationReport) => void): TamperedReport['tamper'] {
  return (report) => {
    const copy = structuredClone(report);
    edit(copy);
    return serializeCertificationReport(copy);
  };
}

/** The report after an edit of its rows, with counts and digest made to fit. */
function careful(edit: (report: CertificationReport) => void): TamperedReport['tamper'] {
  return (report) => {
    const copy = structuredClone(report);
    edit(copy);
    copy.counts = countOutcomes(copy.rows);
    copy.resultDigest = resultDigest(copy.rows);
    return serializeCertificationReport(copy);
  };
}

export const TAMPERED_REPORTS: readonly TamperedReport[] = [
  { name: 'a row dropped', says: /the counts are not those/, tamper: crude(({ rows }) => rows.shift()) },
  { name: 'a row dropped with care', says: /no row for 2JQS/, tamper: careful(({ rows }) => rows.shift()) },
  {
    name: 'the row that failed dropped with care',
    says: /no row for A1B2/,
    tamper: careful((report) => {
      report.rows = report.rows.filter(({ outcome }) => outcome === 'pass');
    }),
  },
  {
    name: 'a row doubled',
    says: /2JQS has more than one row/,
    tamper: careful(({ rows }) => rows.unshift(...rows.slice(0, 1))),
  },
  {
    name: 'an outcome edited',
    says: /the counts are not those of the rows; resultDigest is not/,
    tamper: crude(({ rows }) => rows.map((row) => Object.assign(row, { outcome: 'pass' }))),
  },
  {
    name: 'counts edited',
    says: /the counts are not those/,
    tamper: crude((report) => Object.assign(report, { counts: { pass: 11 } })),
  },
  {
    name: 'the digest edited',
    says: /resultDigest is not/,
    tamper: crude((report) => Object.assign(report, { resultDigest: '0'.repeat(64) })),
  },
  { name: 'rows in another order', says: /does not stand in order/, tamper: crude(({ rows }) => rows.reverse()) },
  {
    name: 'a target left out with its rows kept',
    says: /is of none of the targets/,
    tamper: crude(({ targets }) => targets.shift()),
  },
  {
    name: 'a target left out with its rows, in a part of the vectors',
    says: /no row for/,
    tamper: careful((report) => {
      report.rows = report.rows.filter(({ contract, profile }) => contract === 'strict-json@1' || profile === 'core');
    }),
  },
  {
    name: 'targets widened',
    says: /no row for W9X0/,
    tamper: crude(({ targets }) => targets.push({ contract: 'strict-zip@1', profile: 'producer', level: 'rule' })),
  },
  {
    name: 'a target twice',
    says: /the targets are not sorted/,
    tamper: crude(({ targets }) => targets.push(...targets.slice(1))),
  },
  {
    name: 'an earlier revision',
    says: /the row of 7KM0 describes another vector/,
    tamper: careful(({ rows }) => Object.assign(rows[1] ?? {}, { rev: 1 })),
  },
  {
    name: 'a rejected vector stated as an accepted one',
    says: /the row of 2JQS describes another vector/,
    tamper: careful(({ rows }) => Object.assign(rows[0] ?? {}, { kind: 'accept' })),
  },
  {
    name: 'a vector that does not exist',
    says: /a row for ZZZZ, which is no vector/,
    tamper: careful(({ rows }) =>
      rows.push(...rows.slice(0, 1).map((row) => ({ ...row, vector: 'ZZZZ', contract: 'strict-zip@1' }))),
    ),
  },
  {
    name: 'other vectors',
    says: /its vectors are other ones/,
    tamper: crude(({ suite }) => Object.assign(suite, { vectorsDigest: '0'.repeat(64) })),
  },
  {
    name: 'a part stated as the whole',
    says: /no row for/,
    tamper: careful((report) => {
      report.rows = report.rows.filter((_, index) => index % 2 === 0);
    }),
  },
  {
    name: 'a stored verdict',
    says: /breaks the schema/,
    tamper: (report) => serializeCertificationReport(report).replace('{\n', '{\n  "certified": true,\n'),
  },
  {
    name: 'an outcome that does not exist',
    says: /breaks the schema/,
    tamper: (report) => serializeCertificationReport(report).replace('"outcome":"crash"', '"outcome":"ok"'),
  },
  {
    name: 'a member twice',
    says: /json\/duplicate-key/,
    tamper: (report) => serializeCertificationReport(report).replace('  "seed"', '  "seed": "0",\n  "seed"'),
  },
  {
    name: 'a byte order mark',
    says: /json\/byte-order-mark/,
    tamper: (report) => `\ufeff${serializeCertificationReport(report)}`,
  },
  { name: 'cut off', says: /is no strict JSON/, tamper: (report) => serializeCertificationReport(report).slice(0, -9) },
  {
    name: 'rows stated as minted, which no vector has to fit',
    says: /there is no challenge/,
    tamper: careful(({ rows }) => Object.assign(rows[0] ?? {}, { minted: true })),
  },
  {
    name: 'rows stated as minted by a challenge that is made up',
    says: /the row of 2JQS describes another vector/,
    tamper: careful((report) => {
      Object.assign(report.rows[0] ?? {}, { minted: true });
      report.challenge = { nonce: 'n', vectors: 1, vectorsDigest: '0'.repeat(64) };
    }),
  },
];
