import type { CommandDefinition } from '../command.ts';
import { TEXT_OR_JSON } from './recurring-options.ts';

/** One command a contract that can be built. */
export const PRODUCE: CommandDefinition = {
  name: 'produce',
  summary: 'build a package',
  description: 'Builds packages in their canonical form. What was written is validated before it appears.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'anpkg',
      summary: 'build a handoff package from a project folder',
      description:
        'Builds an .anpkg from a project folder: the same project gives the same bytes on any machine. The package appears as a whole or not at all; a project that cannot be packaged gives findings and exit code 1.',
      arguments: [{ name: '<project>', description: 'folder with machine-profile.yaml' }],
      options: [
        { flags: '--out <file>', description: 'the package to write', required: true },
        { flags: '--data-root <folder>', description: 'second folder in which a behavior tree may lie' },
        TEXT_OR_JSON,
      ],
      examples: [{ line: 'anpkg projects/mixing-station --out mixing-station.anpkg', says: 'build one package' }],
      load: async () => (await import('../commands/produce-anpkg.ts')).runProduceAnpkg,
    },
    {
      name: 'assets-pa',
      summary: 'build an asset pack from a project folder',
      description:
        'Builds the pack of the registered and included assets of a project and writes it to a file of your choice; the project is only read. The bytes are those of `assets build`, which is the one that keeps build/ of a project.',
      arguments: [{ name: '<project>', description: 'folder that holds assets/' }],
      options: [{ flags: '--out <file>', description: 'the pack to write', required: true }, TEXT_OR_JSON],
      examples: [{ line: 'assets-pa game --out assets.pa', says: 'build one pack' }],
      load: async () => (await import('../commands/produce-assets-pa.ts')).runProduceAssetsPa,
    },
    {
      name: 'distribution',
      summary: 'build the commit that is checked out and publish it below dist',
      description:
        'Builds the targets of the configuration from the commit in new folders and a fixed environment, as often as it is told, compares the builds, and publishes archive, manifest, provenance, checksums and the row of the index. All of it appears or nothing; what is published is never replaced. Where everything stands already, nothing is written.',
      arguments: [
        { name: '<repository>', description: 'root of the repository, with docs/distribution-contract.json' },
      ],
      options: [
        {
          flags: '--target <triple>',
          description: 'only this target of the configuration; may be given several times',
          repeatable: true,
        },
        { flags: '--build-profile <profile>', description: 'only this profile of the configuration', repeatable: true },
        {
          flags: '--programs <folder>',
          description: 'take the programs from this folder instead of building: once for each build',
          repeatable: true,
        },
        { flags: '--new-revision', description: 'publish another build of published sources under the next revision' },
        {
          flags: '--artifact-version <version>',
          description: 'the version (default: that of Cargo.toml or package.json)',
        },
        { flags: '--toolchain <release>', description: 'release of the compiler (default: what cargo or go says)' },
        { flags: '--toolchain-full <text>', description: 'what the compiler says of itself, for the provenance' },
        { flags: '--repository <uri>', description: 'where the sources are (default: the origin that git knows)' },
        {
          flags: '--now <moment>',
          description:
            'what is taken for the present (default: the clock): says whether legacy paths are still written',
        },
        TEXT_OR_JSON,
      ],
      examples: [{ line: 'distribution . --target x86_64-unknown-linux-gnu', says: 'release one target' }],
      load: async () => (await import('../commands/produce-distribution.ts')).runProduceDistribution,
    },
  ],
};
