/** What a run of a packager came to. */
export interface PackagerRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a packager, of whatever make, with these arguments: `--format json doctor package-cli …`. */
export type Packager = (args: readonly string[]) => Promise<PackagerRun>;

/** A rule of doctor-cli-package whose role is `producer`, broken. */
export interface PackagerBreach {
  readonly rule: string;
  /** What breaks it: a path, a member, or a failure. */
  readonly what: string;
}

/** Text of a program that keeps the contract, but for what is said otherwise; needs /bin/sh alone. */
export function shellProgram({ version = 'echo demo 1.2.0', report = `echo '${REPORT}'` }: ShellSteps = {}): string {
  return `#!/bin/sh\nif [ "$*" = --version ]; then ${version}; else ${report}; fi\n`;
}

interface ShellSteps {
  /** Shell commands for `--version`. */
  readonly version?: string;
  /** Shell commands for the report. */
  readonly report?: string;
}

const REPORT = '{"schema_version":"doctor-core-report-v1"}';

/** The arguments of a run. Those that come last count. */
export function packageArguments(out: string, source: string, ...more: readonly string[]): readonly string[] {
  const named = ['--binary-name', 'demo', '--default-profile', 'ci', '--package-version', '1.2.0'];
  return ['--format', 'json', 'doctor', 'package-cli', '--out-dir', out, '--source-binary', source, ...named, ...more];
}
