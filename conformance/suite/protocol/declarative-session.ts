import { lstatSync, readFileSync } from 'node:fs';
import type { DeclarativeAdapter } from '../../../reference/generated/types/interfaces-declarative-adapter.ts';
import type { Answer } from '../compare-outcome.ts';
import { withoutNetwork } from '../isolation/network-isolation.ts';
import type { Budget } from '../vector.ts';
import type { AdapterSession, Failure, OpenSession, Question, Reply } from './adapter-session.ts';
import { toExpression } from './declarative-adapter.ts';
import type { DescribedContract } from './parse-answer.ts';
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
    if (question.op === 'resolve') return this.#resolve(question, limits);
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
    const described = Object.entries(contracts).map(([contract, how]) => [contract, toDescribed(how)] as const);
    return { kind: 'result', result: { name, version: group, contracts: Object.fromEntries(described) } };
  }

  async #validate(
    { contract, input, options }: Question & { readonly op: 'validate' },
    limits: ProcessLimits,
  ): Promise<Reply<'validate'>> {
    const { argv, stdin, valid = [], invalid = [], rules } = this.#described.contracts[contract] ?? {};
    if (argv === undefined) return { kind: 'unsupported', why: `nothing is said of ${contract}` };
    if (Object.keys(options).length > 0) return { kind: 'unsupported', why: 'the program is told no options' };
    if (stdin === true && !lstatSync(input).isFile()) {
      return { kind: 'unsupported', why: 'a folder does not fit on standard input' };
    }
    const words = argv.map((word) => word.replaceAll('{input}', input));
    const ended = await this.#run(words, limits, stdin === true ? new Uint8Array(readFileSync(input)) : undefined);
    if ('kind' in ended) return ended;
    const code = toCode(ended);
    if (code !== undefined && valid.includes(code)) return answer({ valid: true, findings: [] });
    if (code !== undefined && invalid.includes(code)) {
      const rule = findRule(rules, ended);
      const findings = rule === undefined ? [] : [{ rule, severity: 'error' as const, at: {}, details: {} }];
      return answer({ valid: false, findings });
    }
    return toCrash(ended);
  }

  async #resolve(
    { contract, input, identity, now, options }: Question & { readonly op: 'resolve' },
    limits: ProcessLimits,
  ): Promise<Reply<'resolve'>> {
    const how = this.#described.contracts[contract]?.resolve;
    if (how === undefined) return { kind: 'unsupported', why: `nothing is said of resolving by ${contract}` };
    const told: Readonly<Record<string, unknown>> = { ...identity, input, now, options: JSON.stringify(options) };
    const words = how.argv.map((word) => word.replaceAll(PLACEHOLDER, (_, name: string) => toWord(told[name])));
    const ended = await this.#run(words, limits);
    if ('kind' in ended) return ended;
    const code = toCode(ended);
    if (code !== undefined && how.refused.includes(code)) {
      return { kind: 'result', result: { refused: findRule(how.rules, ended) ?? 'no rule that it names' } };
    }
    if (code === undefined || !how.resolved.includes(code)) return toCrash(ended);
    const [, path] = toExpression(how.artifact).exec(ended.output) ?? [];
    if (path === undefined) return { kind: 'failure', outcome: 'fault', detail: 'it resolved, and names no artifact' };
    return { kind: 'result', result: { resolved: path.replace(`${input}/`, ''), warnings: [] } };
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
    if (exceeded === undefined) {
      return { end, output: output(), said: `${output()}\n${errors()}`, errors: process.errors };
    }
    const detail = exceeded === 'timeout' ? `no end within ${limits.timeoutMs} ms` : 'it took too much memory';
    return { kind: 'failure', outcome: exceeded, detail };
  }
}

/** How a program ended, and the beginning of what it said. */
interface Run {
  readonly end: End;
  /** Standard output alone. */
  readonly output: string;
  readonly said: string;
  readonly errors: string;
}

// What takes the network away says so itself where it cannot; its exit code is not the program's.
const WRAPPER = 'unshare: ';

const PLACEHOLDER = /\{(input|now|options|version|target|profile|toolchain|git_rev|dist_revision)\}/gu;

type Described = DeclarativeAdapter['contracts'][string];

function toDescribed({ argv, resolve }: Described): DescribedContract {
  const roles = [
    ...(argv === undefined ? [] : (['consumer'] as const)),
    ...(resolve === undefined ? [] : (['resolver'] as const)),
  ];
  return { roles, level: 'verdict', unsupported: [] };
}

/** The exit code; nothing where the program did not come to one of its own. */
function toCode({ end, errors }: Run): number | undefined {
  return end.kind === 'exit' && !errors.startsWith(WRAPPER) ? end.code : undefined;
}

/** An exit code of neither list is no verdict. */
function toCrash({ end, errors }: Run): Failure {
  const detail = errors.startsWith(WRAPPER) ? 'it cannot be started' : `it ${describeEnd(end)}`;
  return { kind: 'failure', outcome: 'crash', detail, ...(errors !== '' && { errors }) };
}

function findRule(rules: Described['rules'], { said }: Run): string | undefined {
  return rules?.find(({ pattern }) => toExpression(pattern).test(said))?.rule;
}

function toWord(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

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
