import type { Budget } from '../vector.ts';
import type { ResultOf } from './parse-answer.ts';

export const PROTOCOL = 'package-contracts-adapter/1';

/** What is asked of an adapter, without its id. */
export type Question =
  | { readonly op: 'describe' }
  | {
      readonly op: 'validate';
      readonly contract: string;
      readonly profile: 'core' | 'hardened';
      readonly input: string;
      readonly options: Options;
    }
  | {
      readonly op: 'produce';
      readonly contract: string;
      readonly input: string;
      readonly output: string;
      readonly options: Options;
    }
  | {
      readonly op: 'resolve';
      readonly contract: string;
      readonly input: string;
      readonly identity: Options;
      readonly now: string;
      readonly options: Options;
    };

export type Options = Readonly<Record<string, unknown>>;

export type Operation = Question['op'];

/** Why there is no answer. Only a result carries a verdict: none of these ever is one. */
export interface Failure {
  readonly kind: 'failure';
  readonly outcome: 'crash' | 'timeout' | 'resource' | 'protocol' | 'fault';
  readonly detail: string;
  /** The beginning and the end of what was written to standard error, for people. */
  readonly errors?: string;
}

export type Reply<Op extends Operation = Operation> =
  | { readonly kind: 'result'; readonly result: ResultOf<Op> }
  | { readonly kind: 'unsupported'; readonly why: string }
  | Failure;

/** A conversation with one adapter. After a failure the next question begins a new one. */
export interface AdapterSession {
  /** With a budget, that is what the answer may take, whatever it may take otherwise. */
  ask<Q extends Question>(question: Q, budget?: Budget): Promise<Reply<Q['op']>>;
  /** Ends the conversation in order. */
  close(): Promise<void>;
  /** Ends everything that was started, at once. */
  kill(): void;
}

/** Begins a session whose processes find their home and their temporary files in the folder. */
export type OpenSession = (folder: string, surroundings?: Surroundings) => AdapterSession;

/** What is around a process beside its folder. */
export interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly umask?: number;
}
