export type { ArtifactIdentity, IdentityPart } from './documents/identity.ts';
export { type DistributionValidateOptions, validateDistribution } from './gate/validate.ts';
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
