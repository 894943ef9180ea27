import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { TOOL } from '../generated/tool.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { maskCredentials } from '../report/mask-credentials.ts';
import { toVisible } from '../report/visible-text.ts';
import type { CommandDefinition, Failure, OptionDefinition } from './command.ts';
import { COMMANDS, GLOBAL_OPTIONS } from './command-table.ts';
import { VALIDATE_CONTRACTS } from './definitions/judging-commands.ts';
import type { Edge } from './edge.ts';
import { describeError, EXIT, EXIT_CODES, exitCodeOf } from './exit-code.ts';
import { asksForJson, commandWord, moveFormat } from './leading-format.ts';

export type Program = 'package-contracts' | 'validate-contracts';

/**
 * Runs one program with its arguments (without the interpreter and the script) and answers with the exit code.
 * Never throws: whatever goes wrong is one line on standard error.
 */
export async function runCli(program: Program, argv: readonly string[], edge: Edge): Promise<number> {
  const outcome: Outcome = { code: EXIT.holds };
  const given = program === 'validate-contracts' ? argv : moveFormat(argv);
  const root =
    program === 'validate-contracts' ? validateContracts(edge, outcome) : packageContracts(given, edge, outcome);
  // What a failure is told to is known before the options are: one of them may be what is wrong.
  const toFailureText = asksForJson(given)
    ? COMMANDS.find(({ name }) => name === commandWord(given))?.toFailureText
    : undefined;
  if (toFailureText !== undefined) outcome.tellFailure = (failure) => edge.stderr.write(toFailureText(failure));
  try {
    await root.parseAsync([...given], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.holds : EXIT.usage;
    if (outcome.tellFailure !== undefined) {
      outcome.tellFailure({ code: exitCodeOf(error), message: describeError(error), ...remediationOf(error) });
      return exitCodeOf(error);
    }
    if (edge.env.PACKAGE_CONTRACTS_DEBUG === '1' && error instanceof Error) edge.stderr.write(`${error.stack}\n`);
    edge.stderr.write(`${program}: ${toVisible(describeError(error))}\n`);
    const { remediation } = remediationOf(error);
    if (remediation !== undefined) edge.stderr.write(`remedy: ${toVisible(remediation)}\n`);
    return exitCodeOf(error);
  }
}

interface Outcome {
  code: number;
  /** Tells a failure in the form that the command has for it. */
  tellFailure?: (failure: Failure) => void;
}

function remediationOf(error: unknown): { remediation?: string } {
  return error instanceof ContractsError && error.remediation !== undefined ? { remediation: error.remediation } : {};
}

function packageContracts(given: readonly string[], edge: Edge, outcome: Outcome): Command {
  const root = configure(new Command('package-contracts'), edge, outcome)
    .description('Says whether packages hold what their contracts ask, and builds ones that do.')
    .addHelpText('after', `\n--format may stand before a command that has it as well.\n\n${exitCodeHelp()}`);
  const asked = COMMANDS.find(({ name }) => name === given[0]);
  if (asked !== undefined) {
    // To make all commands takes longer than most of them take to run.
    attach(root, asked, edge, outcome);
    return root;
  }
  for (const definition of COMMANDS) {
    if (given.includes(definition.name)) attach(root, definition, edge, outcome);
    else root.command(definition.name).summary(definition.summary);
  }
  // Last, since sub-commands inherit it.
  return root.configureHelp({ subcommandTerm: (command) => toTerm(command.name()) });
}

// How the list of commands shows one; commander asks the command, and all but those that are named have only a summary.
function toTerm(name: string): string {
  const definition = COMMANDS.find((candidate) => candidate.name === name);
  if (definition === undefined) return `${name} [command]`;
  const options = definition.options.length > 0 ? ' [options]' : '';
  return `${name}${options}${definition.arguments.map((argument) => ` ${argument.name}`).join('')}`;
}

function validateContracts(edge: Edge, outcome: Outcome): Command {
  return define(configure(new Command(VALIDATE_CONTRACTS.name), edge, outcome), VALIDATE_CONTRACTS, edge, outcome);
}

// Settings that sub-commands inherit must stand before those are added.
function configure(root: Command, edge: Edge, outcome: Outcome): Command {
  root
    .exitOverride()
    .configureOutput({
      writeOut: (text) => edge.stdout.write(text),
      writeErr: (text) => edge.stderr.write(text),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError(text, write) {
        if (outcome.tellFailure === undefined) write(toOneProblem(root.name(), text));
        else outcome.tellFailure({ code: EXIT.usage, message: toProblem(text) });
      },
    })
    .showSuggestionAfterError(true)
    .version(`${TOOL.version}`, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help');
  for (const option of GLOBAL_OPTIONS) root.addOption(toOption(option));
  return root;
}

function toOneProblem(name: string, text: string): string {
  return `${name}: ${toProblem(text)}\n`;
}

function toProblem(text: string): string {
  const lines = text
    .replace(/^error: /, '')
    .trimEnd()
    .split('\n');
  return maskCredentials(lines.map(toVisible).join(' '));
}

function attach(parent: Command, definition: CommandDefinition, edge: Edge, outcome: Outcome): void {
  define(parent.command(definition.name), definition, edge, outcome);
}

function define(command: Command, definition: CommandDefinition, edge: Edge, outcome: Outcome): Command {
  command.summary(definition.summary).description(definition.description);
  for (const { name, description, choices } of definition.arguments) {
    const argument = new Argument(name, description);
    command.addArgument(choices === undefined ? argument : argument.choices([...choices]));
  }
  for (const option of definition.options) command.addOption(toOption(option));
  const examples = definition.examples.map(
    ({ line, says }) => `  $ ${`${path(command)} ${line}`.trimEnd()}\n      ${says}\n`,
  );
  if (examples.length > 0) command.addHelpText('after', `\nExamples:\n${examples.join('')}\n${exitCodeHelp()}`);
  for (const child of definition.commands ?? []) attach(command, child, edge, outcome);
  const { load } = definition;
  if (load !== undefined) {
    command.action(async () => {
      await edge.beforeWork?.();
      const run = await load();
      outcome.code = await run({ arguments: [...command.args], options: command.optsWithGlobals(), edge });
    });
  }
  return command;
}

function path(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command.parent; at !== null; at = at.parent) names.unshift(at.name());
  return names.length === 0 ? command.name() : names.join(' ');
}

function toOption({ flags, description, choices, repeatable, required, fallback }: OptionDefinition): Option {
  const option = new Option(flags, required === true ? `${description} (required)` : description);
  const isPath = /<(?:file|folder)>/.test(flags);
  if (choices !== undefined) option.choices([...choices]);
  else if (isPath) option.argParser(assertPath);
  if (repeatable === true) option.argParser(toList(choices, isPath));
  if (fallback !== undefined) option.default(fallback);
  if (required === true) option.makeOptionMandatory();
  return option;
}

// Most often a variable of a script that is not set; it would mean the working folder.
function assertPath(value: string): string {
  if (value === '') throw new InvalidArgumentError('The path is empty.');
  return value;
}

function toList(choices: readonly string[] | undefined, isPath: boolean) {
  return (value: string, previous: unknown): readonly string[] => {
    if (isPath) assertPath(value);
    if (choices !== undefined && !choices.includes(value)) {
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    }
    return [...(Array.isArray(previous) ? previous : []), value];
  };
}

function exitCodeHelp(): string {
  return `${['Exit codes:', ...EXIT_CODES.map(([code, meaning]) => `  ${code}  ${meaning}`)].join('\n')}\n`;
}
