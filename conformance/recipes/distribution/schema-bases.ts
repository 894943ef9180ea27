import contract from '../../../contracts/distribution/v1/examples/contract.json' with { type: 'json' };
import lock from '../../../contracts/distribution/v1/examples/lock.json' with { type: 'json' };
import configuration from '../../../contracts/distribution/v1/examples/orchestrator-config.all-members.json' with {
  type: 'json',
};
import least from '../../../contracts/distribution/v1/examples/orchestrator-config.minimal.json' with { type: 'json' };
import signedIndex from '../../../contracts/distribution/v1/examples/signed-index.json' with { type: 'json' };
import trust from '../../../contracts/distribution/v1/examples/trust.json' with { type: 'json' };
import { draftArtifact, FIRST } from './artifact-draft.ts';
import { toIndex } from './repository-draft.ts';
import { ONE } from './resolve-recipe.ts';

const sidecar = (name: string): unknown => {
  const bytes = ONE.files[`${ONE.folder}/package/${name}.json`];
  return JSON.parse(bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '');
};
const everyMember = draftArtifact(FIRST, {
  row: {
    artifact_size: 3095,
    checksums_sha256: FIRST.git_rev.padEnd(64, '0'),
    yanked: { reason: 'Crashes at the start.', since: '2026-05-01' },
  },
});

/** As little as readers need: what is made of many of these stays small. */
const lean = {
  schema_version: 'distribution-index-v1',
  releases: [
    {
      version: '0.1.0',
      targets: [
        {
          target: 'a-b-c',
          profiles: [
            {
              profile: 'release',
              artifacts: [
                {
                  toolchain: '1.84.0',
                  git_rev: FIRST.git_rev,
                  dist_revision: 'r1',
                  artifact_file: 'dist/a',
                  manifest_file: 'dist/b',
                  checksums_file: 'dist/c',
                  artifact_sha256: FIRST.git_rev.padEnd(64, '0'),
                  source_date_epoch: 0,
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

/** The index with the digest of the contract, in the place that the schema gives it. */
function withContractDigest({ releases, ...head }: ReturnType<typeof toIndex>): Readonly<Record<string, unknown>> {
  return { ...head, contract_sha256: FIRST.git_rev.padEnd(64, '0'), releases };
}

/** Of each schema, sound documents that together use every member and every branch. */
export const SCHEMA_BASES: Readonly<Record<string, readonly unknown[]>> = {
  contract: [
    contract,
    { ...contract, governance: { ...contract.governance, stewards: ['release-steward', 'next-steward'] } },
  ],
  index: [lean, toIndex([everyMember]), withContractDigest(toIndex([ONE]))],
  manifest: [sidecar('manifest')],
  checksums: [sidecar('checksums')],
  provenance: [sidecar('provenance')],
  'orchestrator-config': [
    configuration,
    least,
    { ...configuration, source_date_epoch: 'commit' },
    { ...configuration, source_date_epoch: 0 },
  ],
  'signed-index': [signedIndex],
  trust: [trust],
  lock: [lock],
};
