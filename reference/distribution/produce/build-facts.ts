import type { ArtifactIdentity } from '../documents/identity.ts';

/** What is known of the sources and of the compiler, whatever is built. */
export interface BuildFacts {
  /** As the sources state it. */
  readonly version: string;
  /** Full id of the commit that is built. */
  readonly gitRev: string;
  /** Whether nothing but what was published differs from the commit. */
  readonly isTreeClean: boolean;
  /** The moment that the build takes for the present, in seconds since 1970; undefined where nothing gives one. */
  readonly sourceDateEpoch: number | 'invalid' | undefined;
  /** Release of the compiler, as `1.84.0`, and what it says of itself. */
  readonly toolchain: string;
  readonly toolchainFull: string;
  /** URI of the repository, without credentials. */
  readonly repository: string;
}

/** One build of one target: where its programs and its sources stand. */
export interface BuildOutput {
  readonly programs: string;
  readonly sources: string;
}

/** What was built for a target and a profile, as often as it was built. */
export interface BuiltTarget {
  readonly target: string;
  readonly profile: 'release' | 'debug';
  readonly outputs: readonly BuildOutput[];
}

/** An artifact that is about to be published, or is published already. */
export interface ReleasedArtifact {
  readonly identity: ArtifactIdentity;
  /** Path of the archive from the root. */
  readonly path: string;
  readonly sha256: string;
  readonly outcome: 'published' | 'unchanged';
}
