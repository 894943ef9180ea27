import { basename } from 'node:path';
import { findProgram } from '../../process/find-program.ts';
import type { RunProcess } from '../../process/run-process.ts';

/** The release of a compiler, as `1.84.0`, and what it says of itself. */
export interface CompilerFacts {
  readonly toolchain: string;
  readonly toolchainFull: string;
}

interface Compiler {
  readonly program: string;
  readonly args: readonly string[];
  readonly release: RegExp;
}

const RELEASE = '([0-9]+\\.[0-9]+\\.[0-9]+(?:-(?:nightly|beta(?:\\.[0-9]+)?))?)';
const RUST: Compiler = { program: 'rustc', args: ['--version'], release: new RegExp(`^rustc ${RELEASE}`, 'u') };
const GO: Compiler = { program: 'go', args: ['version'], release: new RegExp(`^go version go${RELEASE}`, 'u') };
/** The compiler behind a program that builds. */
const COMPILERS: Readonly<Record<string, Compiler>> = { cargo: RUST, rustc: RUST, go: GO };

const SECONDS = 60;
const MOST_OUTPUT = 4096;

/** Asks the compiler behind a build command; undefined where it is none that is known, or says nothing of the kind. */
export async function readCompilerFacts(
  command: readonly string[],
  edge: { readonly root: string; readonly path: string; readonly run: RunProcess },
): Promise<CompilerFacts | undefined> {
  const name = basename(command[0] ?? '');
  const compiler = Object.hasOwn(COMPILERS, name) ? COMPILERS[name] : undefined;
  if (compiler === undefined) return undefined;
  const ended = await edge.run({
    file: findProgram(compiler.program, { folder: edge.root, path: edge.path }),
    args: compiler.args,
    folder: edge.root,
    seconds: SECONDS,
    outputLimit: MOST_OUTPUT,
    environment: { PATH: edge.path, LC_ALL: 'C' },
  });
  if (ended.kind !== 'exit' || ended.code !== 0) return undefined;
  const line = ended.output.toString('utf8').split('\n', 1)[0]?.trim() ?? '';
  const toolchain = compiler.release.exec(line)?.[1];
  return toolchain === undefined ? undefined : { toolchain, toolchainFull: line };
}
