import type { CommandDefinition, OptionDefinition } from './command.ts';
import { contractsUsage } from './contracts-usage.ts';

export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--color <when>',
    description: 'colour the text: auto (on a terminal), always or never',
    choices: ['auto', 'always', 'never'],
  },
  { flags: '--no-color', description: 'the same as --color never; NO_COLOR and FORCE_COLOR are honoured as well' },
];

const JUDGING_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--contract <name>',
    description: `insist on a contract instead of recognising it by content: ${contractsUsage()}`,
  },
  {
    flags: '--profile <profile>',
    description: 'core: what seeds, published readers and specifications ask; hardened: ours as well',
    choices: ['core', 'hardened'],
    fallback: 'hardened',
  },
];

const VALIDATE: CommandDefinition = {
  name: 'validate',
  summary: 'judge packages, archives and documents',
  description:
    'Judges each artifact against its contract, which is recognised by content, and says what is wrong, where, which rule, and how to mend it. A PATH is a file, a folder, a quoted glob, or - for standard input. A folder that is the root of an extracted package is one artifact; any other folder is walked for files with a known extension.',
  arguments: [{ name: '[path...]', description: 'files, folders, quoted globs, or - for standard input' }],
  options: [
    ...JUDGING_OPTIONS,
    {
      flags: '--format <format>',
      description: 'what to write to standard output: text, json, sarif, junit or github (default: text)',
      choices: ['text', 'json', 'sarif', 'junit', 'github'],
      repeatable: true,
    },
    {
      flags: '--output <format=file>',
      description: 'write a format to a file as well; may be given several times',
      repeatable: true,
    },
    {
      flags: '--fail-on <severity>',
      description: 'the least severity that gives exit code 1',
      choices: ['error', 'warning', 'never'],
      fallback: 'error',
    },
    {
      flags: '--ignore <rule=reason>',
      description: 'leave the findings of a rule out of the exit code; the verdict stays',
      repeatable: true,
    },
    { flags: '--runtime-bin <file>', description: 'also replay the configuration with this runtime (anpkg)' },
    { flags: '--stdin-name <name>', description: 'name of standard input in messages', fallback: 'stdin' },
    { flags: '--allow-empty', description: 'succeed when nothing matches' },
  ],
  examples: [
    { line: "validate 'build/*.anpkg'", says: 'judge what a build made' },
    { line: 'validate --contract anpkg@1 handoff.anpkg', says: 'and fail if it is anything else' },
    { line: 'validate build --format github --output sarif=report.sarif', says: 'in a CI job' },
    { line: 'validate - --stdin-name settings.yaml < settings.yaml', says: 'from standard input' },
  ],
  load: async () => (await import('./commands/validate.ts')).runValidate,
};

/** Every command of `package-contracts`. */
export const COMMANDS: readonly CommandDefinition[] = [VALIDATE];

/** What `validate-contracts` runs with arguments: the command `validate`, under its own name. */
export const VALIDATE_CONTRACTS: CommandDefinition = {
  ...VALIDATE,
  name: 'validate-contracts',
  description: `${VALIDATE.description} Without arguments, in a checkout of the contracts, it checks the contracts themselves.`,
  examples: VALIDATE.examples.map(({ line, says }) => ({ line: line.replace(/^validate /, ''), says })),
};
