import { createHash } from 'node:crypto';
import { parseStrictJson } from '../../document/json/parse-strict-json.ts';
import type { DocumentPosition, ParsedDocument } from '../../document/parsed-document.ts';
import { schemaBreaches } from '../../document/schema-findings.ts';
import { problemOfSchemaError } from '../../document/schema-problem.ts';
import { validators } from '../../generated/distribution-validators.ts';
import type { ProvenanceStatement } from '../../generated/types/distribution-statement.ts';
import { runChecks } from '../../report/check.ts';
import type { Finding } from '../../report/finding.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import { NOTHING } from '../documents/distribution-model.ts';
import { readDocument } from '../documents/read-document.ts';
import { distributionRules } from '../gate/distribution-rules.ts';
import { documentText } from '../produce/write-sidecars.ts';
import { firstDifference } from './first-difference.ts';
import { fromStatement, toStatement } from './provenance-statement.ts';

/** The document that a conversion makes, as a text; or why there is none. */
export type ProvenanceConversion =
  | { readonly outcome: 'converted'; readonly text: string }
  | {
      readonly outcome: 'refused';
      /** Rules that the provenance, the manifest or the JSON of the statement breaks. */
      readonly findings: readonly Finding[];
      /** What is in the way beside them. */
      readonly problems: readonly ConversionProblem[];
    };

/** Why a document cannot be converted, as a phrase that follows the place. */
export interface ConversionProblem {
  readonly document: 'manifest.json' | 'statement';
  readonly pointer: string;
  readonly position: DocumentPosition | undefined;
  readonly problem: string;
}

/**
 * Writes a provenance as an in-toto Statement v1 with the predicate of SLSA v1 (contracts/distribution/v1, section 8.2).
 * Takes the bytes of `provenance.json` and of the `manifest.json` beside it. What would come back with other bytes is
 * refused.
 */
export function provenanceToStatement(provenance: Uint8Array, manifest: Uint8Array): ProvenanceConversion {
  const collector = new FindingCollector(HARDENED);
  const about = judgeProvenance(provenance, collector);
  const beside = judgeManifest(manifest, collector);
  if (about === undefined || beside === undefined) return refused(collector.findings());
  const { value } = about;
  const { contract_version, subject, tuple, build } = value;
  const expected = { contract_version, ...subject, ...tuple, source_date_epoch: build.source_date_epoch };
  const stated: Readonly<Record<string, unknown>> = { ...beside.value };
  const problems = Object.entries(expected)
    .filter(([name, expectedValue]) => stated[name] !== expectedValue)
    .map(([name]) => problemAt('manifest.json', beside.document, `/${name}`, 'is not that of the provenance'));
  if (problems.length > 0) return refused([], problems);
  return { outcome: 'converted', text: documentText(toStatement(value, sha256Of(manifest))) };
}

/**
 * The provenance that a statement is of, with the bytes that it had. Takes the bytes of the statement, which may be
 * written in any way that strict JSON allows, and of the manifest whose digest it states. A statement that says anything
 * that a provenance cannot is refused, and nothing is guessed.
 */
export function statementToProvenance(statement: Uint8Array, manifest: Uint8Array): ProvenanceConversion {
  const collector = new FindingCollector(HARDENED);
  const document = parseStrictJson(statement, collector, STATEMENT);
  if (document === undefined) return refused(collector.findings());
  const { value } = document;
  if (!isStatement(value)) {
    return refused(
      [],
      schemaBreaches(validators['distribution/statement']).map(({ pointer, error }) =>
        problemAt(STATEMENT, document, pointer, problemOfSchemaError(error)),
      ),
    );
  }
  const provenance = fromStatement(value);
  const difference = firstDifference(value, toStatement(provenance, sha256Of(manifest)));
  if (difference !== undefined) {
    const { pointer, kind } = difference;
    const problem = pointer === MANIFEST_DIGEST ? 'is not the digest of the manifest' : REASONS[kind];
    return refused([], [problemAt(STATEMENT, document, pointer, problem)]);
  }
  const text = documentText(provenance);
  return judgeProvenance(Buffer.from(text), collector) === undefined
    ? refused(collector.findings())
    : { outcome: 'converted', text };
}

const STATEMENT = 'statement';
const MANIFEST_DIGEST = '/predicate/runDetails/byproducts/0/digest/sha256';
const REASONS = {
  unknown: 'has no place in a provenance',
  missing: 'is missing',
  other: 'is not what the table of section 8.2 has here',
} as const;

function isStatement(value: unknown): value is ProvenanceStatement {
  return validators['distribution/statement'](value);
}

/** What a provenance says that breaks no rule at all, in the one way in which it can be written. */
function judgeProvenance(
  bytes: Uint8Array,
  collector: FindingCollector,
): DistributionDocument<'provenance'> | undefined {
  const own = new FindingCollector(HARDENED);
  const provenance = readDocument('provenance', bytes, own, 'provenance.json');
  if (provenance !== undefined) runChecks(distributionRules, { ...NOTHING, provenances: [provenance] }, own);
  collector.absorb(own);
  return own.findings().length === 0 ? provenance : undefined;
}

function judgeManifest(bytes: Uint8Array, collector: FindingCollector): DistributionDocument<'manifest'> | undefined {
  const own = new FindingCollector(HARDENED);
  const manifest = readDocument('manifest', bytes, own, 'manifest.json');
  if (manifest !== undefined) runChecks(distributionRules, { ...NOTHING, manifests: [manifest] }, own);
  collector.absorb(own);
  return own.errorCount === 0 ? manifest : undefined;
}

function problemAt(
  document: ConversionProblem['document'],
  parsed: ParsedDocument,
  pointer: string,
  problem: string,
): ConversionProblem {
  return { document, pointer, position: parsed.locate(pointer), problem };
}

function refused(findings: readonly Finding[], problems: readonly ConversionProblem[] = []): ProvenanceConversion {
  return { outcome: 'refused', findings, problems };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
