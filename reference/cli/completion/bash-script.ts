import type { CompletionNode } from './completion-script.ts';

/** The completion for bash: one function that walks the words to the command they name. */
export function bashScript(nodes: readonly CompletionNode[]): string {
  const programs = [...new Set(nodes.map(({ path }) => path[0] ?? ''))];
  return [
    '_package_contracts() {',
    `  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path="\${COMP_WORDS[0]##*/}" index`,
    '  for ((index = 1; index < COMP_CWORD; index++)); do',
    `    case "$path \${COMP_WORDS[index]}" in`,
    ...nodes
      .filter(({ path }) => path.length > 1)
      .map(({ path }) => `      "${path.join(' ')}") path="${path.join(' ')}" ;;`),
    '    esac',
    '  done',
    '  case "$path:$before" in',
    ...nodes.flatMap((node) =>
      node.options
        .filter(({ choices }) => choices.length > 0)
        .map(({ flag, choices }) => `    "${node.path.join(' ')}:${flag}") ${reply(choices)}; return ;;`),
    ),
    ...nodes.flatMap((node) =>
      node.options
        .filter(({ takesValue, choices }) => takesValue && choices.length === 0)
        .map(({ flag }) => `    "${node.path.join(' ')}:${flag}") COMPREPLY=($(compgen -f -- "$word")); return ;;`),
    ),
    '  esac',
    '  case "$path" in',
    ...nodes.map((node) => {
      const flags = node.options.map(({ flag }) => flag);
      const words = [...node.commands.map(({ name }) => name), ...node.values];
      const files = words.length > 0 ? '' : ' $(compgen -f -- "$word")';
      const plain = `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word")${files})`;
      return `    "${node.path.join(' ')}") if [[ $word == -* ]]; then ${reply(flags)}; else ${plain}; fi ;;`;
    }),
    '  esac',
    '}',
    `complete -o filenames -F _package_contracts ${programs.join(' ')}`,
    '',
  ].join('\n');
}

function reply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word"))`;
}
