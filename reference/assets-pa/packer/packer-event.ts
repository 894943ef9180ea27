/** What an operation tells while it works (contracts/assets-pa/v1, events). */
export type PackerEventKind =
  | 'asset_discovered'
  | 'asset_changed'
  | 'diagnostics_updated'
  | 'build_started'
  | 'build_finished'
  | 'cache_hit'
  | 'cache_miss'
  | 'preview_ready'
  | 'action_applied'
  | 'action_failed'
  | 'progress_updated';

export interface PackerEvent {
  readonly project_id: string;
  readonly operation_id: string;
  /** From 1, in steps of 1, within the operation. */
  readonly sequence: number;
  readonly kind: PackerEventKind;
  /** Absent where the operation was given no clock. */
  readonly timestamp?: string;
  readonly summary: string;
  /** How far the operation is, where it counts something. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Ids, ascending. */
  readonly affected_assets: readonly number[];
}

/** Who is told of events; what an operation is called comes from whoever began it. */
export interface PackerListener {
  readonly projectId: string;
  readonly operationId: string;
  readonly onEvent: (event: PackerEvent) => void;
  /** The time, as events shall carry it. */
  readonly now?: () => string;
}

/** Tells one event. */
export type Emit = (
  kind: PackerEventKind,
  summary: string,
  more?: Partial<Pick<PackerEvent, 'progress' | 'affected_assets'>>,
) => void;

/** Numbers the events of one operation and hands them on in order. */
export function createEmitter(listener: PackerListener | undefined): Emit {
  if (listener === undefined) return () => {};
  const { projectId, operationId, onEvent, now } = listener;
  let sequence = 0;
  return (kind, summary, { progress, affected_assets = [] } = {}) => {
    sequence += 1;
    onEvent({
      project_id: projectId,
      operation_id: operationId,
      sequence,
      kind,
      ...(now === undefined ? {} : { timestamp: now() }),
      summary,
      ...(progress === undefined ? {} : { progress }),
      affected_assets,
    });
  };
}
