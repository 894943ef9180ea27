import type { GoldenRecipe } from '../case-recipe.ts';
import type { FolderEntry, RecipeFolder } from '../recipe.ts';
import { goldenBase, goldenFile, goldenFolder, goldenOptions } from './golden-files.ts';

// Expected bytes are those of golden/doctor-cli-package, which its independent builder made from the contract's text.

const CONTRACT = 'doctor-cli-package';
const base = goldenBase(CONTRACT);
const PROGRAM = 'demo.sh';
const DEMO = goldenFile(CONTRACT, `ci-with-smoke/input/${PROGRAM}`);
const WITH_SMOKE = goldenOptions(CONTRACT, 'ci-with-smoke');

const EVERY_PACKAGE = [
  'package-not-canonical',
  'package-rejected',
  'template-rejected',
  'template-unknown-member',
  'source-binary-missing',
  'source-binary-not-file',
  'source-binary-empty',
  'source-binary-not-executable',
];
const SMOKE = [
  'not-started',
  'failed',
  'output-too-large',
  'no-version',
  'other-version',
  'other-output',
  'other-contract',
];

const CASES: Readonly<Record<string, readonly [why: string, ...rules: string[]]>> = {
  'ci-with-smoke': [
    'The program is packaged for a pipeline, and what its run showed stands in the manifest.',
    ...EVERY_PACKAGE,
    ...SMOKE.map((name) => `smoke-${name}`),
  ],
  'ci-without-smoke': [
    'The program is packaged for a pipeline, and is not run.',
    ...EVERY_PACKAGE,
    'unsupported-profile',
  ],
  'local-with-smoke': [
    'The program is packaged for a terminal, and run first.',
    'package-not-canonical',
    'unsupported-profile',
    ...SMOKE.map((name) => `smoke-${name}`),
  ],
  'local-without-smoke': [
    'The name of the program is as long as names may be.',
    'invalid-binary-name',
    'package-not-canonical',
    'unsupported-profile',
  ],
};

const PRINT_VERSION = 'echo demo 1.4.0';
const PRINT_REPORT = printReport('doctor-core-report-v1');

interface Refusal {
  readonly name: string;
  readonly rule: string;
  readonly why: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly program?: FolderEntry;
}

