import type { CommandDefinition, Invocation } from '../command.ts';
import { COMMANDS, GLOBAL_OPTIONS } from '../command-table.ts';
import { completionScript, type Shell } from '../completion/completion-script.ts';
import { VALIDATE_CONTRACTS } from '../definitions/judging-commands.ts';
import { EXIT } from '../exit-code.ts';
import { usageError } from '../usage-error.ts';

const ROOT: CommandDefinition = {
  name: 'package-contracts',
  summary: '',
  description: '',
  arguments: [],
  options: [],
  examples: [],
  commands: COMMANDS,
};

/** `completion`: a script that completes both programs in a shell. */
export async function runCompletion({ arguments: [shell = ''], edge }: Invocation): Promise<number> {
  if (!isShell(shell)) throw usageError(`there is no completion for ${shell}; known are bash, zsh and fish`);
  edge.stdout.write(completionScript(shell, [ROOT, VALIDATE_CONTRACTS], GLOBAL_OPTIONS));
  return EXIT.holds;
}

function isShell(name: string): name is Shell {
  return name === 'bash' || name === 'zsh' || name === 'fish';
}
