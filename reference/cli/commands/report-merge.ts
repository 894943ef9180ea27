import { checkCompleteness } from '../../../conformance/suite/report/check-completeness.ts';
import { judgeCertification } from '../../../conformance/suite/report/judge-report.ts';
import { mergeReports } from '../../../conformance/suite/report/merge-reports.ts';
import { serializeCertificationReport } from '../../../conformance/suite/report/serialize-report.ts';
import { type CommandRunner, flagOption, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { BadReport, readCertificationReport } from '../input/read-certification-report.ts';
import { vectorIndex } from '../input/vector-index.ts';
import { writeOutput } from '../output/write-output.ts';
import { refusing } from './suite-failures.ts';

/** `report merge`: joins the reports of the parts of a run. */
export const runReportMerge: CommandRunner = refusing(async ({ arguments: paths, options, edge }) => {
  const index = vectorIndex(options, edge);
  const parts = paths.map((path) => readCertificationReport(path, edge.cwd, index));
  const joined = mergeReports(parts, flagOption(options, 'partial') ? index.vectors : undefined);
  if (joined.report === undefined) throw new BadReport(joined.problems.join('; '));
  const problems = checkCompleteness(joined.report, index);
  if (problems.length > 0) throw new BadReport(`the joined report: ${problems.slice(0, 5).join('; ')}`);
  const text = serializeCertificationReport(joined.report);
  const out = textOption(options, 'out');
  if (out === undefined) edge.stdout.write(text);
  else await writeOutput(out, edge.cwd, text);
  const { certified, reasons } = judgeCertification(joined.report);
  edge.stderr.write(`${certified ? 'certified' : `not certified: ${reasons.join('; ')}`}\n`);
  return certified ? EXIT.holds : EXIT.findings;
});
