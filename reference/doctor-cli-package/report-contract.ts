import { CONTRACTS } from '../generated/contracts.ts';
import { TOOL } from '../generated/tool.ts';
import type { CoreReport } from '../generated/types/doctor-cli-package-core-report.ts';

/** What `doctor report-contract` prints: this program, and the contracts that it keeps. The same on any machine. */
export function makeCoreReport(): CoreReport {
  return {
    schema_version: 'doctor-core-report-v1',
    program: TOOL.name,
    program_version: TOOL.version,
    contracts: CONTRACTS.map(({ contract, version }) => ({ contract, version })),
  };
}
