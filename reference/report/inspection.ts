import type { Masker } from './masker.ts';
import type { Observation } from './observation.ts';
import type { Outline } from './outline.ts';
import type { ArtifactReport } from './report.ts';

export const INSPECTION_FORMAT = 'package-contracts-inspection/1';

/** What a strict reader understood of one artifact, with the report on it. */
export interface Inspection {
  /** Masked. */
  readonly report: ArtifactReport;
  /** Not masked: there may be very many members, so each of its texts passes `mask` when it is rendered. */
  readonly observation: Observation;
  /** Masked; absent where the artifact is no document, or one that could not be read. */
  readonly outline?: Outline;
  readonly mask: Masker;
}
