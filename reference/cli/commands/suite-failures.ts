import { Refusal } from '../../../conformance/suite/certificate/refusal.ts';
import { SuiteError } from '../../../conformance/suite/suite-error.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { CommandRunner } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { BadReport } from '../input/read-certification-report.ts';

/** Runs a command over reports and certificates, and says in a line why one was refused. */
export function refusing(run: CommandRunner): CommandRunner {
  return async (invocation) => {
    try {
      return await run(invocation);
    } catch (error) {
      if (error instanceof Refusal) {
        invocation.edge.stdout.write(`refused: ${error.code}: ${error.message}\n`);
        return EXIT.refused;
      }
      if (error instanceof BadReport) {
        invocation.edge.stderr.write(`refused: ${error.message}\n`);
        return EXIT.findings;
      }
      if (!(error instanceof SuiteError)) throw error;
      throw new ContractsError(error.code === 'usage' ? 'usage' : 'io', error.message, { cause: error });
    }
  };
}
