import type { Artifact } from '../archive/artifact.ts';
import type { ByteSource } from '../archive/byte-source.ts';
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
  /** Whether the report states the SHA-256 of the artifact, for which all of it is read; it does where absent. */
  readonly digest?: boolean;
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
  const { selection, observe, runtimeBinary, digest = true } = options;
  const digested = digest && artifact.kind === 'bytes' ? digestWhileRead(artifact.source) : undefined;
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
    digest: digested?.digest ?? digest,
  });
}

/** A judgement with its report. Where `digest` has that of the whole artifact from the reading, it is not taken again. */
export function toJudged(
  artifact: Artifact,
  judgement: Judgement,
  options: Pick<JudgeOptions, 'selection' | 'contract'> & { readonly digest?: boolean | (() => string) },
): Judged {
  const { selection, contract, digest = true } = options;
  const mask = createMasker(judgement.secrets);
  const identity = artifact.kind === 'folder' ? {} : identityOf(artifact.source, digest);
  const known = contract === undefined ? {} : { contract };
  const judged = { path: artifact.name, ...identity, ...known, profile: selection.profile };
  return { report: toArtifactReport(judged, judgement, mask), judgement, mask };
}

function identityOf(source: ByteSource, digest: boolean | (() => string)): { size: number; sha256?: string } {
  const { size } = source;
  if (digest === false) return { size };
  return { size, sha256: digest === true ? digestSource(source) : digest() };
}

const NOTHING_READ: Judgement = { findings: [], dropped: 0, secrets: [] };
