import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Program, runCli } from './run-cli.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly program?: Program;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly executable?: string;
  /** Is told of everything that goes to standard output, as it goes. */
  readonly onOutput?: (text: string) => void;
  /** Resolves when the program is told to stop; at once where absent. */
  readonly interrupted?: Promise<void>;
}

/** Runs the command line in this process, in the given folder, and gives what it said. */
export async function runIn(folder: string, argv: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const said = { stdout: [] as string[], stderr: [] as string[] };
  const isTTY = options.isTTY === true;
  let now = 0;
  const code = await runCli(options.program ?? 'package-contracts', argv, {
    stdout: {
      isTTY,
      write(text) {
        said.stdout.push(text);
        options.onOutput?.(text);
      },
    },
    stderr: { isTTY, write: (text) => void said.stderr.push(text) },
    stdin: stdinOf(options.stdin ?? ''),
    env: options.env ?? {},
    cwd: folder,
    ...(options.executable === undefined ? {} : { executable: options.executable }),
    // Half a second passes between two looks at the clock.
    elapsed() {
      now += 500;
      return now;
    },
    interrupted: () => options.interrupted ?? Promise.resolve(),
  });
  return { code, stdout: said.stdout.join(''), stderr: said.stderr.join('') };
}

async function* stdinOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

/** Makes a folder with the files; a null is an empty folder. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array | null>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(content === null ? target : dirname(target), { recursive: true });
    if (content !== null) writeFileSync(target, content);
  }
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
