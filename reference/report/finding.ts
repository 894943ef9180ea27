import type { RuleId } from '../generated/catalogue.ts';

/** Where a finding is, as precisely as the reader knows (`contracts/interfaces/v1`, finding-location). */
export interface Location {
  /** Path of the member inside the archive or folder, `/`-separated. Absent: the artifact itself. */
  readonly member?: string;
  /** RFC 6901 JSON pointer into the document. */
  readonly pointer?: string;
  /** 1-based line in the document. */
  readonly line?: number;
  /** 1-based column in code points. */
  readonly column?: number;
  /** Byte offset from the start of the artifact (of the member's document, where `member` is a document's). */
  readonly offset?: number;
}

export type DetailValue = string | number | boolean | readonly string[];

/** The typed arguments that the rule's message template and machine readers use. Never a secret value. */
export type Details = Readonly<Record<string, DetailValue>>;

/** One breach of one rule. Data only: severity, message and remedy come from the catalogue when it is rendered. */
export interface Finding {
  readonly rule: RuleId;
  readonly at: Location;
  readonly details: Details;
}
