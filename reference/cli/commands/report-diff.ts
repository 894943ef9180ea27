import { diffReports } from '../../../conformance/suite/report/diff-reports.ts';
import { renderReportDifference } from '../../../conformance/suite/report/render/difference.ts';
import { toJsonText } from '../../report/json-text.ts';
import { type CommandRunner, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readCertificationReport } from '../input/read-certification-report.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { refusing } from './suite-failures.ts';

/** `report diff`: what changed from one report to another, and why. */
export const runReportDiff: CommandRunner = refusing(
  async ({ arguments: [first = '', second = ''], options, edge }) => {
    const difference = diffReports(readCertificationReport(first, edge.cwd), readCertificationReport(second, edge.cwd));
    const paint = choosePaint(options, edge);
    edge.stdout.write(
      textOption(options, 'format') === 'json'
        ? toJsonText(difference)
        : renderReportDifference(difference, (style, text) => paint(style, text)),
    );
    return difference.worse ? EXIT.findings : EXIT.holds;
  },
);
