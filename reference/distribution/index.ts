export type { DistributionContract } from '../generated/types/distribution-contract.ts';
export type { BuildProfile, DistributionLock } from '../generated/types/distribution-lock.ts';
export {
  type ConversionProblem,
  type ProvenanceConversion,
  provenanceToStatement,
  statementToProvenance,
} from './attestation/convert-provenance.ts';
export { type ArtifactIdentity, IDENTITY_PARTS, type IdentityPart } from './documents/identity.ts';
export { type DistributionValidateOptions, validateDistribution } from './gate/validate.ts';
export type { FoundIndex } from './resolve/find-index.ts';
export { folderReader } from './resolve/folder-reader.ts';
export { addToLock, renderLock } from './resolve/lock.ts';
export type { OpenedFile, RepositoryReader } from './resolve/repository-reader.ts';
export type {
  NearRow,
  Refused,
  Resolution,
  Resolved,
  ResolveOptions,
  ResolveRequest,
  VerifiedFiles,
} from './resolve/resolution.ts';
export { type IndexInspection, resolveArtifact } from './resolve/resolve.ts';
export { resolveLocked } from './resolve/resolve-locked.ts';
export type { ReadFile } from './verify/artifact-facts.ts';
