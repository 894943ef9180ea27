import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { openFileSource } from '../archive/byte-source.ts';
import { publishFile } from '../archive/publish.ts';
import { writeZip } from '../archive/zip/index.ts';
import { severityOf, toArtifactReport } from '../report/artifact-report.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { compareFindings } from '../report/finding-order.ts';
import type { Judgement } from '../report/judgement.ts';
import { createMasker } from '../report/masker.ts';
import type { ArtifactReport, ReportFinding } from '../report/report.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { type ProduceOutcome, produceAnpkg } from './produce-package.ts';
import type { ProjectFolder } from './project-folder.ts';
import { openProjectFolder } from './project-on-disk.ts';
import { validateAnpkg } from './validate.ts';

export interface ProduceFileRequest {
  /** Folder of the project. */
  readonly project: string;
  /** The package to be; an older file there is replaced. */
  readonly out: string;
  /** Second folder in which a behavior tree may lie. */
  readonly dataRoot?: string;
  /** `source_project` of the provenance; the name of the project's folder where absent. */
  readonly sourceProject?: string;
}

export interface ProduceFileResult {
  /** Whether the package stands at `out`; if not, what stood there before still does. */
  readonly produced: boolean;
  /** Those of `report`: errors and warnings about the project, masked. */
  readonly findings: readonly ReportFinding[];
  /** The report on the project, whose `path` is the name of its folder. */
  readonly report: ArtifactReport;
  /** Names of the variants that the package leaves out; empty where there is no package. */
  readonly omittedVariants: readonly string[];
}

/**
 * Produces a project's package and publishes it at `out`, once the validator has accepted what was written. A project
 * that gives no valid package gives findings. Throws ContractsError `usage` (the project is no folder, `out` is no
 * place for a file), `io` and `source-changed`.
 */
export async function produceAnpkgFile(request: ProduceFileRequest): Promise<ProduceFileResult> {
  const folder = sparing(request.out, openProjectFolder(request.project, request.dataRoot));
  const { sourceProject } = request;
  const outcome = produceAnpkg(folder, sourceProject === undefined ? {} : { sourceProject });
  if (!outcome.produced) return toResult(folder.name, outcome.judgement, undefined);
  try {
    let judgement = outcome.judgement;
    const produced = await publishFile({
      target: request.out,
      write: (write) => writeZip(outcome.members, write),
      async verify(stage) {
        judgement = await judgePackage(stage, basename(request.out), outcome);
        return isValid(judgement);
      },
    });
    return toResult(folder.name, judgement, produced ? outcome.omittedVariants : undefined);
  } finally {
    outcome.release();
  }
}

/** The folder, in which no file that is read may be the one that is to be replaced. */
function sparing(out: string, folder: ProjectFolder): ProjectFolder {
  if (!existsSync(out)) return folder;
  const replaced = realpathSync.native(out);
  return {
    name: folder.name,
    find(path, scope) {
      const found = folder.find(path, scope);
      if (found.state !== 'file' || found.path !== replaced) return found;
      throw new ContractsError('usage', `the output is a file of the project: ${out}`);
    },
  };
}

type Produced = Extract<ProduceOutcome, { produced: true }>;

async function judgePackage(stage: string, name: string, outcome: Produced): Promise<Judgement> {
  const source = openFileSource(stage);
  try {
    const judged = await validateAnpkg({ kind: 'bytes', name, source }, { selection: HARDENED, observe: false });
    if (judged.findings.some(({ rule }) => rule === 'anpkg/checksum-mismatch')) {
      throw new ContractsError('source-changed', 'a file of the project changed while the package was made');
    }
    const findings = [...outcome.judgement.findings, ...judged.findings.map(outcome.toProjectFinding)];
    const dropped = outcome.judgement.dropped + judged.dropped;
    return { findings: findings.sort(compareFindings), dropped, secrets: judged.secrets };
  } finally {
    source.close();
  }
}

function isValid(judgement: Judgement): boolean {
  return judgement.findings.every((finding) => severityOf(finding) === 'warning');
}

function toResult(
  path: string,
  judgement: Judgement,
  omittedVariants: readonly string[] | undefined,
): ProduceFileResult {
  const artifact = { path, contract: 'anpkg@1', profile: HARDENED.profile };
  const report = toArtifactReport(artifact, judgement, createMasker(judgement.secrets));
  return {
    produced: omittedVariants !== undefined,
    findings: report.findings,
    report,
    omittedVariants: omittedVariants ?? [],
  };
}
