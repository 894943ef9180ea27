import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { REPORT_PEAK, reportedPeak } from './report-peak.ts';

/** One whole process to be measured. */
export interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  /** File that it makes, removed before each run. */
  readonly makes?: string;
}

/** Milliseconds of each run, by contender, or the resident bytes at their peak. */
export type Measurements = ReadonlyMap<string, readonly number[]>;

/** Runs the contenders in turn, round by round, so that whatever slows the machine slows them all. */
export function measureTime(contenders: readonly Contender[], rounds: number): Measurements {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  // The first round fills the file cache and is not counted.
  for (let round = -1; round < rounds; round += 1) {
    for (const contender of contenders) {
      if (contender.makes !== undefined) rmSync(contender.makes, { force: true });
      const start = performance.now();
      run(contender.argv);
      const milliseconds = performance.now() - start;
      if (round >= 0) times.get(contender.name)?.push(milliseconds);
    }
  }
  return times;
}

/** Peak resident MiB of a Node program. */
export function measurePeak(parameters: readonly string[]): number {
  const output = run([process.execPath, '--import', REPORT_PEAK, ...parameters]);
  return reportedPeak(output);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function run([program = '', ...parameters]: readonly string[]): string {
  const { status, error, stderr } = spawnSync(program, parameters, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (error !== undefined || status !== 0) {
    throw new Error(`${program} ${parameters.join(' ')}: ${error?.message ?? `exit ${status}`}\n${stderr}`);
  }
  return stderr;
}
