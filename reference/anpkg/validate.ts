import type { Artifact } from '../archive/artifact.ts';
import { readFolder } from '../archive/folder.ts';
import type { MemberTap } from '../archive/package-members.ts';
import type { RunProcess } from '../process/run-process.ts';
import { runChecks } from '../report/check.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ValidateOptions } from '../report/validate-options.ts';
import type { ContainerReading } from './document-reader.ts';
import { observePackage } from './observe-package.ts';
import { createPackageIntake } from './package-intake.ts';
import { packageRules } from './package-rules.ts';
import { collectSecrets } from './package-secrets.ts';
import { readPackage } from './read-package.ts';
import { assertRuntimeBinary, replayPackage } from './replay.ts';

export interface ValidateAnpkgOptions extends ValidateOptions {
  /** A runtime's executable that checks the package's configuration, once nothing else is wrong. */
  readonly runtimeBinary?: string;
  /** Time limit of that check in seconds. */
  readonly replaySeconds?: number;
  /** How a program is run; the operating system's way where absent. */
  readonly run?: RunProcess;
}

/**
 * Judges a commissioning handoff package, an archive or a folder, by contracts/anpkg/v1. One pass over the bytes;
 * memory does not grow with the package. Where the container has an error, nothing else is judged.
 * Throws ContractsError `usage` for a runtime that does not exist, `io` and `source-changed` while reading.
 */
export async function validateAnpkg(artifact: Artifact, options: ValidateAnpkgOptions): Promise<Judgement> {
  const runtimeBinary = options.runtimeBinary === undefined ? undefined : assertRuntimeBinary(options.runtimeBinary);
  const collector = new FindingCollector(options.selection);
  const intakeTap = createPackageIntake();
  const reading = await readContainer(artifact, collector, intakeTap.tap);
  const intake = intakeTap.finish();
  if (collector.errorCount > 0) {
    const secrets = [...intake.credentials.values()].flat().map(({ value }) => value);
    return { findings: collector.findings(), dropped: collector.droppedCount, secrets };
  }
  const model = await readPackage(reading, intake, collector);
  runChecks(packageRules, model, collector);
  if (runtimeBinary !== undefined && collector.errorCount === 0) {
    const run = options.run ?? (await import('../process/run-process.ts')).runProcess;
    const seconds = options.replaySeconds === undefined ? {} : { seconds: options.replaySeconds };
    await replayPackage(model, reading, { runtimeBinary, run, ...seconds }, collector);
  }
  return {
    findings: collector.findings(),
    dropped: collector.droppedCount,
    ...(options.observe && { observation: observePackage(model) }),
    secrets: collectSecrets(model),
  };
}

async function readContainer(
  artifact: Artifact,
  collector: FindingCollector,
  tap: MemberTap,
): Promise<ContainerReading> {
  if (artifact.kind === 'bytes') {
    const { readZip } = await import('../archive/zip/index.ts');
    return readZip(artifact.source, collector, { tap, digest: true });
  }
  const reading = readFolder(artifact.path, { tap, digest: true });
  for (const problem of reading.problems) {
    if (problem.kind === 'limit') {
      collector.add('anpkg/folder-too-large', {}, { limit: problem.limit, unit: problem.unit });
      continue;
    }
    const at = { member: problem.path };
    if (problem.kind === 'special-file') collector.add('anpkg/folder-special-file', at, { kind: problem.what });
    else collector.add('anpkg/folder-unsafe-name', at, { problem: problem.what });
  }
  return reading;
}
