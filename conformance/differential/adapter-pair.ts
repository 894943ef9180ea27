import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readProduct } from '../suite/product/read-product.ts';
import type { AdapterSession, OpenSession, Reply } from '../suite/protocol/adapter-session.ts';
import type { Told } from './case-origin.ts';
import { disagreement, produceDisagreement, resolveDisagreement } from './compare-replies.ts';
import type { CaseInput } from './mutate-package.ts';

/** What came of asking two implementations the same. */
export interface Comparison {
  /** In what they disagree. */
  readonly what: string | undefined;
  readonly isAccepted: boolean;
  /** The rules that the first one named. */
  readonly rules: readonly string[];
}

/** The two sessions, and the one place where inputs are put for them. */
export class AdapterPair {
  readonly #path: string;
  readonly #outputs: readonly [string, string];
  readonly #contract: string;
  readonly #one: AdapterSession;
  readonly #other: AdapterSession;

  constructor(
    folder: string,
    { contract, one, other }: { readonly contract: string; readonly one: OpenSession; readonly other: OpenSession },
  ) {
    this.#path = join(folder, 'input');
    this.#outputs = [join(folder, 'output-one'), join(folder, 'output-other')];
    this.#contract = contract;
    this.#one = one(join(folder, 'one'));
    this.#other = other(join(folder, 'other'));
  }

  async compare(input: CaseInput, told: Told): Promise<Comparison> {
    rmSync(this.#path, { recursive: true, force: true });
    writeCaseInput(input, this.#path);
    switch (told.op) {
      case 'validate':
        return this.#compareVerdicts(input, told);
      case 'resolve':
        return this.#compareResolutions(told);
      default:
        return this.#compareProductions(told);
    }
  }

  async #compareVerdicts(input: CaseInput, told: Told & { readonly op: 'validate' }): Promise<Comparison> {
    const question = { ...told, contract: this.#contract, input: this.#path };
    const [one, other] = await Promise.all([this.#one.ask(question), this.#other.ask(question)]);
    const isYaml = this.#contract === 'strict-yaml@1' && input instanceof Uint8Array;
    const yaml = isYaml ? Buffer.from(input).toString('utf8') : undefined;
    // An earlier state that cannot be read is an error of whoever asks, and both say so.
    const isBadQuestion = 'before' in told.options && [one, other].every(isFault);
    return {
      what: isBadQuestion ? undefined : disagreement(one, other, { contract: this.#contract, yaml }),
      isAccepted: [one, other].every((reply) => reply.kind === 'result' && reply.result.valid),
      rules: one.kind === 'result' ? one.result.findings.map(({ rule }) => rule) : [],
    };
  }

  async #compareResolutions(told: Told & { readonly op: 'resolve' }): Promise<Comparison> {
    const question = { ...told, contract: this.#contract, input: this.#path };
    const [one, other] = await Promise.all([this.#one.ask(question), this.#other.ask(question)]);
    // A lock or trust file that cannot be read is an error of whoever asks.
    const isBadQuestion = ('lock' in told.options || 'trust' in told.options) && [one, other].every(isFault);
    const result = one.kind === 'result' ? one.result : undefined;
    return {
      what: isBadQuestion ? undefined : resolveDisagreement(one, other),
      isAccepted: [one, other].every((reply) => reply.kind === 'result' && 'resolved' in reply.result),
      rules: result === undefined ? [] : 'refused' in result ? [result.refused] : result.warnings,
    };
  }

  async #compareProductions(told: Told & { readonly op: 'produce' }): Promise<Comparison> {
    const [first, second] = this.#outputs;
    for (const output of this.#outputs) rmSync(output, { recursive: true, force: true });
    const question = { ...told, contract: this.#contract, input: this.#path };
    const [one, other] = await Promise.all([
      this.#one.ask({ ...question, output: first }),
      this.#other.ask({ ...question, output: second }),
    ]);
    const areProduced = [one, other].every((reply) => reply.kind === 'result' && reply.result.produced);
    const isSame = !areProduced || isDeepStrictEqual(readProduct(first), readProduct(second));
    return {
      what: produceDisagreement(one, other) ?? (isSame ? undefined : 'another product'),
      isAccepted: areProduced,
      rules: one.kind === 'result' && !one.result.produced ? one.result.findings.map(({ rule }) => rule) : [],
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.#one.close(), this.#other.close()]);
  }
}

function isFault(reply: Reply): boolean {
  return reply.kind === 'failure' && reply.outcome === 'fault';
}

/** Writes an input as a file or folder at a path where nothing is. */
export function writeCaseInput(input: CaseInput, path: string): void {
  if (input instanceof Uint8Array) {
    writeFileSync(path, input);
    return;
  }
  mkdirSync(path, { recursive: true });
  for (const [name, entry] of Object.entries(input)) {
    const target = join(path, name);
    mkdirSync(dirname(target), { recursive: true });
    if (entry === null) mkdirSync(target, { recursive: true });
    else if ('link' in entry) symlinkSync(entry.link, target);
    else {
      writeFileSync(target, 'program' in entry ? entry.program : entry);
      chmodSync(target, 'program' in entry ? 0o755 : 0o644);
    }
  }
}
