import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryWith } from '../reference/distribution/example-repository.test-fixture.ts';
import { codeBlocksOf, consoleCommandsOf } from './check/code-blocks.ts';
import { buildPrograms } from './executable.test-fixture.ts';
import { runShellSession } from './tutorial/shell-session.ts';

// The blocks of docs/resolve.md are run in order, in one shell, at the root of the example repository. The address of the
// document is that of a server of static files which somebody else has written.
const ADDRESS = 'https://releases.example/tool';
const blocks = codeBlocksOf(readFileSync(join(import.meta.dirname, '../docs/resolve.md'), 'utf8'));
const commands = blocks.flatMap(({ code }) => consoleCommandsOf(code));

let built: string;
let server: ChildProcess;
let ends: ReturnType<typeof runShellSession>;

beforeAll(async () => {
  built = buildPrograms();
  const root = repositoryWith({});
  server = spawn('/usr/bin/python3', ['-u', '-m', 'http.server', '--bind', '127.0.0.1', '--directory', root, '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await addressOf(server);
  ends = runShellSession(
    commands.map(({ command }) => ({ code: command.replaceAll(ADDRESS, address), isScript: false })),
    {
      folder: root,
      environment: {
        PATH: [built, dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: root,
        LC_ALL: 'C.UTF-8',
        NO_COLOR: '1',
      },
      seconds: 60,
    },
  );
});

afterAll(() => {
  server.kill();
  rmSync(built, { recursive: true });
});

function addressOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stdout?.on('data', (chunk) => {
      said += chunk;
      const address = /http:\/\/[0-9.]+:[0-9]+/u.exec(said);
      if (address !== null) resolve(address[0]);
    });
    stdout?.on('end', () => reject(new Error(`the server has ended: ${said}`)));
  });
}

it('shows nothing but commands with what they print', () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['console']));
  expect(commands.length).toBeGreaterThan(10);
  expect(commands.filter(({ command }) => command.includes(ADDRESS))).toHaveLength(3);
});

it.each(commands.map(({ command, output }, place) => [command, output, place] as const))('$ %s', (_, output, place) => {
  const { output: printed = '', status } = ends[place] ?? {};
  // Each run has a key of its own.
  expect(printed.replaceAll(/^key [0-9a-f]{64}$/gmu, 'key ...')).toBe(output);
  expect(status).toBe(output.startsWith('error: ') ? 1 : 0);
});
