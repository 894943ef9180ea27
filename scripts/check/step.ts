import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** One thing that must hold, and the command that says whether it does: exit code 0. */
export interface Step {
  readonly name: string;
  readonly argv: readonly string[];
  /** What it prints is of interest where it holds as well. */
  readonly isTable?: boolean;
}

export interface StepResult {
  readonly step: Step;
  readonly passed: boolean;
  readonly seconds: number;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

const ROOT = join(import.meta.dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');

/** A step that runs one of our own scripts. */
export function script(name: string, path: string, ...parameters: readonly string[]): Step {
  return { name, argv: [process.execPath, '--import', 'tsx', path, ...parameters] };
}

/** A step that runs a program of a dependency. */
export function tool(name: string, program: string, ...parameters: readonly string[]): Step {
  return { name, argv: [join(BIN, program), ...parameters] };
}

/** Runs the steps, at most `lanes` of them side by side, and tells of each as it ends. */
export async function runSteps(
  steps: readonly Step[],
  { lanes, onResult }: { readonly lanes: number; readonly onResult: (result: StepResult) => void },
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return steps.flatMap((step) => results.filter((result) => result.step === step));
}

function runStep(step: Step): Promise<StepResult> {
  const [program = '', ...parameters] = step.argv;
  const start = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(program, parameters, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Packing would build again, under the feet of the steps beside it.
      env: { ...process.env, NO_COLOR: '1', npm_config_ignore_scripts: 'true' },
    });
    const end = (passed: boolean): void =>
      resolve({
        step,
        passed,
        seconds: (performance.now() - start) / 1000,
        output: Buffer.concat(chunks).toString('utf8'),
      });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
