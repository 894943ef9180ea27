import type { Details, Location } from './finding.ts';
import type { Profile } from './rule-selection.ts';

export type Severity = 'error' | 'warning';

/** A finding as a report shows it: the data of the finding, with the prose that the catalogue gives to its rule. */
export interface ReportFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: Location;
  readonly details: Details;
  readonly message: string;
  readonly remedy: string;
  /** The reason that the caller gave for ignoring the rule. It changes the exit code, never `valid`. */
  readonly ignored?: string;
}

/** The verdict on one artifact. */
export interface ArtifactReport {
  /** Relative to the working folder with `/`, or the base name when the artifact is outside of it. */
  readonly path: string;
  /** Bytes of the file; absent for a folder. */
  readonly size?: number;
  /** SHA-256 of the file, 64 lower-case hex digits; absent for a folder. */
  readonly sha256?: string;
  /** The contract that the artifact was judged as; absent where none was recognised. */
  readonly contract?: string;
  readonly profile: Profile;
  readonly valid: boolean;
  /** Rule of the first error; absent when the artifact is valid. */
  readonly primary?: string;
  /** Whether there were more findings than the report holds. */
  readonly truncated: boolean;
  readonly findings: readonly ReportFinding[];
}

export const REPORT_FORMAT = 'package-contracts-report/1';

/** What `validate --format json` prints (`contracts/interfaces/v1/schemas/report.schema.json`). */
export interface Report {
  readonly format: typeof REPORT_FORMAT;
  readonly tool: { readonly name: string; readonly version: string };
  readonly valid: boolean;
  /** Findings that the report lists, by severity; those of `findings` included. */
  readonly counts: { readonly error: number; readonly warning: number };
  /** Findings about the run itself, of no artifact; absent when there are none. */
  readonly findings?: readonly ReportFinding[];
  /** Sorted by path. */
  readonly artifacts: readonly ArtifactReport[];
}
