import type { CompletionNode, CompletionOption } from './completion-script.ts';

/** The completion for fish: one line a command and an option. */
export function fishScript(nodes: readonly CompletionNode[]): string {
  const lines = nodes.flatMap((node) => {
    const [program = '', ...commands] = node.path;
    const condition = toCondition(
      commands,
      node.commands.map(({ name }) => name),
    );
    return [
      ...node.commands.map(
        ({ name, summary }) => `complete -c ${program} -f ${condition} -a ${name} -d ${quote(summary)}`,
      ),
      ...node.values.map((value) => `complete -c ${program} -f ${condition} -a ${value}`),
      ...node.options.map(
        (option) => `complete -c ${program} ${condition} ${toFlags(option)} -d ${quote(option.description)}`,
      ),
    ];
  });
  return lines.map((line) => `${line.replaceAll(/ +/g, ' ')}\n`).join('');
}

function toCondition(commands: readonly string[], below: readonly string[]): string {
  const seen = commands.map((name) => `__fish_seen_subcommand_from ${name}`);
  const unseen = below.length === 0 ? [] : [`not __fish_seen_subcommand_from ${below.join(' ')}`];
  const conditions = [...seen, ...unseen].join('; and ');
  return conditions === '' ? '' : `-n ${quote(conditions)}`;
}

function toFlags({ flag, takesValue, choices }: CompletionOption): string {
  const name = `-l ${flag.replace(/^--/u, '')}`;
  if (!takesValue) return name;
  return choices.length === 0 ? `${name} -r` : `${name} -x -a ${quote(choices.join(' '))}`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
