import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { IDENTITY_OPTIONS, NOW, TEXT_OR_JSON } from './recurring-options.ts';

const ROOT = { name: '<repository>', description: 'root of the repository, with docs/distribution-contract.json' };
const RETENTION_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--keep <count>', description: 'generations to keep, where they are more than the contract keeps' },
  NOW,
  TEXT_OR_JSON,
];

/** What is judged and done over time: changes since a revision, retention, yanks. */
export const UPKEEP: readonly CommandDefinition[] = [
  {
    name: 'changes',
    summary: 'judge what became of a repository since a revision',
    description:
      'Compares the work tree with a git revision: whether contract, text and changelog changed together, whether anything that is published changed or went too early. What the state itself breaks is said by validate.',
    arguments: [ROOT],
    options: [
      { flags: '--since <revision>', description: 'the git revision to compare with', required: true },
      NOW,
      TEXT_OR_JSON,
    ],
    examples: [{ line: 'changes . --since origin/main', says: 'in a job of CI' }],
    load: async () => (await import('../commands/distribution-changes.ts')).runDistributionChanges,
  },
  {
    name: 'retention',
    summary: 'retire the oldest generations',
    description: 'Removes whole generations, the lowest first, and never below what the contract keeps.',
    arguments: [],
    options: [],
    examples: [],
    commands: [
      {
        name: 'plan',
        summary: 'say what would be removed',
        description: 'Prints generations, artifacts and files that would be removed. Nothing is changed.',
        arguments: [ROOT],
        options: RETENTION_OPTIONS,
        examples: [{ line: 'plan .', says: 'before it is done' }],
        load: async () => (await import('../commands/distribution-upkeep.ts')).runRetentionPlan,
      },
      {
        name: 'apply',
        summary: 'remove it',
        description:
          'Removes what the plan says, the rows first. Files that an interrupted run has left go with the next one.',
        arguments: [ROOT],
        options: RETENTION_OPTIONS,
        examples: [{ line: 'apply . --keep 8', says: 'keep eight generations' }],
        load: async () => (await import('../commands/distribution-upkeep.ts')).runRetentionApply,
      },
    ],
  },
  {
    name: 'yank',
    summary: 'withdraw an artifact',
    description:
      'Marks one artifact as withdrawn: it stays where it is for those who have locked it, and is resolved only where --allow-yanked asks for it. A yank is not taken back.',
    arguments: [ROOT],
    options: [
      ...IDENTITY_OPTIONS,
      { flags: '--reason <text>', description: 'why, for people', required: true },
      { flags: '--since <day>', description: 'the day, as 2026-11-21', required: true },
      NOW,
      TEXT_OR_JSON,
    ],
    examples: [
      {
        line: 'yank . --artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1 --reason "wrong licence" --since 2026-11-21',
        says: 'one artifact',
      },
    ],
    load: async () => (await import('../commands/distribution-upkeep.ts')).runYank,
  },
];
