import type { Observation } from './observation.ts';
import type { ArtifactReport } from './report.ts';

export const INSPECTION_FORMAT = 'package-contracts-inspection/1';

/** What a strict reader understood of one artifact, with the report on it. Masked. */
export interface Inspection extends Observation {
  readonly report: ArtifactReport;
}
