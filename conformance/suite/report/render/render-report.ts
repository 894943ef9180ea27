import type { CertificationReport } from '../certification-report.ts';
import { serializeCertificationReport } from '../serialize-report.ts';
import type { VectorStory } from '../vector-story.ts';
import { renderHtml } from './html.ts';
import { renderJunit } from './junit.ts';
import { renderSarif } from './sarif.ts';
import { type Paint, renderText } from './text.ts';

export const CERTIFICATION_FORMATS = ['text', 'json', 'junit', 'sarif', 'html'] as const;
export type CertificationFormat = (typeof CERTIFICATION_FORMATS)[number];

/** What a rendering may show beside the report itself. */
export interface RenderContext {
  /** Colours of the text; plain where absent. */
  readonly paint?: Paint;
  /** What the vectors are about, by id (`readVectorStories`); without it the page shows no twins. */
  readonly stories?: ReadonlyMap<string, VectorStory>;
}

/** The report in a format. The same report, and the same stories, give the same bytes. */
export function renderCertificationReport(
  format: CertificationFormat,
  report: CertificationReport,
  context: RenderContext = {},
): string {
  switch (format) {
    case 'text':
      return renderText(report, context.paint);
    case 'json':
      return serializeCertificationReport(report);
    case 'junit':
      return renderJunit(report);
    case 'sarif':
      return renderSarif(report);
    case 'html':
      return renderHtml([report], context.stories);
  }
}
