import type { DistributionChecksums } from '../../generated/types/distribution-checksums.ts';
import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { DistributionManifest } from '../../generated/types/distribution-manifest.ts';
import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';
import type { DistributionProvenance } from '../../generated/types/distribution-provenance.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { ArtifactIdentity } from '../documents/identity.ts';
import { renderWord } from '../documents/templates.ts';
import type { BuildFacts } from './build-facts.ts';
import type { PackedArtifact } from './pack-artifact.ts';

/** What the sidecars of an artifact are made of. */
export interface SidecarFacts {
  readonly contract: DistributionContract;
  readonly config: OrchestratorConfig;
  readonly configSha256: string;
  readonly lockfileSha256: string;
  readonly facts: BuildFacts & { readonly sourceDateEpoch: number };
  readonly identity: ArtifactIdentity & { readonly profile: 'release' | 'debug' };
  readonly gitsha: string;
  /** Path of the archive from the root. */
  readonly path: string;
  readonly packed: PackedArtifact;
  /** How often was built. */
  readonly rebuilds: number;
}

/** The text of a document in the one way of section 3.1; members stand in the order in which the value has them. */
export function documentText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The manifest of an artifact. */
export function toManifest({ contract, facts, identity, gitsha, path, packed }: SidecarFacts): DistributionManifest {
  return {
    schema_version: 'distribution-manifest-v1',
    contract_version: contract.contract_version,
    name: contract.artifact.name,
    version: identity.version,
    target: identity.target,
    profile: identity.profile,
    toolchain: identity.toolchain,
    git_rev: identity.git_rev,
    gitsha,
    dist_revision: identity.dist_revision,
    source_date_epoch: facts.sourceDateEpoch,
    artifact_file: path,
    artifact_format: 'tar.gz',
    artifact_size: packed.size,
    artifact_sha256: packed.sha256,
    content_sha256: packed.contentSha256,
    files: packed.files,
  };
}

/** The provenance of an artifact. It holds nothing that another build of the same sources would change. */
export function toProvenance(sidecar: SidecarFacts): DistributionProvenance {
  const { contract, config, facts, identity, path, packed, rebuilds } = sidecar;
  const { orchestrator } = contract.artifact.release_artifacts;
  return {
    schema_version: 'distribution-provenance-v1',
    contract_version: contract.contract_version,
    subject: { artifact_file: path, artifact_sha256: packed.sha256 },
    tuple: {
      version: identity.version,
      target: identity.target,
      profile: identity.profile,
      toolchain: identity.toolchain,
      git_rev: identity.git_rev,
      dist_revision: identity.dist_revision,
    },
    source: {
      repository: facts.repository,
      git_rev: identity.git_rev,
      tree_clean: true,
      lockfile_sha256: sidecar.lockfileSha256,
    },
    build: {
      orchestrator: orchestrator.name,
      config: orchestrator.config,
      config_sha256: sidecar.configSha256,
      command: buildCommand(config, identity),
      source_date_epoch: facts.sourceDateEpoch,
      env: buildEnvironment(config, facts.sourceDateEpoch),
      toolchain_full: facts.toolchainFull,
    },
    reproducibility: {
      rebuilds,
      verified: true,
      artifact_sha256: Array.from({ length: rebuilds }, () => packed.sha256),
    },
  };
}

/** The checksums of an artifact; they stand over the other two sidecars, and the digests are those of their bytes. */
export function toChecksums(
  { path, packed }: SidecarFacts,
  digests: { readonly manifest: string; readonly provenance: string },
): DistributionChecksums {
  return {
    schema_version: 'distribution-checksums-v1',
    algorithm: 'sha256',
    artifact_file: path,
    artifact_sha256: packed.sha256,
    files: { 'manifest.json': digests.manifest, 'provenance.json': digests.provenance },
  };
}

/** The command with its placeholders filled; cargo calls the profile `debug` by another name (section 8). */
export function buildCommand(
  { build_command }: OrchestratorConfig,
  { target, profile }: Pick<ArtifactIdentity, 'target' | 'profile'>,
): string[] {
  const values = { target, profile: profile === 'debug' ? 'dev' : profile };
  return build_command.map((word) => renderWord(word, values));
}

/** The variables of the build, sorted by name; what the configuration names comes on top of the fixed ones. */
export function buildEnvironment({ env = {} }: OrchestratorConfig, epoch: number): Record<string, string> {
  const variables = { LC_ALL: 'C', TZ: 'UTC', ...env, SOURCE_DATE_EPOCH: String(epoch) };
  return Object.fromEntries(Object.entries(variables).sort(([a], [b]) => compareCodePoints(a, b)));
}
