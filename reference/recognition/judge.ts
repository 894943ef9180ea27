import type { Artifact } from '../archive/artifact.ts';
import { digestSource, digestWhileRead } from '../archive/source-digest.ts';
import { toArtifactReport } from '../report/artifact-report.ts';
import { compareFindings } from '../report/finding-order.ts';
import type { Judgement } from '../report/judgement.ts';
import { createMasker, type Masker } from '../report/masker.ts';
import type { ArtifactReport } from '../report/report.ts';
import type { RuleSelection } from '../report/rule-selection.ts';
import { recognise } from './recognise.ts';

export interface JudgeOptions {
  /** Contract that the artifact must be of, such as `anpkg@1`; recognised by content where absent. */
  readonly contract?: string;
  readonly selection: RuleSelection;
  /** Whether the observation is wanted (see ValidateOptions). */
  readonly observe: boolean;
  readonly runtimeBinary?: string;
}

/** A judged artifact: the report that may be shown, and what stands behind it. */
export interface Judged {
  readonly report: ArtifactReport;
  /** As the contract's validator gave it, with the findings of recognition. Not masked: for renderers only. */
  readonly judgement: Judgement;
  readonly mask: Masker;
}

/**
 * The report on one artifact: recognised, judged as its contract, masked.
 * Throws ContractsError `usage` (unknown contract) and `io`; bad input gives findings.
 */
export async function judge(artifact: Artifact, options: JudgeOptions): Promise<ArtifactReport> {
  return (await judgeArtifact(artifact, options)).report;
}

/** As `judge`, with the judgement itself. */
export async function judgeArtifact(artifact: Artifact, options: JudgeOptions): Promise<Judged> {
  const { contract, findings } = recognise(artifact, options.contract);
  const { selection, observe, runtimeBinary } = options;
  const digested = artifact.kind === 'bytes' ? digestWhileRead(artifact.source) : undefined;
  const read =
    digested === undefined ? artifact : { kind: 'bytes' as const, name: artifact.name, source: digested.source };
  const inner =
    contract === undefined
      ? NOTHING_READ
      : await contract.validate(read, {
          selection,
          observe,
          ...(runtimeBinary === undefined ? {} : { runtimeBinary }),
        });
  // Which contract an artifact is of is asked under every profile, so these do not depend on the selection's.
  const own = findings.filter(({ rule }) => !selection.without.has(rule));
  const judgement = { ...inner, findings: [...own, ...inner.findings].sort(compareFindings) };
  return toJudged(artifact, judgement, {
    selection,
    ...(contract === undefined ? {} : { contract: contract.contract }),
    ...(digested === undefined ? {} : { digest: digested.digest }),
  });
}

/** A judgement with its report; takes the digest of the whole artifact, unless `digest` has it from the reading. */
export function toJudged(
  artifact: Artifact,
  judgement: Judgement,
  options: Pick<JudgeOptions, 'selection' | 'contract'> & { readonly digest?: () => string },
): Judged {
  const { selection, contract, digest } = options;
  const mask = createMasker(judgement.secrets);
  const identity =
    artifact.kind === 'folder'
      ? {}
      : { size: artifact.source.size, sha256: digest === undefined ? digestSource(artifact.source) : digest() };
  const known = contract === undefined ? {} : { contract };
  const judged = { path: artifact.name, ...identity, ...known, profile: selection.profile };
  return { report: toArtifactReport(judged, judgement, mask), judgement, mask };
}

const NOTHING_READ: Judgement = { findings: [], dropped: 0, secrets: [] };
