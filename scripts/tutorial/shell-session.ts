import { spawnSync } from 'node:child_process';

/** Something that is run in a shell. */
export interface ShellStep {
  readonly code: string;
  /** Whether it consists of several commands, and ends at the first that fails. */
  readonly isScript: boolean;
}

/** What a step printed to standard output and standard error, in order, and how it ended. */
export interface StepEnd {
  readonly output: string;
  /** Undefined where the shell ended with the step, or ahead of it. */
  readonly status: number | undefined;
}

const MARK = '\u001e';
const MOST_OUTPUT = 16 * 1024 * 1024;

/** Runs steps one after the other in one shell: what one of them sets, the next ones see, and the exit code in `$?` too. */
export function runShellSession(
  steps: readonly ShellStep[],
  { folder, environment, seconds }: { folder: string; environment: Record<string, string>; seconds: number },
): readonly StepEnd[] {
  const end = `ended=$?; set +e; printf '${MARK}%d${MARK}' "$ended"; (exit "$ended")`;
  const input = ['exec 2>&1', ...steps.flatMap(({ code, isScript }) => [...(isScript ? ['set -e'] : []), code, end])];
  const { stdout } = spawnSync('bash', ['-c', `${input.join('\n')}\n`], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    timeout: seconds * 1000,
    maxBuffer: MOST_OUTPUT,
  });
  const parts = stdout.split(MARK);
  return steps.map((_, place) => {
    const status = parts[2 * place + 1];
    return { output: parts[2 * place] ?? '', status: status === undefined ? undefined : Number(status) };
  });
}
