import type { Artifact } from '../../archive/artifact.ts';
import { runChecks } from '../../report/check.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import type { Judgement } from '../../report/judgement.ts';
import type { ValidateOptions } from '../../report/validate-options.ts';
import { distributionRules } from './distribution-rules.ts';
import { observeRepository } from './observe-repository.ts';
import { readRepository } from './read-repository.ts';
import { readSingleDocument } from './read-single-document.ts';

export interface DistributionValidateOptions extends ValidateOptions {
  /** The moment that indexes under legacy paths are judged at, as `2026-07-01T00:00:00Z`; not judged where absent. */
  readonly now?: string;
}

/**
 * Judges by contracts/distribution/v1: a repository with everything below its `dist`, or one of the contract's documents
 * by itself. Throws ContractsError `io` and `source-changed` while reading.
 */
export async function validateDistribution(
  artifact: Artifact,
  { selection, observe, now }: DistributionValidateOptions,
): Promise<Judgement> {
  const collector = new FindingCollector(selection);
  const model =
    artifact.kind === 'folder'
      ? await readRepository(artifact.path, collector, { observe, now })
      : readSingleDocument(artifact.source, collector);
  if (model !== undefined) runChecks(distributionRules, model, collector);
  return {
    findings: collector.findings(),
    dropped: collector.droppedCount,
    ...(observe && model !== undefined && { observation: observeRepository(model) }),
    secrets: [],
  };
}
