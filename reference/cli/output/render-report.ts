import type { Paint } from '../../report/render/paint.ts';
import type { Excerpts } from '../../report/render/text.ts';
import type { Report } from '../../report/report.ts';
import type { ReportFormat } from './report-format.ts';

/** A report in one format, in chunks; each renderer is loaded when it is wanted. */
export async function renderReport(
  format: ReportFormat,
  report: Report,
  text: { readonly excerpts: Excerpts; readonly paint: Paint },
): Promise<Iterable<string>> {
  switch (format) {
    case 'text':
      return (await import('../../report/render/text.ts')).textChunks(report, text.excerpts, text.paint);
    case 'json':
      return (await import('../../report/render/json.ts')).jsonChunks(report);
    case 'sarif':
      return [(await import('../../report/render/sarif.ts')).renderSarif(report)];
    case 'junit':
      return [(await import('../../report/render/junit.ts')).renderJunit(report)];
    case 'github':
      return [(await import('../../report/render/github.ts')).renderGithub(report)];
  }
}
