import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { groupMemory } from '../isolation/group-memory.ts';
import { waitingTime } from '../isolation/waiting-time.ts';
import type { Budget } from '../vector.ts';
import type { Surroundings } from './adapter-session.ts';

/** How a program is started. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  /** The folder in which it runs. */
  readonly cwd: string;
}

/** What a program may take. */
export interface ProcessLimits {
  /** Milliseconds for one answer, without those in which others had the processors. */
  readonly timeoutMs: number;
  /** Bytes of the whole process group, looked at every now and then. */
  readonly memoryBytes: number;
}

/** What one answer may take, in the units of a process. */
export function toLimits({ seconds, mebibytes }: Budget): ProcessLimits {
  return { timeoutMs: 1000 * seconds, memoryBytes: 1024 * 1024 * mebibytes };
}

// How often memory is looked at while an answer is awaited.
const SAMPLE_MILLISECONDS = 50;
// However busy the machine is, so many times the limit are the end: a process could keep itself waiting.
const MOST_PATIENCE = 5;
// How much of standard error is kept of its beginning, where many a program names the exception, and of its end.
const KEPT_ERRORS = 2048;
// What left the group may hold the outputs open; it is not waited for.
const DRAIN_MILLISECONDS = 250;

/** How a process ended: by itself, or because it took too long or too much. */
export type End =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'unstartable'; readonly reason: string };

/** A process in a group of its own, with an environment that holds PATH and two folders, HOME and TMPDIR. */
export class WatchedProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves once the process has ended and its outputs are read. */
  readonly ended: Promise<End>;
  #firstErrors: Uint8Array = new Uint8Array(0);
  #lastErrors: Uint8Array = new Uint8Array(0);
  #droppedErrors = false;
  #hasExited = false;

  constructor({ file, args, cwd }: Program, folder: string, { environment, umask }: Surroundings = {}) {
    const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')];
    for (const path of [home, temporary]) mkdirSync(path, { recursive: true });
    // It is inherited, and there is no other way to hand it on.
    const usual = umask === undefined ? undefined : process.umask(umask);
    this.child = spawn(file, args, {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: home, TMPDIR: temporary, ...environment },
      detached: true,
      stdio: 'pipe',
    });
    if (usual !== undefined) process.umask(usual);
    // Who does not read what is asked is told by the missing answer.
    this.child.stdin.on('error', () => {});
    this.child.stderr.on('data', (chunk: Uint8Array) => {
      const room = KEPT_ERRORS - this.#firstErrors.length;
      this.#firstErrors = new Uint8Array(Buffer.concat([this.#firstErrors, chunk.subarray(0, room)]));
      const last = Buffer.concat([this.#lastErrors, chunk.subarray(room)]);
      this.#droppedErrors ||= last.length > KEPT_ERRORS;
      this.#lastErrors = new Uint8Array(last.subarray(-KEPT_ERRORS));
    });
    this.ended = this.#watchEnd();
  }

  /** The beginning and the end of what was written to standard error, with a line between where some was left out. */
  get errors(): string {
    const between = this.#droppedErrors ? Buffer.from('\n[…]\n') : Buffer.alloc(0);
    return new TextDecoder().decode(Buffer.concat([this.#firstErrors, between, this.#lastErrors])).trimEnd();
  }

  /** Kills the process and all that it started in its group. */
  kill(): void {
    const { pid } = this.child;
    // Once all of the group are gone, its number may be given to another one.
    if (pid === undefined || this.#hasExited) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group has ended already.
    }
  }

  /** Calls back once when the time is over or the memory is exceeded; the answer ends the watch. */
  watch(limits: ProcessLimits, exceeded: (what: 'timeout' | 'resource') => void): () => void {
    let isOver = false;
    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
      clearInterval(sampler);
    };
    const tell = (what: 'timeout' | 'resource'): void => {
      if (isOver) return;
      end();
      exceeded(what);
    };
    const { pid } = this.child;
    const delay = (): number => (pid === undefined ? 0 : waitingTime(pid));
    const [begun, before] = [performance.now(), delay()];
    const check = (): void => {
      const elapsed = performance.now() - begun;
      const left = limits.timeoutMs - (elapsed - (delay() - before));
      if (left <= 0 || elapsed >= MOST_PATIENCE * limits.timeoutMs) tell('timeout');
      // A timer knows whole milliseconds alone, and drops the rest: the time would be over before it is.
      else if (!isOver) timer = wait(Math.ceil(left));
    };
    // Where the suite itself was held up, an answer may be there that it has not read yet: that is done first.
    const wait = (milliseconds: number): NodeJS.Timeout => setTimeout(() => setImmediate(check), milliseconds);
    let timer = wait(limits.timeoutMs);
    const sampler = setInterval(async () => {
      if (pid !== undefined && (await groupMemory(pid)) > limits.memoryBytes) tell('resource');
    }, SAMPLE_MILLISECONDS);
    return end;
  }

  #watchEnd(): Promise<End> {
    const { child } = this;
    return new Promise((resolve) => {
      child.on('error', (error: NodeJS.ErrnoException) => {
        if (child.pid === undefined) resolve({ kind: 'unstartable', reason: error.code ?? error.message });
      });
      child.on('exit', (code, signal) => {
        this.kill();
        this.#hasExited = true;
        const end: End = code === null ? { kind: 'signal', signal: signal ?? 'unknown' } : { kind: 'exit', code };
        const drained = setTimeout(() => finish(), DRAIN_MILLISECONDS);
        const finish = (): void => {
          clearTimeout(drained);
          child.stdout.destroy();
          child.stderr.destroy();
          resolve(end);
        };
        child.on('close', finish);
      });
    });
  }
}

/** How a process ended, for people. */
export function describeEnd(end: End): string {
  if (end.kind === 'exit') return `ended with exit code ${end.code}`;
  return end.kind === 'signal' ? `was ended by ${end.signal}` : `cannot be started: ${end.reason}`;
}
