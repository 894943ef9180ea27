import { createHash } from 'node:crypto';
import type { RecipeFolder } from '../recipe.ts';
import { type ArchiveFile, draftGzip, draftTar } from './archive-draft.ts';
import { COMMIT } from './commits.ts';

/** What one artifact is called, in full. */
export interface ArtifactIdentity {
  readonly version: string;
  readonly target: string;
  readonly profile: string;
  readonly toolchain: string;
  readonly git_rev: string;
  readonly dist_revision: string;
}

/** A JSON object; members may be exchanged for others, and `undefined` takes one away. */
export type Members = Readonly<Record<string, unknown>>;

/** What is other than usual in an artifact. Everything that follows from it follows. */
export interface ArtifactChanges {
  readonly name?: string;
  readonly contractVersion?: string;
  readonly gitshaLength?: number;
  /** What stands ahead of the contract version in every path. */
  readonly root?: string;
  readonly files?: readonly ArchiveFile[];
  /** The archive instead of the one that the files give. */
  readonly archive?: (usual: Uint8Array) => Uint8Array;
  readonly manifest?: Members;
  readonly provenance?: (usual: Members) => Members;
  readonly checksums?: Members;
  readonly row?: Members;
}

/** A row of an index, and the files that it refers to. */
export interface ArtifactDraft {
  readonly identity: ArtifactIdentity;
  readonly row: Members;
  readonly folder: string;
  readonly artifactFile: string;
  readonly files: RecipeFolder;
}

export const NAME = 'codex-controller-loop';
export const CONTRACT_VERSION = '1.0.0';
/** 2026-04-04T16:41:34Z. */
export const EPOCH = 1_775_320_894;

/** The identity of the published example. */
export const FIRST: ArtifactIdentity = {
  version: '0.1.0',
  target: 'x86_64-unknown-linux-gnu',
  profile: 'release',
  toolchain: '1.84.0',
  git_rev: COMMIT,
  dist_revision: 'r1',
};

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** The two files of the published example. */
export const FILES: readonly ArchiveFile[] = [
  { path: 'LICENSE', mode: '0644', bytes: text('MIT\n') },
  { path: NAME, mode: '0755', bytes: text('#!/bin/sh\necho codex-controller-loop 0.1.0\n') },
];

/** An artifact of the identity with its sidecars and its row, all in agreement but for the changes. */
export function draftArtifact(identity: ArtifactIdentity, changes: ArtifactChanges = {}): ArtifactDraft {
  const { name = NAME, contractVersion = CONTRACT_VERSION, gitshaLength = 8, root = 'dist', files = FILES } = changes;
  const { version, target, profile, toolchain, git_rev, dist_revision } = identity;
  const gitsha = git_rev.slice(0, gitshaLength);
  const folder = `${root}/${contractVersion}/${version}/${target}/${profile}/${toolchain}/${gitsha}/${dist_revision}`;
  const artifactFile = `${folder}/${name}-v${version}-${target}-${profile}-${toolchain}-${gitsha}-${dist_revision}.tar.gz`;
  const tar = draftTar(files, EPOCH);
  const archive = changes.archive?.(draftGzip(tar)) ?? draftGzip(tar);
  const digest = sha256(archive);
  const manifest = toDocument(
    {
      schema_version: 'distribution-manifest-v1',
      contract_version: contractVersion,
      name,
      version,
      target,
      profile,
      toolchain,
      git_rev,
      gitsha,
      dist_revision,
      source_date_epoch: EPOCH,
      artifact_file: artifactFile,
      artifact_format: 'tar.gz',
      artifact_size: archive.length,
      artifact_sha256: digest,
      content_sha256: sha256(tar),
      files: files.map(({ path, mode, bytes }) => ({ path, mode, size: bytes.length, sha256: sha256(bytes) })),
    },
    changes.manifest,
  );
  const usual = usualProvenance(identity, { contractVersion, artifactFile, digest });
  const provenance = toDocument(changes.provenance?.(usual) ?? usual);
  const checksums = toDocument(
    {
      schema_version: 'distribution-checksums-v1',
      algorithm: 'sha256',
      artifact_file: artifactFile,
      artifact_sha256: digest,
      files: { 'manifest.json': sha256(manifest), 'provenance.json': sha256(provenance) },
    },
    changes.checksums,
  );
  const row = {
    toolchain,
    git_rev,
    gitsha,
    dist_revision,
    artifact_file: artifactFile,
    manifest_file: `${folder}/package/manifest.json`,
    checksums_file: `${folder}/package/checksums.json`,
    provenance_file: `${folder}/package/provenance.json`,
    artifact_sha256: digest,
    source_date_epoch: EPOCH,
    ...changes.row,
  };
  return {
    identity,
    row,
    folder,
    artifactFile,
    files: {
      [artifactFile]: archive,
      [`${folder}/package/manifest.json`]: manifest,
      [`${folder}/package/checksums.json`]: checksums,
      [`${folder}/package/provenance.json`]: provenance,
    },
  };
}

function usualProvenance(
  identity: ArtifactIdentity,
  of: { readonly contractVersion: string; readonly artifactFile: string; readonly digest: string },
): Members {
  const { version, target, profile, toolchain, git_rev, dist_revision } = identity;
  return {
    schema_version: 'distribution-provenance-v1',
    contract_version: of.contractVersion,
    subject: { artifact_file: of.artifactFile, artifact_sha256: of.digest },
    tuple: { version, target, profile, toolchain, git_rev, dist_revision },
    source: {
      repository: 'https://git.example.test/eric/codex-controller-loop.git',
      git_rev,
      tree_clean: true,
      lockfile_sha256: sha256('lock\n'),
    },
    build: {
      orchestrator: 'scripts/release-orchestrator.py',
      config: 'scripts/release-orchestrator.config.json',
      config_sha256: sha256('config\n'),
      command: ['cargo', 'build', '--locked', '--profile', profile, '--target', target],
      source_date_epoch: EPOCH,
      env: { LC_ALL: 'C', SOURCE_DATE_EPOCH: `${EPOCH}`, TZ: 'UTC' },
      toolchain_full: `rustc ${toolchain} (9fc6b4312 2025-01-07)`,
    },
    reproducibility: { rebuilds: 2, verified: true, artifact_sha256: [of.digest, of.digest] },
  };
}

/** A document as producers write it: members in their order, two spaces, a line feed at the end. */
export function toDocument(value: Members, changes: Members = {}): Uint8Array {
  return text(`${JSON.stringify({ ...value, ...changes }, null, 2)}\n`);
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
