import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { contractsUsage } from '../contracts-usage.ts';
import { TEXT_OR_JSON } from './recurring-options.ts';

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

export const VALIDATE: CommandDefinition = {
  name: 'validate',
  summary: 'judge packages, archives and documents',
  description:
    'Judges each artifact against its contract, which is recognised by content, and says what is wrong, where, which rule, and how to mend it. A PATH is a file, a folder, a quoted glob, or - for standard input. A folder that is the root of an extracted package is one artifact; any other folder is walked for files with a known extension.',
  arguments: [{ name: '[path...]', description: 'files, folders, quoted globs, or - for standard input' }],
  options: [
    ...JUDGING_OPTIONS,
    {
      flags: '--format <format>',
      description: 'the one format for standard output (default: text); --output writes others to files',
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
    {
      flags: '--now <moment>',
      description: 'judge indexes under legacy paths at this moment, as 2026-07-01T00:00:00Z (distribution)',
    },
    { flags: '--stdin-name <name>', description: 'name of standard input in messages', fallback: 'stdin' },
    { flags: '--allow-empty', description: 'succeed when nothing matches' },
  ],
  examples: [
    { line: "validate 'build/*.anpkg'", says: 'judge what a build made' },
    { line: 'validate --contract anpkg@1 handoff.anpkg', says: 'and fail if it is anything else' },
    { line: 'validate build --format github --output sarif=report.sarif', says: 'in a CI job' },
    { line: 'validate - --stdin-name settings.yaml < settings.yaml', says: 'from standard input' },
  ],
  load: async () => (await import('../commands/validate.ts')).runValidate,
};

/** What `validate-contracts` runs with arguments: the command `validate`, under its own name. */
export const VALIDATE_CONTRACTS: CommandDefinition = {
  ...VALIDATE,
  name: 'validate-contracts',
  description: `${VALIDATE.description} Without arguments, in a checkout of the contracts, it checks the contracts themselves.`,
  options: [
    ...VALIDATE.options,
    {
      flags: '--since <revision>',
      description:
        'in a checkout: whether what changed since a git revision changed with what its contract says belongs to it',
    },
  ],
  examples: [
    ...VALIDATE.examples.map(({ line, says }) => ({ line: line.replace(/^validate /, ''), says })),
    { line: '', says: 'in a checkout: whether the contracts and all that hangs on them hold' },
    { line: '--since origin/main', says: 'in a checkout: whether a change is complete' },
  ],
  load: async () => (await import('../commands/validate.ts')).runValidateContracts,
};

export const INSPECT: CommandDefinition = {
  name: 'inspect',
  summary: 'show what a strict reader understands of a file',
  description:
    'Shows the members, documents and references that a strict reader understands of any zip, tar, asset pack, JSON or YAML file or package folder, the outline of a document or of the header of a pack, and everything it holds against it. The exit code is 1 where the container or the syntax breaks a rule that must hold; whether a package keeps its own contract is what validate says.',
  arguments: [{ name: '<file>', description: 'a file, a package folder, or - for standard input' }],
  options: [
    ...JUDGING_OPTIONS,
    TEXT_OR_JSON,
    {
      flags: '--nodes <count>',
      description:
        'the most nodes of the outline of a JSON or YAML file of at most 4 MiB, up to 10000; 0 for no outline',
      fallback: '200',
    },
  ],
  examples: [
    { line: 'inspect handoff.anpkg', says: 'members with their digests, documents, references' },
    { line: 'inspect settings.yaml', says: 'what it consists of, with lines and columns' },
    { line: 'inspect settings.yaml --format json', says: 'the same for a program' },
  ],
  load: async () => (await import('../commands/inspect.ts')).runInspect,
};
