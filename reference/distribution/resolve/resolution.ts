import type { RuleId } from '../../generated/catalogue.ts';
import type { Finding } from '../../report/finding.ts';
import type { ArtifactIdentity, IdentityPart } from '../documents/identity.ts';
import type { ReadFile } from '../verify/artifact-facts.ts';

/** How a resolver reads and what it is told to let pass (section 5.7). */
export interface ResolveOptions {
  /** How the beginnings of toolchain and commit are compared: `strict` unless told otherwise. */
  readonly prefix?: 'strict' | 'compat';
  readonly allowSunsetLegacy?: boolean;
  readonly allowYanked?: boolean;
  /** The platform that the resolver runs on, such as `Linux x86_64`. */
  readonly host?: string;
  /** Whether the archive is opened as well (section 6). */
  readonly deep?: boolean;
}

/** What a resolver is asked. */
export interface ResolveRequest {
  /** Six texts by the names of their parts; anything else counts as missing. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** What is taken for the present, as `2026-07-01T00:00:00Z`. */
  readonly now: string;
  readonly options: ResolveOptions;
  /** Rules that are left out: for mutants. */
  readonly without?: ReadonlySet<RuleId>;
}

/** The four files of an artifact, verified. */
export interface VerifiedFiles {
  readonly artifact: ReadFile;
  readonly manifest: ReadFile;
  readonly checksums: ReadFile;
  readonly provenance: ReadFile;
}

/** An artifact that was found and verified. */
export interface Resolved {
  readonly kind: 'resolved';
  /** Path of the archive from the root. */
  readonly path: string;
  readonly identity: ArtifactIdentity;
  readonly files: Partial<VerifiedFiles>;
  readonly sourceDateEpoch: number;
  /** `artifact.name` and `contract_version` of the contract. */
  readonly contract: { readonly name: string; readonly version: string } | undefined;
  /** Findings of rules with SHOULD. */
  readonly warnings: readonly Finding[];
}

/** A row that is like the one that was looked for. */
export interface NearRow {
  readonly identity: ArtifactIdentity;
  /** The parts that are others. */
  readonly differs: readonly IdentityPart[];
}

/** Why there is no artifact. */
export interface Refused {
  readonly kind: 'refused';
  /** The first rule that is broken. */
  readonly rule: RuleId;
  /** Everything that the failing step found, warnings of the earlier ones included; in report order. */
  readonly findings: readonly Finding[];
  /** On a miss, and where the artifact was yanked, the nearest rows, at most five; where several match, those. */
  readonly rows: readonly NearRow[];
}

export type Resolution = Resolved | Refused;