const REFUSALS: readonly Refusal[] = [
  {
    name: 'other-profile',
    rule: 'unsupported-profile',
    why: 'There is no profile of this name.',
    options: { defaultProfile: 'production' },
  },
  {
    name: 'profile-in-capitals',
    rule: 'unsupported-profile',
    why: 'Profiles are written in lower case.',
    options: { defaultProfile: 'CI' },
  },
  ...['Doctor', '9lives', '_doctor', 'doctor.exe', 'doctor demo', '../doctor', '', 'd'.repeat(65), 'doktör'].map(
    (binaryName, index) => ({
      name: `name-of-the-program-${index + 1}`,
      rule: 'invalid-binary-name',
      why: `The program cannot be called ${binaryName === '' ? 'by an empty name' : binaryName}.`,
      options: { binaryName },
    }),
  ),
  {
    name: 'no-program',
    rule: 'source-binary-missing',
    why: 'The file of the program is not there.',
    options: { sourceBinary: 'demo' },
  },
  {
    name: 'link-to-nothing',
    rule: 'source-binary-missing',
    why: 'The program is a symbolic link that leads to nothing.',
    program: { link: 'build/demo.sh' },
  },
  {
    name: 'program-is-a-folder',
    rule: 'source-binary-not-file',
    why: 'The program is a folder.',
    program: null,
  },
  {
    name: 'empty-program',
    rule: 'source-binary-empty',
    why: 'The file of the program is empty.',
    program: { program: new Uint8Array(0) },
  },
  {
    name: 'program-that-nobody-may-execute',
    rule: 'source-binary-not-executable',
    why: 'Nobody may execute the program.',
    program: DEMO,
  },
  {
    name: 'interpreter-is-missing',
    rule: 'smoke-not-started',
    why: 'The interpreter that the first line names is not there.',
    program: program('#!/nowhere/interpreter\n'),
  },
  {
    name: 'version-fails',
    rule: 'smoke-failed',
    why: 'The program ends with exit code 3 when it is asked for its version.',
    program: script('exit 3', PRINT_REPORT),
  },
  {
    name: 'report-fails',
    rule: 'smoke-failed',
    why: 'The program prints its report and ends with exit code 1.',
    program: script(PRINT_VERSION, `${PRINT_REPORT}; exit 1`),
  },
  {
    name: 'killed-by-a-signal',
    rule: 'smoke-failed',
    why: 'The program is ended by a signal.',
    program: script(PRINT_VERSION, 'kill -9 $$'),
  },
  {
    name: 'report-of-more-than-1-mib',
    rule: 'smoke-output-too-large',
    why: 'The program prints more than 1 MiB instead of its report.',
    program: script(
      PRINT_VERSION,
      `n=0; while [ $n -lt 20000 ]; do n=$((n + 1)); echo '${'more and '.repeat(7)}more'; done`,
    ),
  },
  {
    name: 'two-lines-of-version',
    rule: 'smoke-no-version',
    why: 'The program prints two lines when it is asked for its version.',
    program: script('echo demo; echo 1.4.0', PRINT_REPORT),
  },
  {
    name: 'blank-version',
    rule: 'smoke-no-version',
    why: 'The line that the program prints for its version is blank.',
    program: script('echo "  "', PRINT_REPORT),
  },
  {
    name: 'other-version',
    rule: 'smoke-other-version',
    why: 'The program is of version 1.4.01, not 1.4.0.',
    program: script('echo demo 1.4.01', PRINT_REPORT),
  },
  {
    name: 'report-is-a-text',
    rule: 'smoke-other-output',
    why: 'The program prints a text instead of a report.',
    program: script(PRINT_VERSION, 'echo all is well'),
  },
  {
    name: 'report-and-more',
    rule: 'smoke-other-output',
    why: 'The program prints a line ahead of its report.',
    program: script(PRINT_VERSION, `echo starting; ${PRINT_REPORT}`),
  },
  {
    name: 'report-of-another-version',
    rule: 'smoke-other-contract',
    why: 'The report is of another version of its contract.',
    program: script(PRINT_VERSION, printReport('doctor-core-report-v2')),
  },
];

export const doctorCliPackageGoldens: readonly GoldenRecipe[] = [
  ...Object.entries(CASES).map(
    ([name, [why, ...rules]]): GoldenRecipe => ({
      ...base(`golden-${name}`, why, rules),
      input: { [PROGRAM]: { program: goldenFile(CONTRACT, `${name}/input/${PROGRAM}`) } },
      options: goldenOptions(CONTRACT, name),
      expect: { produced: true, output: withProgram(goldenFolder(CONTRACT, `${name}/expected`)) },
    }),
  ),
  ...REFUSALS.map(
    ({ name, rule, why, options, program: entry = { program: DEMO } }): GoldenRecipe => ({
      ...base(`golden-${name}`, why, [rule, 'failure-leaves-output']),
      input: { [PROGRAM]: entry },
      options: { ...WITH_SMOKE, ...options },
      expect: { produced: false, primary: `${CONTRACT}/${rule}`, at: {}, leavesNothing: true },
    }),
  ),
];

/** The package's own copy of the program is executable; a checkout need not carry that. */
function withProgram(output: RecipeFolder): RecipeFolder {
  return Object.fromEntries(
    Object.entries(output).map(([path, entry]) => [
      path,
      path.startsWith('package/bin/') && entry instanceof Uint8Array ? { program: entry } : entry,
    ]),
  );
}

function printReport(version: string): string {
  return `echo '{"schema_version":"${version}","program":"demo","program_version":"1.4.0"}'`;
}

/** A program that does the one for `--version` and the other for everything else. */
function script(version: string, report: string): FolderEntry {
  return program(`#!/bin/sh\nif [ "$1" = --version ]; then ${version}; else ${report}; fi\n`);
}

function program(text: string): FolderEntry {
  return { program: new TextEncoder().encode(text) };
}
