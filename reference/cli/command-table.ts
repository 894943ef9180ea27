import type { CommandDefinition, OptionDefinition } from './command.ts';
import { DIFF, EXTRACT } from './definitions/artifact-commands.ts';
import { ASSETS } from './definitions/assets-commands.ts';
import { CERTIFICATE, REPORT } from './definitions/certificate-commands.ts';
import { ADAPTER, CERTIFY } from './definitions/certify-commands.ts';
import { DISTRIBUTION } from './definitions/distribution-commands.ts';
import { DOCTOR } from './definitions/doctor-commands.ts';
import { GOLDEN } from './definitions/golden-commands.ts';
import { INSPECT, VALIDATE } from './definitions/judging-commands.ts';
import { PRODUCE } from './definitions/produce-commands.ts';
import { TEXT_OR_JSON } from './definitions/recurring-options.ts';
import { RESOLVE } from './definitions/resolve-command.ts';

export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--color <when>',
    description: 'colour the text: auto (on a terminal), always or never',
    choices: ['auto', 'always', 'never'],
  },
  { flags: '--no-color', description: 'the same as --color never; NO_COLOR and FORCE_COLOR are honoured as well' },
];

const LIMITS: CommandDefinition = {
  name: 'limits',
  summary: 'print the table of limits',
  description: 'Prints every limit that readers hold to, with the rule that a breach of it breaks.',
  arguments: [],
  options: [TEXT_OR_JSON],
  examples: [{ line: 'limits --format json', says: 'for a program' }],
  load: async () => (await import('./commands/limits.ts')).runLimits,
};

const SERVE: CommandDefinition = {
  name: 'serve',
  summary: 'serve the reference over HTTP',
  description:
    'Answers to POST /api/validate, POST /api/projects/{name}/export, POST /api/assets/{name}/{operation}, GET /api/contracts and GET /api/openapi.json, until it is interrupted. Nothing but the loopback address is listened on unless --host says so.',
  arguments: [],
  options: [
    { flags: '--host <address>', description: 'address to listen on', fallback: '127.0.0.1' },
    { flags: '--port <number>', description: 'port to listen on; 0 takes a free one', fallback: '8790' },
    { flags: '--projects <folder>', description: 'folder whose sub-folders are the projects that can be exported' },
  ],
  examples: [{ line: 'serve --projects ~/projects', says: 'on http://127.0.0.1:8790' }],
  load: async () => (await import('./commands/serve.ts')).runServe,
};

const COMPLETION: CommandDefinition = {
  name: 'completion',
  summary: 'print a completion script for a shell',
  description: 'Prints a script that completes commands and options of both programs.',
  arguments: [{ name: '<shell>', description: 'bash, zsh or fish', choices: ['bash', 'zsh', 'fish'] }],
  options: [],
  examples: [
    { line: 'completion bash > ~/.local/share/bash-completion/completions/package-contracts', says: 'install' },
  ],
  load: async () => (await import('./commands/completion.ts')).runCompletion,
};

/** Every command of `package-contracts`. */
export const COMMANDS: readonly CommandDefinition[] = [
  VALIDATE,
  INSPECT,
  EXTRACT,
  PRODUCE,
  ASSETS,
  RESOLVE,
  DISTRIBUTION,
  DIFF,
  DOCTOR,
  CERTIFY,
  REPORT,
  CERTIFICATE,
  ADAPTER,
  LIMITS,
  SERVE,
  COMPLETION,
  GOLDEN,
];
