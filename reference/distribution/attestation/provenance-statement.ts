import type { DistributionProvenance } from '../../generated/types/distribution-provenance.ts';
import type { ProvenanceStatement } from '../../generated/types/distribution-statement.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';

const OURS = 'https://package-contracts.dev/distribution/v1/';
const BUILD = `${OURS}build/`;
const ORCHESTRATOR = `${OURS}orchestrator/`;
const TOOLCHAIN = `${OURS}toolchain/`;
const GIT = 'git+';

/**
 * A provenance as a statement (contracts/distribution/v1, section 8.2). What a provenance has beyond its schema has no
 * place in one: whoever calls this has made sure that there is nothing.
 */
export function toStatement(provenance: DistributionProvenance, manifestSha256: string): ProvenanceStatement {
  const { contract_version, subject, tuple, source, build, reproducibility } = provenance;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: subject.artifact_file, digest: { sha256: subject.artifact_sha256 } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: `${BUILD}${contract_version}`,
        externalParameters: {
          tuple: toTuple(tuple),
          config: build.config,
          config_sha256: build.config_sha256,
          command: build.command,
        },
        internalParameters: {
          env: toSorted(build.env),
          source_date_epoch: build.source_date_epoch,
          reproducibility: {
            rebuilds: reproducibility.rebuilds,
            artifact_sha256: reproducibility.artifact_sha256,
          },
        },
        resolvedDependencies: [
          { uri: `${GIT}${source.repository}`, digest: { gitCommit: source.git_rev } },
          { name: 'lockfile', digest: { sha256: source.lockfile_sha256 } },
          // in-toto asks of every descriptor for a digest, a URI or the content itself.
          {
            name: 'toolchain',
            uri: `${TOOLCHAIN}${tuple.toolchain}`,
            annotations: { version: build.toolchain_full },
          },
        ],
      },
      runDetails: {
        builder: { id: `${ORCHESTRATOR}${build.orchestrator.replaceAll(' ', '%20')}` },
        byproducts: [{ name: 'manifest.json', digest: { sha256: manifestSha256 } }],
      },
    },
  };
}

/**
 * What a statement says as a provenance, as far as it can be said in one, with an empty text where a value is missing.
 * Whether it is everything that the statement says, and nothing else, only `toStatement` of it tells.
 */
export function fromStatement({ subject, predicate }: ProvenanceStatement): DistributionProvenance {
  const { buildDefinition, runDetails } = predicate;
  const { externalParameters: external, internalParameters: internal } = buildDefinition;
  const [artifact] = subject;
  const [commit, lockfile, toolchain] = buildDefinition.resolvedDependencies;
  return {
    schema_version: 'distribution-provenance-v1',
    contract_version: behind(BUILD, buildDefinition.buildType),
    subject: { artifact_file: artifact?.name ?? '', artifact_sha256: artifact?.digest.sha256 ?? '' },
    tuple: toTuple(external.tuple),
    source: {
      repository: behind(GIT, commit?.uri),
      git_rev: commit?.digest?.gitCommit ?? '',
      tree_clean: true,
      lockfile_sha256: lockfile?.digest?.sha256 ?? '',
    },
    build: {
      orchestrator: behind(ORCHESTRATOR, runDetails.builder.id).replaceAll('%20', ' '),
      config: external.config,
      config_sha256: external.config_sha256,
      command: external.command,
      source_date_epoch: internal.source_date_epoch,
      env: toSorted(internal.env),
      toolchain_full: toolchain?.annotations?.version ?? '',
    },
    reproducibility: {
      rebuilds: internal.reproducibility.rebuilds,
      verified: true,
      artifact_sha256: internal.reproducibility.artifact_sha256,
    },
  };
}

type Tuple = ProvenanceStatement['predicate']['buildDefinition']['externalParameters']['tuple'];

// A document in another order of its members would be written in it.
function toTuple({ version, target, profile, toolchain, git_rev, dist_revision }: Tuple): Tuple {
  return { version, target, profile, toolchain, git_rev, dist_revision };
}

function toSorted(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).sort(([a], [b]) => compareCodePoints(a, b)));
}

function behind(prefix: string, text = ''): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}
