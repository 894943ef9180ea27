import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { bashScript } from './bash-script.ts';
import { fishScript } from './fish-script.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

/** One place in the tree of commands: what may be typed after these words. */
export interface CompletionNode {
  /** The program, then the names of the commands; joined by blanks. */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly CompletionOption[];
  /** Fixed values of the first argument, where there are any. */
  readonly values: readonly string[];
}

export interface CompletionOption {
  /** The long form: `--format`. */
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** A shell's completion script for the programs, from the command table. */
export function completionScript(
  shell: Shell,
  programs: readonly CommandDefinition[],
  globals: readonly OptionDefinition[],
): string {
  const nodes = programs.flatMap((program) => toNodes(program, [], globals));
  if (shell === 'fish') return fishScript(nodes);
  const script = bashScript(nodes);
  // zsh runs bash's completion functions as they are.
  return shell === 'bash' ? script : `autoload -U +X bashcompinit && bashcompinit\n${script}`;
}

function toNodes(
  definition: CommandDefinition,
  above: readonly string[],
  globals: readonly OptionDefinition[],
): readonly CompletionNode[] {
  const path = [...above, definition.name];
  const commands = definition.commands ?? [];
  const node = {
    path,
    commands: commands.map(({ name, summary }) => ({ name, summary })),
    options: [...definition.options, ...globals, HELP].map(toOption),
    values: definition.arguments[0]?.choices ?? [],
  };
  return [node, ...commands.flatMap((command) => toNodes(command, path, globals))];
}

const HELP: OptionDefinition = { flags: '--help', description: 'print this help' };

function toOption({ flags, description, choices = [] }: OptionDefinition): CompletionOption {
  const flag = /--[a-z-]+/u.exec(flags)?.[0] ?? flags;
  return { flag, description, takesValue: flags.includes('<'), choices };
}
