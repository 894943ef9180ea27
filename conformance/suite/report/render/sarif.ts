import { createHash } from 'node:crypto';
import { compareCodePoints } from '../../../recipes/code-point-order.ts';
import type { CertificationReport, CertificationRow } from '../certification-report.ts';
import { toVisible } from './visible-text.ts';

/**
 * The report as SARIF 2.1.0: one run of the suite, a result a vector that did not pass. Its rule is the first one that
 * the vector cites, its place the vector's folder.
 */
export function renderSarif(report: CertificationReport): string {
  const failed = report.rows.filter(({ outcome }) => outcome !== 'pass');
  const rules = [...new Set(failed.map(ruleOf))].sort(compareCodePoints);
  const { suite, implementation, targets, resultDigest } = report;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: `${suite.name} certify`,
            version: suite.version,
            rules: rules.map((id) => ({ id, help: { text: `Rule page docs/rules/${id}.md.` } })),
          },
        },
        properties: { implementation, targets, vectorsDigest: suite.vectorsDigest, resultDigest },
        results: failed.map((row) => ({
          ruleId: ruleOf(row),
          ruleIndex: rules.indexOf(ruleOf(row)),
          level: 'error',
          message: { text: toMessage(row) },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: toUri(row) } },
              logicalLocations: [{ fullyQualifiedName: `${row.vector}@${row.rev}` }],
            },
          ],
          partialFingerprints: { 'packageContractsVector/v1': fingerprint(row) },
          properties: { outcome: row.outcome, cites: row.cites },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

// A relation may cite no rule.
function ruleOf({ cites, contract, kind }: CertificationRow): string {
  return cites[0] ?? `${contract.slice(0, contract.indexOf('@'))}/${kind}`;
}

function toMessage({ vector, outcome, detail, expected, got }: CertificationRow): string {
  const parts = [`${vector}: ${outcome}`, detail, expected && `expected ${expected}`, got && `got ${got}`];
  return parts
    .filter((part) => part !== undefined)
    .map(toVisible)
    .join('; ');
}

function toUri({ contract, vector }: CertificationRow): string {
  return `conformance/vectors/${contract.slice(0, contract.indexOf('@'))}/${vector}/vector.json`;
}

// A failure stays the same one when the vector is revised or the answer's wording changes.
function fingerprint({ vector, outcome }: CertificationRow): string {
  return createHash('sha256').update(`${vector} ${outcome}`).digest('hex').slice(0, 32);
}
