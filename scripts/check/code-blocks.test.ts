import { describe, expect, it } from 'vitest';
import { codeBlocksOf, consoleCommandsOf } from './code-blocks.ts';

describe('codeBlocksOf', () => {
  it('gives each block with its language and line', () => {
    expect(codeBlocksOf('text\n```sh\na\n\nb\n```\n```\nc\n```\n')).toEqual([
      { language: 'sh', line: 2, code: 'a\n\nb\n' },
      { language: '', line: 7, code: 'c\n' },
    ]);
  });
});

describe('consoleCommandsOf', () => {
  it('gives each command with what it prints', () => {
    expect(consoleCommandsOf('$ one --x\nfirst\n  $ second\n$ two\n')).toEqual([
      { command: 'one --x', output: 'first\n  $ second\n' },
      { command: 'two', output: '' },
    ]);
  });

  it('takes a line behind a backslash for a part of the command', () => {
    expect(consoleCommandsOf('$ one \\\n    --x \\\n    --y\nfirst\n$ two\n')).toEqual([
      { command: 'one \\\n    --x \\\n    --y', output: 'first\n' },
      { command: 'two', output: '' },
    ]);
  });
});
