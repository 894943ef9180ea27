import type { ReportFinding } from '../../report/report.ts';

/** What an operation does beside answering. */
export type Effect = 'read' | 'registry' | 'workspace' | 'output';

export type OperationName =
  | 'init'
  | 'register'
  | 'adopt'
  | 'include'
  | 'exclude'
  | 'forget'
  | 'remove'
  | 'relocate'
  | 'list'
  | 'show'
  | 'doctor'
  | 'build';

/** Each operation states whether it reads, or what it changes. */
export const EFFECTS: Readonly<Record<OperationName, Effect>> = {
  init: 'workspace',
  register: 'workspace',
  adopt: 'registry',
  include: 'registry',
  exclude: 'registry',
  forget: 'registry',
  remove: 'workspace',
  relocate: 'workspace',
  list: 'read',
  show: 'read',
  doctor: 'read',
  build: 'output',
};

/** One thing that an operation changes, or would change; paths from the project. */
export interface Change {
  readonly action: 'make' | 'write' | 'move' | 'remove';
  readonly path: string;
  /** Where it is moved to. */
  readonly to?: string;
}

/** A registered asset, in a few words. */
export interface AssetSummary {
  readonly asset_id: number;
  readonly asset_uuid: string;
  readonly root: string;
  readonly included_in_build: boolean;
  /** Of the declaration, where that can be read. */
  readonly name?: string;
  readonly type?: string;
  readonly bank_type?: string;
  readonly preload?: boolean;
  /** Bytes in the pack, where all inputs are there. */
  readonly size?: number;
}

/** A registered asset with all that is known of it. */
export interface AssetDetails extends AssetSummary {
  readonly kind?: 'direct' | 'virtual';
  readonly format?: string;
  readonly codec?: string;
  readonly decoded_size?: number;
  /** As the pack would have it. */
  readonly metadata?: object;
  readonly inputs: readonly InputDetails[];
}

export interface InputDetails {
  readonly role: string;
  readonly path: string;
  /** Absent where the input is not a file that can be used. */
  readonly size?: number;
}

/** What a build has made. */
export interface BuildSummary {
  readonly assets: number;
  readonly preloaded: number;
  /** Whether anything had to be written. */
  readonly changed: boolean;
  /** Assets that are what they were in the build before, and those that are not. */
  readonly cache: { readonly hits: number; readonly misses: number };
  /** Paths from the project, or names where the output lies elsewhere; sorted. */
  readonly outputs: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
}

/** What comes of an operation; the same for every caller. */
export interface OperationResult {
  readonly operation: OperationName;
  /** What it may have changed: of a doctor that mends something, more than of one that only looks. */
  readonly effect: Effect;
  /** `blocked`: a finding of level MUST stands against it; `failed`: it could not be carried out. */
  readonly outcome: 'success' | 'blocked' | 'failed';
  /** Whether `changes` were carried out; false for a preview, and where nothing was to be done. */
  readonly applied: boolean;
  readonly changes: readonly Change[];
  readonly findings: readonly ReportFinding[];
  /** Whether there were more findings than the result holds. */
  readonly truncated: boolean;
  readonly failure?: { readonly code: string; readonly message: string };
  /** Of an operation on one asset. */
  readonly asset?: AssetSummary;
  /** Of `list`: by ascending id. */
  readonly assets?: readonly AssetSummary[];
  /** Of `show`. */
  readonly details?: AssetDetails;
  /** Of `doctor`: rules with findings that it mends on request; sorted. */
  readonly fixable?: readonly string[];
  /** Of `build`. */
  readonly build?: BuildSummary;
}

/** What an operation itself has to say of its end. */
export type Ending = Omit<OperationResult, 'operation' | 'effect' | 'outcome' | 'findings' | 'truncated' | 'failure'> &
  Partial<Pick<OperationResult, 'effect'>>;

/** The end of an operation that changes nothing. */
export const NOTHING_CHANGED = { applied: false, changes: [] } as const;
