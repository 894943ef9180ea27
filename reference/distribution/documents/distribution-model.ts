import type { ParsedDocument } from '../../document/parsed-document.ts';
import type { ObservedMember } from '../../report/observation.ts';
import type { ArtifactFacts } from '../verify/artifact-facts.ts';
import type { Changelog } from './changelog.ts';
import type { DistributionDocument } from './distribution-document.ts';
import type { IndexRow } from './index-rows.ts';

/** An index with its rows. */
export interface IndexFacts {
  readonly index: DistributionDocument<'index'>;
  readonly rows: readonly IndexRow[];
}

/** What is judged: a repository, one document, or what a resolver has read until now. Facts only. */
export interface DistributionModel {
  /** Everything that could be parsed, by path; the empty path for a document that is judged alone. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
  readonly contract: DistributionDocument<'contract'> | undefined;
  /** The index that artifacts are taken from, and those under legacy paths that are no copies of it. */
  readonly indexes: readonly IndexFacts[];
  readonly config: DistributionDocument<'orchestrator-config'> | undefined;
  readonly manifests: readonly DistributionDocument<'manifest'>[];
  readonly checksums: readonly DistributionDocument<'checksums'>[];
  readonly provenances: readonly DistributionDocument<'provenance'>[];
  readonly locks: readonly DistributionDocument<'lock'>[];
  readonly signedIndexes: readonly DistributionDocument<'signed-index'>[];
  /** The artifacts of the index with what their rows lead to. */
  readonly artifacts: readonly ArtifactFacts[];
  readonly repository: RepositoryFacts | undefined;
}

/** An index under a legacy path. */
export interface AliasFacts {
  readonly path: string;
  readonly sunset: string;
  readonly isPresent: boolean;
  /** Whether it has the bytes of the canonical index. */
  readonly isCopy: boolean;
}

/** What a repository holds beside its documents. */
export interface RepositoryFacts {
  /** The documents of section 2.2 that are not there. */
  readonly missing: readonly string[];
  /** Files below `dist`, and the documents that were looked at. */
  readonly files: ReadonlyMap<string, ObservedMember>;
  /** Path of the canonical index that is not there. */
  readonly missingIndex: string | undefined;
  /** Whether every row is known, so that what no row refers to can be named. */
  readonly isComplete: boolean;
  readonly aliases: readonly AliasFacts[];
  /** Whether a signature stands beside the canonical index that is not one of it. */
  readonly isSignatureOutdated: boolean;
  readonly text: string | undefined;
  readonly changelog: Changelog | undefined;
  /** The moment that aliases are judged at; absent where none was given. */
  readonly now: string | undefined;
}

/** A model of nothing. */
export const NOTHING: DistributionModel = {
  documents: new Map(),
  contract: undefined,
  indexes: [],
  config: undefined,
  manifests: [],
  checksums: [],
  provenances: [],
  locks: [],
  signedIndexes: [],
  artifacts: [],
  repository: undefined,
};
