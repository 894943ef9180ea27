import type { ReportFinding } from '../report/report.ts';
import type { Profile } from '../report/rule-selection.ts';
import type { AssetsBody } from './assets-request.ts';

export interface ValidateRequest {
  /** Private file that holds the uploaded bytes. */
  readonly file: string;
  /** Base name that the client gave; the report's `path`. */
  readonly name: string;
  readonly contract: string | undefined;
  readonly profile: Profile;
}

export interface ExportRequest {
  /** The project's folder, symbolic links resolved. */
  readonly project: string;
  /** Where the package goes, in a private folder. */
  readonly out: string;
}

export type ExportResult =
  | { readonly produced: true }
  | { readonly produced: false; readonly findings: readonly ReportFinding[] };

export interface AssetsRequest {
  /** The project's folder, symbolic links resolved. */
  readonly project: string;
  /** Its name. */
  readonly name: string;
  /** An operation that there is. */
  readonly operation: string;
  readonly body: AssetsBody;
}

/** What the server needs of the rooms. It holds no rule itself: it checks requests, calls these, and answers. */
export interface ServerServices {
  /** Names that `contract` may have, such as `anpkg@1`. */
  readonly contracts: readonly string[];
  /** The report of `validate --format json`, as text. */
  validate(request: ValidateRequest): Promise<string>;
  exportProject(request: ExportRequest): Promise<ExportResult>;
  /** The result of `assets OPERATION --format json`, as text. */
  assets(request: AssetsRequest): Promise<string>;
}
