import { makeCoreReport } from '../../doctor-cli-package/report-contract.ts';
import { toJsonText } from '../../report/json-text.ts';
import type { Invocation } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readFormat } from './doctor-format.ts';
import { tellRefusal } from './doctor-refusal.ts';

/** `doctor report-contract`: this program and the contracts that it keeps. */
export async function runDoctorReportContract({ options, edge }: Invocation): Promise<number> {
  const format = readFormat(options);
  if (typeof format === 'object') return tellRefusal(format, false, edge);
  const report = makeCoreReport();
  const { program, program_version, contracts = [] } = report;
  edge.stdout.write(
    format === 'json'
      ? toJsonText(report)
      : `${program} ${program_version}\n${contracts.map(({ contract, version }) => `  ${contract} ${version}\n`).join('')}`,
  );
  return EXIT.holds;
}
