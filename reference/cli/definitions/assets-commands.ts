import type { CommandDefinition, CommandRunner, OptionDefinition } from '../command.ts';
import { TEXT_OR_JSON } from './recurring-options.ts';

const PROJECT: OptionDefinition = {
  flags: '--project <folder>',
  description: 'the folder that holds assets/',
  fallback: '.',
};
const EVENTS: OptionDefinition = {
  flags: '--events',
  description: 'list the events of the operation in the result (with --format json)',
};
const WAIT: OptionDefinition = {
  flags: '--wait <seconds>',
  description: 'how long to wait while another operation changes the workspace',
  fallback: '30',
};
const APPLY: OptionDefinition = {
  flags: '--apply',
  description: 'carry it out; without it, only show what would change',
};
const EXCLUDE: OptionDefinition = { flags: '--exclude', description: 'leave the asset out of builds for now' };

const READS: readonly OptionDefinition[] = [PROJECT, TEXT_OR_JSON, EVENTS];
const CHANGES: readonly OptionDefinition[] = [PROJECT, WAIT, TEXT_OR_JSON, EVENTS];
const ASSET = { name: '<asset>', description: 'id or UUID of a registered asset; list has the ids' };
const ROOT = { name: '<root>', description: 'folder of the asset, by its path from assets/' };

type Operation = keyof typeof import('../commands/assets.ts');

function load(name: Operation): () => Promise<CommandRunner> {
  return async () => (await import('../commands/assets.ts'))[name];
}

