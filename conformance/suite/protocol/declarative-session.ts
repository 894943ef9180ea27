import { lstatSync, readFileSync } from 'node:fs';
import type { DeclarativeAdapter } from '../../../reference/generated/types/interfaces-declarative-adapter.ts';
import type { Answer } from '../compare-outcome.ts';
import { withoutNetwork } from '../isolation/network-isolation.ts';
import type { Budget } from '../vector.ts';
import type { AdapterSession, Failure, OpenSession, Question, Reply } from './adapter-session.ts';
import { toExpression } from './declarative-adapter.ts';
import { describeEnd, type End, type ProcessLimits, toLimits, WatchedProcess } from './watched-process.ts';

// What is searched for patterns, of each of the two outputs.
const KEPT_OUTPUT = 64 * 1024;

/** Sessions over a program that is run once for each question. */
export function declarativeSession(described: DeclarativeAdapter, cwd: string, limits: ProcessLimits): OpenSession {
  return (folder) => new DeclarativeSession(described, { cwd, folder, limits });
}

interface Surroundings {
  readonly cwd: string;
  readonly folder: string;
  readonly limits: ProcessLimits;
}

class DeclarativeSession implements AdapterSession {
  readonly #described: DeclarativeAdapter;
  readonly #around: Surroundings;
  #running: WatchedProcess | undefined;

  constructor(described: DeclarativeAdapter, around: Surroundings) {
    this.#described = described;
    this.#around = around;
  }

  ask<Q extends Question>(question: Q, budget?: Budget): Promise<Reply<Q['op']>>;
  async ask(question: Question, budget?: Budget): Promise<Reply> {
    const limits = budget === undefined ? this.#around.limits : toLimits(budget);
    if (question.op === 'describe') return this.#describe();
    if (question.op === 'validate') return this.#validate(question, limits);
    return { kind: 'unsupported', why: `a declarative adapter cannot ${question.op}` };
  }

  async close(): Promise<void> {
    this.kill();
  }

  kill(): void {
    this.#running?.kill();
    this.#running = undefined;
  }

  async #describe(): Promise<Reply<'describe'>> {
    const { name, version, contracts } = this.#described;
    const ended = await this.#run(version.argv, this.#around.limits);
    if ('kind' in ended) return ended;
    const [found, group = found] = toExpression(version.pattern).exec(ended.said) ?? [];
    if (group === undefined) {
      return { kind: 'failure', outcome: 'fault', detail: `${version.argv.join(' ')} does not say its version` };
    }
    const described = Object.keys(contracts).map((contract) => [contract, DESCRIBED] as const);
    return { kind: 'result', result: { name, version: group, contracts: Object.fromEntries(described) } };
  }

  async #validate(
    { contract, input }: Question & { readonly op: 'validate' },
    limits: ProcessLimits,
  ): Promise<Reply<'validate'>> {
    const how = this.#described.contracts[contract];
    if (how === undefined) return { kind: 'unsupported', why: `nothing is said of ${contract}` };
    const { argv, stdin, valid, invalid, rules = [] } = how;
    if (stdin === true && !lstatSync(input).isFile()) {
      return { kind: 'unsupported', why: 'a folder does not fit on standard input' };
    }
    const words = argv.map((word) => word.replaceAll('{input}', input));
    const ended = await this.#run(words, limits, stdin === true ? new Uint8Array(readFileSync(input)) : undefined);
    if ('kind' in ended) return ended;
    const { end, said, errors } = ended;
    if (errors.startsWith(WRAPPER))
      return { kind: 'failure', outcome: 'crash', detail: 'it cannot be started', errors };
    if (end.kind === 'exit' && valid.includes(end.code)) return answer({ valid: true, findings: [] });
    if (end.kind === 'exit' && invalid.includes(end.code)) {
      const rule = rules.find(({ pattern }) => toExpression(pattern).test(said))?.rule;
      const findings = rule === undefined ? [] : [{ rule, severity: 'error' as const, at: {}, details: {} }];
      return answer({ valid: false, findings });
    }
    // Neither list has it: it is no verdict.
    return { kind: 'failure', outcome: 'crash', detail: `it ${describeEnd(end)}`, ...(errors !== '' && { errors }) };
  }

  async #run(
    [file = '', ...args]: readonly string[],
    limits: ProcessLimits,
    stdin?: Uint8Array,
  ): Promise<Run | Failure> {
    const { cwd, folder } = this.#around;
    const process = new WatchedProcess(withoutNetwork({ file, args, cwd }).program, folder);
    this.#running = process;
    const output = keepBeginning(process.child.stdout);
    const errors = keepBeginning(process.child.stderr);
    process.child.stdin.end(stdin);
    let exceeded: 'timeout' | 'resource' | undefined;
    const stop = process.watch(limits, (what) => {
      exceeded = what;
      process.kill();
    });
    const end = await process.ended;
    stop();
    this.#running = undefined;
    if (exceeded === undefined) return { end, said: `${output()}\n${errors()}`, errors: process.errors };
    const detail = exceeded === 'timeout' ? `no end within ${limits.timeoutMs} ms` : 'it took too much memory';
    return { kind: 'failure', outcome: exceeded, detail };
  }
}

/** How a program ended, and the beginning of what it said. */
interface Run {
  readonly end: End;
  readonly said: string;
  readonly errors: string;
}

// What takes the network away says so itself where it cannot; its exit code is not the program's.
const WRAPPER = 'unshare: ';

const DESCRIBED = { roles: ['consumer'], level: 'verdict', unsupported: [] } as const;

function answer(result: Answer): Reply<'validate'> {
  return { kind: 'result', result };
}

function keepBeginning(stream: NodeJS.ReadableStream): () => string {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  stream.on('data', (chunk: Uint8Array) => {
    const part = chunk.subarray(0, KEPT_OUTPUT - kept);
    kept += part.length;
    if (part.length > 0) chunks.push(part);
  });
  return () => new TextDecoder().decode(Buffer.concat(chunks));
}
