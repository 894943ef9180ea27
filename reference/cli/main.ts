import { fstatSync } from 'node:fs';
import { basename } from 'node:path';
import { ContractsError } from '../report/contracts-error.ts';
import { maskCredentials } from '../report/mask-credentials.ts';
import type { Edge, TextSink } from './edge.ts';
import { EXIT } from './exit-code.ts';
import { mayBeTerminal, writeDirectly } from './output/write-directly.ts';
import { runCli } from './run-cli.ts';

// The one place that touches the process. Both programs are the same file: its name says which one it is.
const name = basename(process.argv[1] ?? '');
const program = name.startsWith('validate-contracts') ? 'validate-contracts' : 'package-contracts';

const edge: Edge = {
  stdout: toSink(1, () => process.stdout),
  stderr: toSink(2, () => process.stderr),
  // Opening a standard stream takes milliseconds, so each is opened when it is first used.
  get stdin() {
    // Node takes a folder for a stream that is empty.
    if (fstatSync(0).isDirectory()) throw new ContractsError('usage', 'standard input is a folder');
    return process.stdin;
  },
  env: process.env,
  // The folder may be gone, and not every command asks for it.
  get cwd() {
    try {
      return process.cwd();
    } catch (cause) {
      throw new ContractsError('io', 'the working folder is gone', { cause });
    }
  },
  ...(process.argv[1] === undefined ? {} : { executable: process.argv[1] }),
  // `performance` would be loaded for it.
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
  // About one run in 300 that inflated much never ended on Node 20: a thread that optimised code asked for a garbage
  // collection while the main thread waited for it to leave (nodejs/node#54918). Without that thread none can.
  beforeWork: async () => (await import('node:v8')).setFlagsFromString('--no-concurrent-recompilation'),
  // The engine lets memory grow to save collections: 65,535 members then take a quarter more than they need to. Not
  // for every archive, since ordinary ones would take some hundredths longer.
  beforeManyMembers: async () => {
    const { setFlagsFromString } = await import('node:v8');
    for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=15']) setFlagsFromString(flag);
  },
  // Without a thread for it, code is optimised while everything waits, and for a thousand members that takes longer than
  // it saves. Only here: from 10,000 members on it pays. Later engines refuse the flag, and have no need of it.
  beforeOrdinaryMembers: async () => {
    if (!process.versions.v8.startsWith('11.')) return;
    // What the engine has compiled of Node is for other flags: what every archive needs is loaded before.
    await Promise.all([import('node:crypto'), import('node:zlib')]);
    (await import('node:v8')).setFlagsFromString('--interrupt-budget=400000');
  },
  interrupted: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};

process.exitCode = EXIT.failure;
let isLost = false;
void runCli(program, process.argv.slice(2), edge).then((code) => {
  process.exitCode = isLost ? EXIT.failure : code;
});

function toSink(descriptor: number, open: () => NodeJS.WriteStream): TextSink {
  let stream: NodeJS.WriteStream | undefined;
  let isClosed = false;
  let goOn = (): void => undefined;
  const fail = (error: NodeJS.ErrnoException): void => {
    // A reader that has seen enough closes the pipe: the rest is not said, and the exit code is still the verdict's.
    isClosed = true;
    if (error.code === 'EPIPE' || descriptor === 2) return;
    // A result that could not be written is no result.
    isLost = true;
    process.exitCode = EXIT.failure;
    edge.stderr.write(`${program}: cannot write standard output: ${error.code ?? 'unknown error'}\n`);
  };
  const opened = (): NodeJS.WriteStream => {
    if (stream !== undefined) return stream;
    stream = open();
    for (const event of ['drain', 'error', 'close'] as const) stream.on(event, () => goOn());
    stream.on('error', fail);
    return stream;
  };
  return {
    get isTTY() {
      return mayBeTerminal(descriptor) && opened().isTTY === true;
    },
    write(text) {
      if (isClosed) return;
      // Every text has passed the masker by now: this is the last guard.
      const masked = maskCredentials(text);
      if (stream !== undefined || mayBeTerminal(descriptor)) opened().write(masked);
      else {
        const { rest, error } = writeDirectly(descriptor, Buffer.from(masked));
        if (error !== undefined) fail(error);
        else if (rest.length > 0) opened().write(rest);
      }
    },
    drained() {
      if (isClosed || stream?.writableNeedDrain !== true) return Promise.resolve();
      return new Promise((resolve) => {
        goOn = resolve;
      });
    },
  };
}
