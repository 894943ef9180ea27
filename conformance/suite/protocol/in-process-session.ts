import type { AdapterSession, Question, Reply } from './adapter-session.ts';

/** A session without a process: each question is answered by a function. What it throws ends the run. */
export function inProcessSession(answer: (question: Question) => Reply | Promise<Reply>): AdapterSession {
  return new InProcessSession(answer);
}

class InProcessSession implements AdapterSession {
  readonly #answer: (question: Question) => Reply | Promise<Reply>;

  constructor(answer: (question: Question) => Reply | Promise<Reply>) {
    this.#answer = answer;
  }

  ask<Q extends Question>(question: Q): Promise<Reply<Q['op']>>;
  async ask(question: Question): Promise<Reply> {
    return this.#answer(question);
  }

  async close(): Promise<void> {}

  kill(): void {}
}
