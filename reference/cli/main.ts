import { basename } from 'node:path';
import type { Edge, TextSink } from './edge.ts';
import { EXIT } from './exit-code.ts';
import { runCli } from './run-cli.ts';

// The one place that touches the process. Both programs are the same file: its name says which one it is.
const name = basename(process.argv[1] ?? '');
const program = name.startsWith('validate-contracts') ? 'validate-contracts' : 'package-contracts';

const edge: Edge = {
  stdout: toSink(() => process.stdout),
  stderr: toSink(() => process.stderr),
  // Opening a standard stream takes milliseconds, so each is opened when it is first used.
  get stdin() {
    return process.stdin;
  },
  env: process.env,
  cwd: workingFolder(),
  ...(process.argv[1] === undefined ? {} : { executable: process.argv[1] }),
  // `performance` would be loaded for it.
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
  interrupted: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};

process.exitCode = EXIT.failure;
void runCli(program, process.argv.slice(2), edge).then((code) => {
  process.exitCode = code;
});

// A folder that was removed, or replaced, while a shell stood in it is no place to work in.
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write(`${program}: the working folder does not exist any more\n`);
    process.exit(EXIT.failure);
  }
}

function toSink(open: () => NodeJS.WriteStream): TextSink {
  let stream: NodeJS.WriteStream | undefined;
  let isClosed = false;
  const opened = (): NodeJS.WriteStream => {
    if (stream !== undefined) return stream;
    stream = open();
    // A reader that has seen enough closes the pipe: the rest is not said, and the exit code is still the verdict's.
    stream.on('error', () => {
      isClosed = true;
    });
    return stream;
  };
  return {
    get isTTY() {
      return opened().isTTY === true;
    },
    write(text) {
      if (!isClosed) opened().write(text);
    },
  };
}
