import { readSuite } from '../../../conformance/suite/read-suite.ts';
import { readVectorStories } from '../../../conformance/suite/report/read-vector-stories.ts';
import { renderHtml } from '../../../conformance/suite/report/render/html.ts';
import { type CommandRunner, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { findVectors } from '../input/find-vectors.ts';
import { readCertificationReport } from '../input/read-certification-report.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';
import { refusing } from './suite-failures.ts';

/** `report page`: one page that holds several reports side by side. */
export const runReportPage: CommandRunner = refusing(async ({ arguments: paths, options, edge }) => {
  const out = textOption(options, 'out');
  if (out === undefined) throw usageError('name the page with --out');
  const reports = paths.map((path) => readCertificationReport(path, edge.cwd));
  const { vectors } = readSuite(findVectors(textOption(options, 'vectors'), edge));
  await writeOutput(out, edge.cwd, renderHtml(reports, readVectorStories(vectors)));
  return EXIT.holds;
});
