import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { openUpStage, writeStage } from '../../archive/publish-steps.ts';
import { makeFolders, type PublishSystem } from '../../archive/publish-system.ts';
import { digestFile } from '../../archive/source-digest.ts';
import { attempt } from '../../report/attempt.ts';
import type { StatedRow } from '../documents/index-rows.ts';
import { LOCKFILE, type PackedArtifact, packArtifact } from './pack-artifact.ts';
import type { PackedTarget, PlannedArtifact, SoundFacts } from './plan-artifact.ts';
import { rebuildsOf } from './plan-artifact.ts';
import type { ProducerInputs } from './producer-inputs.ts';
import { documentText, type SidecarFacts, toChecksums, toManifest, toProvenance } from './write-sidecars.ts';

export interface StagedArtifact {
  readonly planned: PlannedArtifact;
  readonly row: StatedRow;
  /** Where the folder of the artifact is staged, and where it is to stand, from the root. */
  readonly stage: string;
  readonly folder: string;
}

export interface StageRequest {
  readonly target: PackedTarget;
  readonly planned: PlannedArtifact;
  readonly facts: SoundFacts;
  readonly inputs: ProducerInputs;
  readonly lockfileSha256: string;
  /** A new folder that is made for the artifact. */
  readonly stage: string;
}

/**
 * Writes an artifact with its sidecars into a folder of its own, each file synchronised, and says the row that leads to
 * it. Throws ContractsError `io` where the system refuses, and `source-changed` where a program is another one now.
 */
export async function stageArtifact(request: StageRequest, system: PublishSystem): Promise<StagedArtifact> {
  const { target, planned, facts, inputs, stage } = request;
  const { paths, identity, gitsha } = planned;
  attempt('cannot stage an artifact', () => makeFolders(join(stage, 'package'), system));
  let packed: PackedArtifact = target.packed;
  await put(join(stage, basename(paths.artifact_file)), system, (write) => {
    packed = packArtifact(target.files, facts.sourceDateEpoch, write);
  });
  const sidecar: SidecarFacts = {
    contract: inputs.contract,
    config: inputs.config,
    configSha256: inputs.configSha256,
    lockfileSha256: request.lockfileSha256,
    facts,
    identity,
    gitsha,
    path: paths.artifact_file,
    packed: target.packed,
    rebuilds: rebuildsOf(inputs),
  };
  const manifest = await putText(join(stage, 'package/manifest.json'), documentText(toManifest(sidecar)), system);
  const provenance = await putText(join(stage, 'package/provenance.json'), documentText(toProvenance(sidecar)), system);
  const checksums = documentText(toChecksums(sidecar, { manifest, provenance }));
  await putText(join(stage, 'package/checksums.json'), checksums, system);
  const row: StatedRow = {
    toolchain: identity.toolchain,
    git_rev: identity.git_rev,
    gitsha,
    dist_revision: identity.dist_revision,
    ...paths,
    artifact_sha256: packed.sha256,
    source_date_epoch: facts.sourceDateEpoch,
  };
  return { planned, row, stage, folder: dirname(paths.artifact_file) };
}

/** Writes a staged file in the mode that files of a program have, and synchronises it. */
export async function put(
  stage: string,
  system: PublishSystem,
  content: (write: (bytes: Uint8Array) => void) => void,
): Promise<void> {
  const target = basename(stage);
  const mode = await writeStage({ stage, target, write: content }, system);
  await openUpStage({ stage, target }, mode, system);
}

async function putText(stage: string, text: string, system: PublishSystem): Promise<string> {
  const bytes = Buffer.from(text);
  await put(stage, system, (write) => write(bytes));
  return createHash('sha256').update(bytes).digest('hex');
}

/** The digest of the file that fixes the dependencies. Throws ContractsError `io` where it is not there any more. */
export function lockfileDigest(sources: string, { config: { lockfile = LOCKFILE } }: ProducerInputs): string {
  return digestFile(join(sources, lockfile));
}
