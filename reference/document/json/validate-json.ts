import { type ByteSource, readBytes } from '../../archive/byte-source.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import type { Judgement } from '../../report/judgement.ts';
import type { ValidateOptions } from '../../report/validate-options.ts';
import { digestCanonicalJson } from '../canonical-digest.ts';
import { DocumentFindings } from '../document-findings.ts';
import { checkJsonSize, parseStrictJson } from './parse-strict-json.ts';

/**
 * Judges a JSON document by contracts/strict-json/v1. The observation is the digest of its canonical form.
 * Throws ContractsError `io` or `source-changed` where the source cannot be read.
 */
export async function validateJson(source: ByteSource, options: ValidateOptions): Promise<Judgement> {
  const collector = new FindingCollector(options.selection);
  const document = checkJsonSize(source.size, new DocumentFindings(collector, undefined))
    ? parseStrictJson(readBytes(source, 0, source.size), collector)
    : undefined;
  const judgement = { findings: collector.findings(), dropped: collector.droppedCount, secrets: [] };
  if (document === undefined || !options.observe) return judgement;
  const documents = { '': digestCanonicalJson(document.value) };
  return { ...judgement, observation: { members: [], documents, references: [] } };
}
