import { spawn } from 'node:child_process';
import type { Job } from './program/main.ts';

/** The lines that a process printed; `problem` where it crashed or went silent. */
export interface ProcessRun<T> {
  readonly results: readonly T[];
  readonly problem?: string;
}

const MEGABYTES = 2048;
/** Far more than a single mutant needs on a busy machine: one that is silent for so long hangs. */
const SECONDS_OF_SILENCE = 240;

/** Does a job in a process of its own; memory and the time between two results are bounded. */
export function runProcess<T>(program: string, job: Job): Promise<ProcessRun<T>> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${MEGABYTES}`, program], { stdio: 'pipe' });
    const output: Buffer[] = [];
    const talk: Buffer[] = [];
    let isSilent = false;
    const stop = (): void => {
      isSilent = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(stop, SECONDS_OF_SILENCE * 1000);
    child.stdout.on('data', (chunk: Buffer) => {
      output.push(chunk);
      clearTimeout(timer);
      timer = setTimeout(stop, SECONDS_OF_SILENCE * 1000);
    });
    child.stderr.on('data', (chunk: Buffer) => talk.push(chunk));
    child.on('close', (code) => {
      clearTimeout(timer);
      const lines = Buffer.concat(output).toString('utf8').split('\n').slice(0, -1);
      const results: readonly T[] = lines.map((line) => JSON.parse(line));
      if (isSilent) resolve({ results, problem: `no result within ${SECONDS_OF_SILENCE} s` });
      else if (code !== 0) resolve({ results, problem: firstError(Buffer.concat(talk).toString('utf8')) });
      else resolve({ results });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(job));
  });
}

function firstError(talk: string): string {
  return /^\w*Error: .*$/m.exec(talk)?.[0] ?? 'ended without an answer';
}

/** Does the tasks, at most `lanes` of them side by side; the results are in the order of the tasks. */
export async function inLanes<T>(lanes: number, tasks: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const results: T[] = [];
  const waiting = [...tasks.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
