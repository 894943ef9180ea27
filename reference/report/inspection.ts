import type { Masker } from './masker.ts';
import type { ObservedMember, ObservedReference } from './observation.ts';
import type { Outline } from './outline.ts';
import type { ArtifactReport } from './report.ts';

export const INSPECTION_FORMAT = 'package-contracts-inspection/1';

/** What a strict reader understood of one artifact, with the report on it. */
export interface Inspection {
  /** Masked. */
  readonly report: ArtifactReport;
  /** As in an observation, and not masked: there may be very many, so each is made and masked when it is rendered. */
  readonly members: Iterable<ObservedMember>;
  /** Not masked. */
  readonly documents: Readonly<Record<string, string>>;
  /** Not masked. */
  readonly references: readonly ObservedReference[];
  /** Masked; absent where the artifact is no document, or one that could not be read. */
  readonly outline?: Outline;
  readonly mask: Masker;
}
