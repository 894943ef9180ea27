import type { Artifact } from '../archive/artifact.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ValidateOptions } from '../report/validate-options.ts';
import type { ContentGlance } from './content-glance.ts';

export interface ContractValidateOptions extends ValidateOptions {
  /** A runtime's executable that replays the package's configuration (anpkg). */
  readonly runtimeBinary?: string;
  /** The moment that indexes under legacy paths are judged at (distribution). */
  readonly now?: string;
}

/** How one contract is recognised and judged. */
export interface RegisteredContract {
  /** Name and major version, as `--contract` takes it. */
  readonly contract: string;
  /** Extensions by which a file's name claims the contract, lower-case with the dot. */
  readonly extensions: readonly string[];
  /** What content of the contract has, in words: the end of "an anpkg@1 …". */
  readonly mark: string;
  /** `package`: known by what it holds; `foundation`: known by its syntax, when no package is. */
  readonly tier: 'package' | 'foundation';
  /** The foundation contract of the file that holds it, for a package in an archive. */
  readonly container?: string;
  /** Files that make a folder worth judging as the contract when the caller insists on it. */
  readonly traces?: readonly string[];
  /** A file that suggests that a folder without any of these is meant as one of the contract. */
  readonly suggestion?: string;
  readonly recognises: (glance: ContentGlance) => boolean;
  readonly validate: (artifact: Artifact, options: ContractValidateOptions) => Promise<Judgement>;
}

// Of any version: a document of a later one is recognised, and refused.
const DOCTOR_VERSION = /^doctor-(?:cli-(?:package(?:-config)?|release-manifest|error)|core-report)-v\d/u;

const DISTRIBUTION_VERSION =
  /^(?:distribution-(?:contract|index|manifest|checksums|provenance|signed-index|trust|lock)|release-orchestrator-config)-v\d/u;

/** Every contract that artifacts are judged as. A new one is one entry; its room is loaded when it is needed. */
export const REGISTRY: readonly RegisteredContract[] = [
  {
    contract: 'anpkg@1',
    extensions: ['.anpkg'],
    mark: 'is a zip with machine-profile.yaml at its root',
    tier: 'package',
    container: 'strict-zip@1',
    traces: ['machine-profile.yaml', 'meta/checksums.sha256', 'meta/provenance.json'],
    recognises: ({ kind, isZip, hasFile }) =>
      hasFile('machine-profile.yaml') &&
      (kind === 'bytes' ? isZip : hasFile('meta/checksums.sha256') || hasFile('meta/provenance.json')),
    validate: async (artifact, options) => (await import('../anpkg/validate.ts')).validateAnpkg(artifact, options),
  },
  {
    contract: 'doctor-cli-package@1',
    extensions: [],
    mark: 'is a folder with a release-manifest.json of this contract, or one of its documents, by `schema_version`',
    tier: 'package',
    container: 'strict-json@1',
    traces: ['release-manifest.json'],
    recognises: ({ kind, schemaVersion }) =>
      DOCTOR_VERSION.test(schemaVersion(kind === 'folder' ? 'release-manifest.json' : undefined) ?? ''),
    validate: async (artifact, options) =>
      (await import('../doctor-cli-package/validate.ts')).validateDoctorCliPackage(artifact, options),
  },
  {
    contract: 'assets-pa@1',
    extensions: ['.pa'],
    mark: 'begins with the magic `ASPA`, or is a folder with a manifest.json whose `magic` is `PMTU`',
    tier: 'package',
    traces: ['manifest.json'],
    suggestion: 'assets.pa',
    recognises: ({ kind, isPack, magicIn }) => (kind === 'bytes' ? isPack : magicIn('manifest.json') === 'PMTU'),
    validate: async (artifact, options) =>
      (await import('../assets-pa/validate.ts')).validateAssetsPa(artifact, options),
  },
  {
    contract: 'distribution@1',
    extensions: [],
    mark: 'is the root of a repository with docs/distribution-contract.json, or one of the documents, by `schema_version`',
    tier: 'package',
    container: 'strict-json@1',
    traces: ['docs/distribution-contract.json'],
    recognises: ({ kind, schemaVersion, hasFile }) =>
      kind === 'folder'
        ? hasFile('docs/distribution-contract.json')
        : DISTRIBUTION_VERSION.test(schemaVersion(undefined) ?? ''),
    validate: async (artifact, options) =>
      (await import('../distribution/gate/validate.ts')).validateDistribution(artifact, options),
  },
  {
    contract: 'strict-zip@1',
    extensions: ['.zip', '.jar', '.whl'],
    mark: 'has an end record, or begins with a local header',
    tier: 'foundation',
    recognises: ({ isZip }) => isZip,
    validate: async (artifact, options) =>
      (await import('../archive/zip/index.ts')).validateZip(sourceOf(artifact), options),
  },
  {
    contract: 'strict-tar@1',
    extensions: ['.tar', '.tar.gz', '.tgz', '.tar.zst', '.tzst'],
    mark: 'begins with the header of a tar, alone or within gzip or zstd',
    tier: 'foundation',
    recognises: ({ isTar }) => isTar,
    validate: async (artifact, options) =>
      (await import('../archive/tar/index.ts')).validateTar(sourceOf(artifact), options),
  },
  {
    contract: 'strict-json@1',
    extensions: ['.json'],
    mark: 'begins with { or [',
    tier: 'foundation',
    recognises: ({ syntax }) => syntax === 'json',
    validate: async (artifact, options) =>
      (await import('../document/json/index.ts')).validateJson(sourceOf(artifact), options),
  },
  {
    contract: 'strict-yaml@1',
    extensions: ['.yaml', '.yml'],
    mark: 'is a text that begins with a key, a list item or ---',
    tier: 'foundation',
    recognises: ({ syntax }) => syntax === 'yaml',
    validate: async (artifact, options) =>
      (await import('../document/yaml/index.ts')).validateYaml(sourceOf(artifact), options),
  },
];

/** The entry of a contract by its name. Throws ContractsError `usage` for a name that there is not. */
export function findContract(contract: string): RegisteredContract {
  const entry = REGISTRY.find((candidate) => candidate.contract === contract);
  if (entry !== undefined) return entry;
  const names = REGISTRY.map((candidate) => candidate.contract).join(', ');
  throw new ContractsError('usage', `there is no contract ${contract}; known are ${names}`);
}

function sourceOf(artifact: Artifact): Extract<Artifact, { kind: 'bytes' }>['source'] {
  if (artifact.kind === 'bytes') return artifact.source;
  throw new ContractsError('usage', `a folder is of none of the foundation contracts: ${artifact.name}`);
}
