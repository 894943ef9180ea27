/** A fenced block of a Markdown text. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** A command of a `console` block, and what it prints. */
export interface ConsoleCommand {
  readonly command: string;
  readonly output: string;
}

/** The fenced blocks of a Markdown text, in order. */
export function codeBlocksOf(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open === undefined) {
      const fence = /^```(\w*)$/.exec(line);
      if (fence !== null) open = { language: fence[1] ?? '', line: index + 1, lines: [] };
    } else if (line === '```') {
      blocks.push({ language: open.language, line: open.line, code: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  return blocks;
}

/** A prompt, and a command that goes on behind a backslash at the end of a line. */
const COMMAND = /^\$ (?<command>(?:.*\\\n)*.*)\n(?<output>(?:(?!\$ ).*\n)*)/gm;

/** The commands of a `console` block: a line that begins with `$ `, and the lines up to the next one. */
export function consoleCommandsOf(code: string): ConsoleCommand[] {
  return [...code.matchAll(COMMAND)].map(({ groups }) => ({
    command: groups?.command ?? '',
    output: groups?.output ?? '',
  }));
}
