import { spawn } from 'node:child_process';
import { onInterruption } from '../archive/interruption.ts';
import { systemCode } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';

export interface ProcessRequest {
  /** Absolute path of the executable: no shell, no search. */
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** After so many seconds the process and all that it started in its group are killed. */
  readonly seconds: number;
  /** Bytes kept of each of the two outputs; the rest is read and dropped. */
  readonly outputLimit: number;
  /** The whole environment; where it is absent, PATH alone. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a program wrote: the first bytes of each output, as many as were asked for. */
export interface ProcessOutputs {
  readonly output: Buffer;
  readonly errors: Buffer;
  /** Whether the program wrote more than was kept. */
  readonly isCut: boolean;
}

export type ProcessOutcome =
  | { readonly kind: 'overrun' }
  | ({ readonly kind: 'exit'; readonly code: number } & ProcessOutputs)
  | ({ readonly kind: 'signal'; readonly signal: string } & ProcessOutputs);

/** Runs a program to its end. Throws ContractsError `io` where it cannot be started. */
export type RunProcess = (request: ProcessRequest) => Promise<ProcessOutcome>;

// A process that left the group may hold the outputs open; it is not waited for.
const DRAIN_MILLISECONDS = 250;

/** Runs a program in a process group of its own, with an environment that holds nothing but what is asked for. */
export const runProcess: RunProcess = ({ file, args, folder, seconds, outputLimit, environment }) =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: folder,
      env: environment ?? { PATH: process.env.PATH ?? '' },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = keepBeginning(child.stdout, outputLimit);
    const errors = keepBeginning(child.stderr, outputLimit);
    let overrun = false;
    // A group of its own does not get the signals of the terminal.
    const release = onInterruption(() => killGroup(child.pid));
    const timer = setTimeout(() => {
      overrun = true;
      killGroup(child.pid);
    }, seconds * 1000);
    child.on('error', (cause) => {
      clearTimeout(timer);
      release();
      reject(new ContractsError('io', `cannot start ${file}: ${systemCode(cause)}`, { cause }));
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      release();
      killGroup(child.pid);
      let drained: NodeJS.Timeout | undefined;
      const finish = (): void => {
        clearTimeout(drained);
        child.stdout.destroy();
        child.stderr.destroy();
        const [kept, said] = [output(), errors()];
        const outputs = { output: kept.bytes, errors: said.bytes, isCut: kept.isCut || said.isCut };
        if (overrun) resolve({ kind: 'overrun' });
        else if (code !== null) resolve({ kind: 'exit', code, ...outputs });
        else resolve({ kind: 'signal', signal: signal ?? 'unknown', ...outputs });
      };
      drained = setTimeout(finish, DRAIN_MILLISECONDS);
      child.on('close', finish);
    });
  });

function keepBeginning(stream: NodeJS.ReadableStream, limit: number): () => { bytes: Buffer; isCut: boolean } {
  const chunks: Buffer[] = [];
  let kept = 0;
  let isCut = false;
  stream.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, limit - kept);
    kept += part.length;
    isCut ||= part.length < chunk.length;
    if (part.length > 0) chunks.push(part);
  });
  return () => ({ bytes: Buffer.concat(chunks), isCut });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}
