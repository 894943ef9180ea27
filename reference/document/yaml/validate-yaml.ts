import { type ByteSource, readBytes } from '../../archive/byte-source.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import type { Judgement } from '../../report/judgement.ts';
import type { ValidateOptions } from '../../report/validate-options.ts';
import { digestCanonicalJson } from '../canonical-digest.ts';
import { DocumentFindings } from '../document-findings.ts';
import { checkYamlSize, parseStrictYaml } from './parse-strict-yaml.ts';

/**
 * Judges a YAML document by contracts/strict-yaml/v1. The observation is the digest of the canonical JSON form of its
 * value. Throws ContractsError `io` or `source-changed` where the source cannot be read.
 */
export async function validateYaml(source: ByteSource, options: ValidateOptions): Promise<Judgement> {
  const collector = new FindingCollector(options.selection);
  const document = checkYamlSize(source.size, new DocumentFindings(collector, undefined))
    ? parseStrictYaml(readBytes(source, 0, source.size), collector)
    : undefined;
  const judgement = { findings: collector.findings(), dropped: collector.droppedCount, secrets: [] };
  if (document === undefined || !options.observe) return judgement;
  const documents = { '': digestCanonicalJson(document.value) };
  return { ...judgement, observation: { members: [], documents, references: [] } };
}
