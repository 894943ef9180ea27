import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { toFailureText } from '../commands/doctor-failure.ts';

// Its values are checked by the command, so that a wrong one is told by its rule.
const DOCTOR_FORMAT: OptionDefinition = {
  flags: '--format <format>',
  description: 'what to write to standard output: text or json',
  fallback: 'text',
};

export const DOCTOR: CommandDefinition = {
  name: 'doctor',
  summary: 'package a command-line program with its checks',
  description:
    'Packages a command-line program with its config templates and a release manifest, and compares such packages. With --format json, a failure is one JSON document on standard error.',
  arguments: [],
  options: [],
  examples: [],
  toFailureText,
  commands: [
    {
      name: 'package-cli',
      summary: 'make a package folder from a program',
      description:
        'Copies a program into a package folder with a config template for each profile and a release manifest, and prints what was made. With --smoke, the packaged program is installed into a fresh folder and run first. The folder appears as a whole or not at all; an earlier package there is replaced, anything else is not.',
      arguments: [],
      options: [
        {
          flags: '--out-dir <folder>',
          description: 'the package to make: absent, empty, or an earlier package',
          required: true,
        },
        { flags: '--binary-name <name>', description: 'name of the packaged program', required: true },
        {
          flags: '--default-profile <profile>',
          description: 'profile of the default template: local or ci',
          required: true,
        },
        { flags: '--source-binary <file>', description: 'the program to package (default: this one)' },
        { flags: '--package-version <version>', description: 'version of the package (default: that of this program)' },
        { flags: '--smoke', description: 'install the packaged program and run it' },
        DOCTOR_FORMAT,
      ],
      examples: [
        {
          line: 'package-cli --source-binary build/demo --out-dir demo-package --binary-name demo --default-profile ci --smoke',
          says: 'package a program, and run it first',
        },
      ],
      load: async () => (await import('../commands/doctor-package-cli.ts')).runDoctorPackageCli,
    },
    {
      name: 'compare',
      summary: 'say whether the newer of two packages may be promoted',
      description:
        'Judges two package folders and compares their release manifests field by field. The exit code is 1 where the newer one may not be promoted: one of them does not hold, carries no smoke run, or the newer one supports less or is of another contract, or two runs over the same program differ.',
      arguments: [
        { name: '<old>', description: 'the package that is in use' },
        { name: '<new>', description: 'the package that shall replace it' },
      ],
      options: [DOCTOR_FORMAT],
      examples: [{ line: 'compare releases/1.4.0 releases/1.5.0', says: 'before a promotion' }],
      load: async () => (await import('../commands/doctor-compare.ts')).runDoctorCompare,
    },
    {
      name: 'report-contract',
      summary: 'report this program and the contracts that it keeps',
      description: 'Prints the report that the smoke run of a packaged program asks for.',
      arguments: [],
      options: [DOCTOR_FORMAT],
      examples: [{ line: 'report-contract --format json', says: 'as a smoke run does' }],
      load: async () => (await import('../commands/doctor-report-contract.ts')).runDoctorReportContract,
    },
  ],
};
