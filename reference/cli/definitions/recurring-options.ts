import type { OptionDefinition } from '../command.ts';

/** The two formats of most results. */
export const TEXT_OR_JSON: OptionDefinition = {
  flags: '--format <format>',
  description: 'what to write to standard output',
  choices: ['text', 'json'],
  fallback: 'text',
};

/** What the clock says, unless the caller says otherwise. */
export const NOW: OptionDefinition = {
  flags: '--now <moment>',
  description: 'what is taken for the present, as 2026-07-01T00:00:00Z (default: the clock)',
};

/** The six parts of the identity of an artifact; `input/identity-options.ts` reads them. */
export const IDENTITY_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--artifact-version <version>', description: 'version of the artifact, such as 1.4.2' },
  { flags: '--target <triple>', description: 'what it was built for, such as x86_64-unknown-linux-gnu' },
  { flags: '--build-profile <profile>', description: 'how it was built: release or debug' },
  { flags: '--toolchain <release>', description: 'compiler that built it, such as 1.84.0 or 1.84' },
  { flags: '--git-rev <commit>', description: 'commit that it was built from: 7 digits or more' },
  { flags: '--dist-revision <revision>', description: 'which build of the same sources it is, such as r1' },
];
