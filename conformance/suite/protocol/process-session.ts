import { isDeepStrictEqual } from 'node:util';
import type { Budget } from '../vector.ts';
import type { AdapterSession, Failure, OpenSession, Question, Reply } from './adapter-session.ts';
import { LineSplitter, LONGEST_LINE } from './line-splitter.ts';
import { type Description, NoAnswer, parseAnswer } from './parse-answer.ts';
import {
  describeEnd,
  type End,
  type ProcessLimits,
  type Program,
  toLimits,
  WatchedProcess,
} from './watched-process.ts';

// To start takes longer than to answer, and an adapter that is told to end has a moment to do so.
const START_MILLISECONDS = 10_000;
const FAREWELL_MILLISECONDS = 1000;

/** Hears what is said: a line that was asked (`→`) or answered (`←`), or how the program ended (`×`). */
export type Listener = (what: '→' | '←' | '×', text: string) => void;

/** A session over the standard streams of a program, which is started when it is first asked, and again after a failure. */
export function processSession(program: Program, limits: ProcessLimits, listener: Listener = () => {}): OpenSession {
  return (folder, surroundings) =>
    new ProcessSession(() => new Conversation(new WatchedProcess(program, folder, surroundings), listener), limits);
}

class ProcessSession implements AdapterSession {
  #conversation: Conversation | undefined;
  #description: Description | undefined;
  readonly #start: () => Conversation;
  readonly #limits: ProcessLimits;

  constructor(start: () => Conversation, limits: ProcessLimits) {
    this.#start = start;
    this.#limits = limits;
  }

  ask<Q extends Question>(question: Q, budget?: Budget): Promise<Reply<Q['op']>>;
  async ask(question: Question, budget?: Budget): Promise<Reply> {
    const limits = budget === undefined ? this.#limits : toLimits(budget);
    const begun = this.#conversation === undefined ? await this.#begin() : undefined;
    const isAnswered = begun !== undefined && (begun.kind === 'failure' || question.op === 'describe');
    const reply = isAnswered ? begun : ((await this.#conversation?.ask(question, limits)) ?? KILLED);
    // Whatever state it is in now, nothing that it says counts any more. A fault is an answer like any other.
    if (reply.kind === 'failure' && reply.outcome !== 'fault') this.kill();
    return reply;
  }

  // Each life begins with the same words: a program that has just started is no other than before.
  async #begin(): Promise<Reply<'describe'>> {
    const { timeoutMs, memoryBytes } = this.#limits;
    const conversation = this.#start();
    this.#conversation = conversation;
    const limits = { timeoutMs: timeoutMs + START_MILLISECONDS, memoryBytes };
    const reply = await conversation.ask({ op: 'describe' }, limits);
    if (reply.kind === 'failure') return reply;
    if (reply.kind === 'unsupported')
      return { kind: 'failure', outcome: 'protocol', detail: 'it does not describe itself' };
    this.#description ??= reply.result;
    if (isDeepStrictEqual(reply.result, this.#description)) return reply;
    return { kind: 'failure', outcome: 'protocol', detail: 'it describes itself otherwise than before' };
  }

  async close(): Promise<void> {
    await this.#conversation?.end();
    this.#conversation = undefined;
  }

  kill(): void {
    this.#conversation?.kill();
    this.#conversation = undefined;
  }
}

const KILLED: Failure = { kind: 'failure', outcome: 'crash', detail: 'it was killed' };

/** One life of an adapter: one question at a time, one line for each. */
class Conversation {
  readonly #process: WatchedProcess;
  readonly #listener: Listener;
  readonly #lines = new LineSplitter();
  #end: End | undefined;
  #id = 0;
  #spoke = false;
  #isAwaited = false;
  #spokeUnasked = false;
  #heard: () => void = () => {};

  constructor(process: WatchedProcess, listener: Listener) {
    this.#process = process;
    this.#listener = listener;
    process.child.stdout.on('data', (chunk: Uint8Array) => {
      // What nobody asked for is not kept: there is no end to what an adapter may say.
      if (!this.#isAwaited) this.#spokeUnasked = true;
      else this.#lines.push(chunk);
      this.#spoke = true;
      this.#heard();
    });
    process.ended.then((end) => {
      this.#end = end;
      listener('×', describeEnd(end));
      this.#heard();
    });
  }

  async ask<Q extends Question>(question: Q, limits: ProcessLimits): Promise<Reply<Q['op']>> {
    if (this.#spokeUnasked || !this.#lines.isEmpty)
      return this.#failed('protocol', 'standard output holds more than one answer');
    if (this.#end !== undefined) return this.#failed('crash', `it ${describeEnd(this.#end)} after its last answer`);
    this.#process.child.stdin.write(`${this.#toLine(question)}\n`);
    const line = await this.#line(limits);
    if (!(line instanceof Uint8Array)) return line;
    this.#listener('←', new TextDecoder().decode(line));
    try {
      return parseAnswer<Q['op']>(line, question.op, this.#id);
    } catch (error) {
      if (error instanceof NoAnswer) return this.#failed('protocol', error.message);
      throw error;
    }
  }

  async end(): Promise<void> {
    const { child, ended } = this.#process;
    child.stdin.end(`${this.#toLine({ op: 'shutdown' })}\n`);
    const patience = setTimeout(() => this.kill(), FAREWELL_MILLISECONDS);
    await ended;
    clearTimeout(patience);
  }

  kill(): void {
    this.#process.kill();
  }

  #toLine(question: Question | { readonly op: 'shutdown' }): string {
    this.#id += 1;
    const line = JSON.stringify({ id: this.#id, ...question });
    this.#listener('→', line);
    return line;
  }

  #line(limits: ProcessLimits): Promise<Uint8Array | Failure> {
    return new Promise((resolve) => {
      const done = (answer: Uint8Array | Failure): void => {
        stop();
        this.#isAwaited = false;
        this.#heard = () => {};
        resolve(answer);
      };
      const stop = this.#process.watch(limits, (what) => done(this.#exceeded(what, limits)));
      this.#isAwaited = true;
      this.#heard = () => {
        const line = this.#lines.next();
        const length = line?.length ?? this.#lines.unfinished;
        if (length > LONGEST_LINE) done(this.#failed('protocol', `a line is longer than ${LONGEST_LINE} bytes`));
        else if (line !== undefined) done(line);
        else if (this.#end !== undefined) done(this.#unanswered(this.#end));
      };
      this.#heard();
    });
  }

  #exceeded(what: 'timeout' | 'resource', { timeoutMs, memoryBytes }: ProcessLimits): Failure {
    if (what === 'resource') return this.#failed(what, `it took more than ${memoryBytes} bytes of memory`);
    const rest = this.#lines.unfinished > 0 ? ', only an unfinished line' : '';
    // An adapter of a language that buffers what goes into a pipe looks as if it were asleep.
    const hint = this.#spoke ? '' : ', nor anything at all (does it flush its output?)';
    return this.#failed(what, `no answer within ${timeoutMs} ms${rest}${hint}`);
  }

  #unanswered(end: End): Failure {
    if (this.#lines.unfinished > 0 && end.kind === 'exit' && end.code === 0) {
      return this.#failed('protocol', 'it ended within a line');
    }
    return this.#failed('crash', `it ${describeEnd(end)} without an answer`);
  }

  #failed(outcome: Failure['outcome'], detail: string): Failure {
    const { errors } = this.#process;
    return { kind: 'failure', outcome, detail, ...(errors !== '' && { errors }) };
  }
}
