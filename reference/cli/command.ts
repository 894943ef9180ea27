import type { Edge } from './edge.ts';

export interface OptionDefinition {
  /** As commander writes them: `--out <file>`, `--observe`, `-f, --format <format>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** May be given several times; the values come as a list. */
  readonly repeatable?: boolean;
  readonly required?: boolean;
  readonly fallback?: string;
}

export interface ArgumentDefinition {
  /** As commander writes them: `<file>`, `[path...]`. */
  readonly name: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

export interface Example {
  readonly line: string;
  readonly says: string;
}

/** A command as data: the parser, the help, docs/cli.md and the completions are all made from it. */
export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly Example[];
  /** Commands of a group; a group itself does nothing. */
  readonly commands?: readonly CommandDefinition[];
  /** How the command, or a group's commands, say that they failed, with `--format json`; text where absent. */
  readonly toFailureText?: (failure: Failure) => string;
  /** Loads what runs the command; nothing of it is evaluated before. */
  readonly load?: () => Promise<CommandRunner>;
}

/** Why a command ended before it had a result. */
export interface Failure {
  readonly code: number;
  readonly message: string;
  readonly remediation?: string;
}

/** One call of a command, parsed. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly options: OptionValues;
  readonly edge: Edge;
}

/** Runs a command and answers with the exit code. */
export type CommandRunner = (invocation: Invocation) => Promise<number>;

/** Values of options by name (`--stdin-name` is `stdinName`), as the parser gave them. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** Value of an option that takes one. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Values of a repeatable option. */
export function listOption(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Whether a flag without a value was given. */
export function flagOption(options: OptionValues, name: string): boolean {
  return options[name] === true;
}
