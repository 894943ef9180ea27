import type { ParsedDocument } from '../document/parsed-document.ts';
import type { ChecksumList } from '../integrity/checksum-list.ts';
import type { ObservedMember } from '../report/observation.ts';
import type { CredentialMatch } from './credential-scanner.ts';
import type { PackageReference } from './package-references.ts';

/** A document of the package that was read without error. */
export interface PackageDocument {
  readonly member: string;
  readonly document: ParsedDocument;
}

/** What `meta/checksums.sha256` came to. */
export type ChecksumListState =
  | { readonly state: 'absent' }
  | { readonly state: 'too-large'; readonly size: number }
  | { readonly state: 'not-utf8'; readonly offset: number }
  | { readonly state: 'read'; readonly list: ChecksumList };

/** A package as it was read, before anything is judged. Facts only; nothing here depends on which rules are in force. */
export interface PackageModel {
  /** In the order of the container. Of two with the same path, the last one counts. */
  readonly members: readonly ObservedMember[];
  readonly files: ReadonlyMap<string, ObservedMember>;
  readonly checksums: ChecksumListState;
  /** Bytes of all YAML and of all JSON documents together, those included that were not read. */
  readonly yamlBytes: number;
  readonly jsonBytes: number;
  /** Documents by their suffix, and the runtime configurations, by path. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
  readonly profile: PackageDocument | undefined;
  /** The runtime configurations that the machine profile names, each once. */
  readonly runtimes: readonly PackageDocument[];
  readonly provenance: PackageDocument | undefined;
  readonly provenanceText: string | undefined;
  readonly references: readonly PackageReference[];
  /** Credentials in the raw text of members. */
  readonly credentials: ReadonlyMap<string, readonly CredentialMatch[]>;
}
