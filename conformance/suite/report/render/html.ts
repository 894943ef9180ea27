import type { CertificationReport } from '../certification-report.ts';
import type { VectorStory } from '../vector-story.ts';

/** placeholder until the page stands */
export function renderHtml(
  reports: readonly CertificationReport[],
  _stories?: ReadonlyMap<string, VectorStory>,
): string {
  return `${reports.length}`;
}
