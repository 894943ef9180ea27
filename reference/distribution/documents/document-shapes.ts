/**
 * The members of a document in the order in which a producer writes them (section 3.1), which is that of its schema. A
 * list holds what each of its items is; `sorted` is an object of names that stand sorted.
 */
export type Shape = 'value' | 'sorted' | readonly [Shape] | { readonly [name: string]: Shape };

const V = 'value';

export const SHAPES: Readonly<Record<'index' | 'manifest' | 'checksums' | 'provenance', Shape>> = {
  index: {
    schema_version: V,
    contract_version: V,
    name: V,
    contract_sha256: V,
    releases: [
      {
        version: V,
        targets: [
          {
            target: V,
            profiles: [
              {
                profile: V,
                artifacts: [
                  {
                    toolchain: V,
                    git_rev: V,
                    gitsha: V,
                    dist_revision: V,
                    artifact_file: V,
                    manifest_file: V,
                    checksums_file: V,
                    provenance_file: V,
                    artifact_sha256: V,
                    source_date_epoch: V,
                    artifact_size: V,
                    checksums_sha256: V,
                    yanked: { reason: V, since: V },
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
  manifest: {
    schema_version: V,
    contract_version: V,
    name: V,
    version: V,
    target: V,
    profile: V,
    toolchain: V,
    git_rev: V,
    gitsha: V,
    dist_revision: V,
    source_date_epoch: V,
    artifact_file: V,
    artifact_format: V,
    artifact_size: V,
    artifact_sha256: V,
    content_sha256: V,
    files: [{ path: V, mode: V, size: V, sha256: V }],
  },
  checksums: {
    schema_version: V,
    algorithm: V,
    artifact_file: V,
    artifact_sha256: V,
    files: { 'manifest.json': V, 'provenance.json': V },
  },
  provenance: {
    schema_version: V,
    contract_version: V,
    subject: { artifact_file: V, artifact_sha256: V },
    tuple: { version: V, target: V, profile: V, toolchain: V, git_rev: V, dist_revision: V },
    source: { repository: V, git_rev: V, tree_clean: V, lockfile_sha256: V },
    build: {
      orchestrator: V,
      config: V,
      config_sha256: V,
      command: [V],
      source_date_epoch: V,
      env: 'sorted',
      toolchain_full: V,
    },
    reproducibility: { rebuilds: V, verified: V, artifact_sha256: [V] },
  },
};
