import type { CommandDefinition } from './command.ts';
import { UPKEEP } from './upkeep-commands.ts';

/** What is done with a repository of artifacts beside releasing into it and resolving from it. */
export const DISTRIBUTION: CommandDefinition = {
  name: 'distribution',
  summary: 'sign and maintain a repository of artifacts',
  description:
    'Signs the index of a repository and names whom to trust, compares a repository with an earlier revision, retires generations and withdraws artifacts.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'sign-index',
      summary: 'sign the index of a repository',
      description:
        'Judges the repository, writes the digest of its checksums into each row of the index, and signs the index with a version that rises and an expiry, into dist/index.signature.json. Sign again after each release, and ahead of the expiry.',
      arguments: [{ name: '<root>', description: 'folder of the repository, with docs/distribution-contract.json' }],
      options: [
        {
          flags: '--key <file>',
          description: 'private key of ed25519 in PEM; may be given several times',
          repeatable: true,
        },
        { flags: '--expires <moment>', description: 'until when it holds, as 2027-01-01T00:00:00Z' },
        {
          flags: '--index-version <number>',
          description: 'version of the signed index (default: one more than the last)',
        },
        { flags: '--add', description: 'sign what others have signed as well, instead of a new version' },
        { flags: '--now <moment>', description: 'what is taken for the present (default: the clock)' },
      ],
      examples: [
        { line: 'sign-index . --key release.key --expires 2027-01-01T00:00:00Z', says: 'after a release' },
        { line: 'sign-index . --key second.key --add', says: 'where two have to sign' },
      ],
      load: async () => (await import('./commands/sign-index.ts')).runSignIndex,
    },
    {
      name: 'trust',
      summary: 'make a trust file',
      description:
        'Writes a trust file that names the keys which have to sign an index. Each resolution notes there the newest version that it has seen. Nothing is written over.',
      arguments: [],
      options: [
        { flags: '--name <name>', description: 'name of the package, as its contract has it', required: true },
        {
          flags: '--key <file>',
          description: 'public key of ed25519 in PEM; may be given several times',
          repeatable: true,
        },
        { flags: '--threshold <number>', description: 'how many of the keys have to sign (default: all)' },
        { flags: '--out <file>', description: 'the trust file to make', required: true },
      ],
      examples: [
        {
          line: 'trust --name tool --key release.key.pub --key second.key.pub --out trust.json',
          says: 'both have to sign',
        },
      ],
      load: async () => (await import('./commands/distribution-trust.ts')).runDistributionTrust,
    },
    ...UPKEEP,
  ],
};