/** The packer of assets-pa: each operation says whether it reads, or what it changes. */
export const ASSETS: CommandDefinition = {
  name: 'assets',
  summary: 'keep the assets of a project and build its pack',
  description:
    'Keeps the registry of the assets in a project and builds assets.pa from them. The exit code is 1 where a finding stands against an operation, and nothing was changed then. Operations that change something wait for each other. What moves or removes anything shows first what it would do. docs/assets-tutorial.md leads from a folder of sounds to a cartridge.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'init',
      summary: 'make the registry of a workspace',
      description: 'Changes the workspace: makes assets/.prometeu/index.json, empty. A registry that is there stays.',
      arguments: [],
      options: CHANGES,
      examples: [{ line: 'init --project game', says: 'make game/assets/ a workspace' }],
      load: load('runInit'),
    },
    {
      name: 'register',
      summary: 'declare a new asset and give it the next id',
      description:
        'Changes the workspace: writes asset.json at the root and registers it. The folder and its inputs have to be there. Without --artifact the asset is the bytes of its one input; with it, the bytes of all parts in their order.',
      arguments: [ROOT],
      options: [
        { flags: '--name <name>', description: 'what programs call the asset', required: true },
        { flags: '--type <type>', description: 'family of authoring, such as sound_bank', required: true },
        {
          flags: '--asset-format <format>',
          description: 'bank type (GLYPH, SCENE or SOUNDS), a slash, and a name of your own, such as SOUNDS/pcm_v1',
          required: true,
        },
        {
          flags: '--input <role=path>',
          description:
            'a file that the asset is made of, by its path from the root, and its role, a word of your own; may be given several times',
          repeatable: true,
        },
        {
          flags: '--artifact <id=path>',
          description: 'a part of an asset that is joined from several inputs, in order; may be given several times',
          repeatable: true,
        },
        { flags: '--metadata <json>', description: 'what programs read of the asset: a JSON object' },
        { flags: '--decoded-size <bytes>', description: 'bytes once it is resident (default: the stored size)' },
        { flags: '--preload', description: 'let the asset be resident from the start' },
        EXCLUDE,
        ...CHANGES,
      ],
      examples: [
        {
          line: 'register sounds/blip --name sfx_blip --type sound_bank --asset-format SOUNDS/pcm_v1 --input sources=blip.raw',
          says: 'a direct asset',
        },
        {
          line: 'register sounds/menu --name sfx_menu --type sound_bank --asset-format SOUNDS/bank_v1 --input samples=click.raw --input samples=swoosh.raw --artifact click=click.raw --artifact swoosh=swoosh.raw',
          says: 'a virtual asset of two parts',
        },
      ],
      load: load('runRegister'),
    },
    {
      name: 'adopt',
      summary: 'register a folder that has an asset.json',
      description: 'Changes the registry: the folder gets the next id and keeps the UUID that it declares.',
      arguments: [ROOT],
      options: [EXCLUDE, ...CHANGES],
      examples: [{ line: 'adopt sounds/blip', says: 'take in a folder from elsewhere' }],
      load: load('runAdopt'),
    },
    {
      name: 'include',
      summary: 'make an asset a part of builds',
      description: 'Changes the registry.',
      arguments: [ASSET],
      options: CHANGES,
      examples: [{ line: 'include 7', says: 'build it again' }],
      load: load('runInclude'),
    },
    {
      name: 'exclude',
      summary: 'leave an asset out of builds',
      description: 'Changes the registry: the asset stays registered and keeps its id.',
      arguments: [ASSET],
      options: CHANGES,
      examples: [{ line: 'exclude 7', says: 'build without it' }],
      load: load('runExclude'),
    },
    {
      name: 'forget',
      summary: 'take an asset out of the registry',
      description: 'Changes the registry, with --apply. The files stay; the id is never given to another asset.',
      arguments: [ASSET],
      options: [APPLY, ...CHANGES],
      examples: [{ line: 'forget 7 --apply', says: 'and leave its folder alone' }],
      load: load('runForget'),
    },
    {
      name: 'remove',
      summary: 'take an asset out of the registry and its folder out of the way',
      description:
        'Changes the workspace, with --apply: moves the folder to assets/.prometeu/quarantine/. Nothing is deleted; moved back, the folder can be adopted.',
      arguments: [ASSET],
      options: [APPLY, ...CHANGES],
      examples: [{ line: 'remove 7', says: 'show what would change' }],
      load: load('runRemove'),
    },
    {
      name: 'relocate',
      summary: 'move the folder of an asset, and let the registry follow',
      description:
        'Changes the workspace, with --apply. The ids stay. A folder that has been moved by hand is only followed.',
      arguments: [ASSET, { name: '<root>', description: 'the new folder, from assets/' }],
      options: [APPLY, ...CHANGES],
      examples: [{ line: 'relocate 7 sounds/coins --apply', says: 'move it' }],
      load: load('runRelocate'),
    },
    {
      name: 'list',
      summary: 'list the registered assets',
      description: 'Only reads.',
      arguments: [],
      options: READS,
      examples: [{ line: 'list --format json', says: 'for a program' }],
      load: load('runList'),
    },
    {
      name: 'show',
      summary: 'show an asset, and what is wrong with it',
      description: 'Only reads.',
      arguments: [ASSET],
      options: READS,
      examples: [{ line: 'show 7', says: 'declaration, inputs, metadata, findings' }],
      load: load('runShow'),
    },
    {
      name: 'doctor',
      summary: 'say what is wrong with a workspace, and mend what is safe',
      description:
        'Only reads, unless --fix is given: then what has one safe and mechanical remedy is mended first. Errors keep a build from being made, warnings do not.',
      arguments: [],
      options: [
        { flags: '--workspace', description: 'look at everything below assets/, not only at what is registered' },
        { flags: '--fix', description: 'mend what loses nothing and moves nothing' },
        ...CHANGES,
      ],
      examples: [{ line: 'doctor --workspace', says: 'before a build' }],
      load: load('runDoctor'),
    },
    {
      name: 'build',
      summary: 'build assets.pa with its companions',
      description:
        'Changes build/ of the project: assets.pa, asset_table.json, preload.json and asset_table_metadata.json, each as a whole or not at all. What was written is validated before it appears. It makes no manifest, reads nothing but the workspace and runs nothing.',
      arguments: [],
      options: [
        { flags: '--full', description: 'do without what the build before has noted; the bytes are the same' },
        ...CHANGES,
      ],
      examples: [{ line: 'build --project game', says: 'make game/build/assets.pa' }],
      load: load('runBuild'),
    },
  ],
};
