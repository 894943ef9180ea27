import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { NOW } from './recurring-options.ts';
import { UPKEEP } from './upkeep-commands.ts';

const MANIFEST: OptionDefinition = {
  flags: '--manifest <file>',
  description: 'manifest of the artifact (default: manifest.json beside the file)',
};

/** What is done with a repository of artifacts beside releasing into it and resolving from it. */
export const DISTRIBUTION: CommandDefinition = {
  name: 'distribution',
  summary: 'sign and maintain a repository of artifacts',
  description:
    'Signs the index of a repository and names whom to trust, compares a repository with an earlier revision, retires generations, withdraws artifacts, and turns provenances into in-toto statements and back.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'sign-index',
      summary: 'sign the index of a repository',
      description:
        'Judges the repository, writes the digest of its checksums into each row of the index, and signs the index with a version that rises and an expiry, into dist/index.signature.json. Sign again after each change of the index, and ahead of the expiry.',
      arguments: [
        { name: '<repository>', description: 'root of the repository, with docs/distribution-contract.json' },
      ],
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
        NOW,
      ],
      examples: [
        { line: 'sign-index . --key release.key --expires 2027-01-01T00:00:00Z', says: 'after a release' },
        { line: 'sign-index . --key second.key --add', says: 'where two have to sign' },
      ],
      load: async () => (await import('../commands/sign-index.ts')).runSignIndex,
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
      load: async () => (await import('../commands/distribution-trust.ts')).runDistributionTrust,
    },
    ...UPKEEP,
    {
      name: 'statement',
      summary: 'write a provenance as an in-toto statement',
      description:
        'Writes a provenance as an in-toto Statement v1 with the SLSA predicate https://slsa.dev/provenance/v1, which holds the digest of the manifest as well. One that would come back with other bytes is refused.',
      arguments: [{ name: '<file>', description: 'a provenance, or - for standard input' }],
      options: [
        MANIFEST,
        { flags: '--out <file>', description: 'where to write the statement (default: standard output)' },
      ],
      examples: [
        { line: 'statement package/provenance.json --out statement.json', says: 'what a signer of attestations takes' },
      ],
      load: async () => (await import('../commands/convert-provenance.ts')).runStatement,
    },
    {
      name: 'provenance',
      summary: 'write the provenance that a statement is of',
      description:
        'Writes the provenance that was made into a statement, with the bytes that it had. A statement that says more than a provenance can, or the same thing twice in two ways, is refused, and so is one that is not about the manifest.',
      arguments: [{ name: '<file>', description: 'a statement, or - for standard input' }],
      options: [
        MANIFEST,
        { flags: '--out <file>', description: 'where to write the provenance (default: standard output)' },
      ],
      examples: [
        {
          line: 'provenance statement.json --manifest package/manifest.json',
          says: 'the provenance behind a statement',
        },
      ],
      load: async () => (await import('../commands/convert-provenance.ts')).runProvenance,
    },
  ],
};
