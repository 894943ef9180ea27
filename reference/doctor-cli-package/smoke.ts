import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../generated/limits.ts';
import { describeEnd } from '../process/describe-end.ts';
import type { ProcessOutcome, RunProcess } from '../process/run-process.ts';
import { systemCode } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { Finding } from '../report/finding.ts';
import { packagedBinaryPath } from './package-cli-layout.ts';
import type { InstallSmoke } from './payload.ts';
import { checkSmokeReport } from './smoke-report.ts';

export interface SmokeRequest {
  /** Absolute path of the packaged program. */
  readonly binary: string;
  readonly binaryName: string;
  /** The version that the program must print, where one was asked for. */
  readonly expectedVersion: string | undefined;
  /** A private folder in which the install root is made. */
  readonly scratch: string;
  readonly seconds: number;
  readonly run: RunProcess;
}

export type SmokeOutcome =
  | { readonly passed: true; readonly smoke: InstallSmoke }
  | { readonly passed: false; readonly finding: Finding };

/** What the smoke runs, whatever the profile's own format is. */
export const SMOKE_COMMAND: readonly string[] = ['--format', 'json', '--color', 'never', 'doctor', 'report-contract'];

const INSTALL_ROOT = 'install-smoke';
const OUTPUT_LIMIT = LIMITS['doctor.smokeOutput'].value;

/**
 * Installs the packaged program into a fresh folder and runs it there twice: with `--version`, and for its report. A
 * program that falls short gives one finding. Throws ContractsError `io` where the program cannot be installed.
 */
export async function runInstallSmoke(request: SmokeRequest): Promise<SmokeOutcome> {
  const root = join(request.scratch, INSTALL_ROOT);
  const installed = join(root, packagedBinaryPath(request.binaryName));
  install(request.binary, root, installed);
  const startup = await runStep(['--version'], { ...request, file: installed, folder: root });
  if ('finding' in startup) return { passed: false, finding: startup.finding };
  const version = checkVersion(startup.output, request);
  if (version !== undefined) return { passed: false, finding: version };
  const command = await runStep(SMOKE_COMMAND, { ...request, file: installed, folder: root });
  if ('finding' in command) return { passed: false, finding: command.finding };
  const report = checkSmokeReport(command.output, request.binaryName);
  if (report !== undefined) return { passed: false, finding: report };
  return {
    passed: true,
    smoke: {
      install_root: INSTALL_ROOT,
      installed_binary: `${INSTALL_ROOT}/${packagedBinaryPath(request.binaryName)}`,
      startup_status: 'ok',
      command_status: 'ok',
      command_output_sha256: createHash('sha256').update(command.output).digest('hex'),
      observed_contract_version: 'doctor-core-report-v1',
    },
  };
}

function install(binary: string, root: string, installed: string): void {
  try {
    mkdirSync(root, { mode: 0o700 });
    mkdirSync(join(root, 'bin'), { mode: 0o700 });
    copyFileSync(binary, installed);
    chmodSync(installed, 0o755);
  } catch (cause) {
    throw new ContractsError('io', `cannot install the program for its smoke run: ${systemCode(cause)}`, { cause });
  }
}

type StepRequest = SmokeRequest & { readonly file: string; readonly folder: string };
type Step = { readonly output: Buffer } | { readonly finding: Finding };

async function runStep(args: readonly string[], request: StepRequest): Promise<Step> {
  const { run, file, folder, seconds } = request;
  const which = { binary: request.binaryName, arguments: args.join(' ') };
  let outcome: ProcessOutcome;
  try {
    outcome = await run({ file, args, folder, seconds, outputLimit: OUTPUT_LIMIT });
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    // The message would name the private folder; the system's own word for it does not.
    return found('doctor-cli-package/smoke-not-started', { ...which, reason: systemCode(error.cause) });
  }
  if (outcome.kind === 'overrun') return found('doctor-cli-package/smoke-timeout', { ...which, limit: seconds });
  if (outcome.isCut || outcome.output.length + outcome.errors.length > OUTPUT_LIMIT) {
    return found('doctor-cli-package/smoke-output-too-large', { ...which, limit: OUTPUT_LIMIT });
  }
  if (outcome.kind === 'signal' || outcome.code !== 0) {
    return found('doctor-cli-package/smoke-failed', { ...which, ...describeEnd(outcome) });
  }
  return { output: outcome.output };
}

function found(rule: Finding['rule'], details: Finding['details']): { readonly finding: Finding } {
  return { finding: { rule, at: {}, details } };
}

function checkVersion(output: Buffer, { binaryName, expectedVersion }: SmokeRequest): Finding | undefined {
  const lines = output.toString('utf8').trimEnd().split('\n');
  const [line = ''] = lines;
  if (lines.length !== 1 || line.trim() === '') {
    return found('doctor-cli-package/smoke-no-version', { binary: binaryName }).finding;
  }
  const words = line.trim().split(/\s+/u);
  if (expectedVersion === undefined || words.some((word) => word.replace(/^v/u, '') === expectedVersion)) {
    return undefined;
  }
  return found('doctor-cli-package/smoke-other-version', { binary: binaryName, expected: expectedVersion }).finding;
}
