import type { CommandDefinition } from '../command.ts';
import { TEXT_OR_JSON } from './recurring-options.ts';

export const EXTRACT: CommandDefinition = {
  name: 'extract',
  summary: 'write the verified members of a zip or tar, or the assets of a pack, to a new folder',
  description:
    'Extracts exactly the bytes that were verified. An archive that breaks a rule of strict-zip or strict-tar is not extracted, and neither is a pack that breaks one of assets-pa; the folder appears as a whole or not at all, and nothing is written outside of it. Of a pack, a MEMBER is the id of an asset or, where there is no such id, its name; the file is called ID-NAME, or ID where a file system could take the name for something else. The files of members that are named are listed.',
  arguments: [
    { name: '<file>', description: 'the archive or pack, or - for standard input' },
    { name: '[member...]', description: 'members, folders or assets to extract (default: all)' },
  ],
  options: [{ flags: '--out <folder>', description: 'the folder to make: absent, or empty', required: true }],
  examples: [
    { line: 'extract handoff.anpkg --out handoff', says: 'everything' },
    {
      line: 'extract handoff.anpkg providers runtime/anolis-runtime.yaml --out part',
      says: 'a folder and a file of it',
    },
    { line: 'extract assets.pa 7 sfx_blip --out sounds', says: 'two assets of a pack' },
  ],
  load: async () => (await import('../commands/extract.ts')).runExtract,
};

export const DIFF: CommandDefinition = {
  name: 'diff',
  summary: 'explain how two artifacts differ',
  description:
    'Compares two archives, package folders or documents: member by member, field by field in JSON and YAML, by offset in everything else. Two asset packs are compared asset by asset, by their ids: added, removed, renamed, re-encoded, with other content, or merely moved; packs, archives and documents that break their rules are compared by their bytes. Secrets are masked. The exit code is 0 for equal artifacts and 1 for different ones.',
  arguments: [
    { name: '<before>', description: 'a file, a package folder, or - for standard input' },
    { name: '<after>', description: 'what it is compared with' },
  ],
  options: [TEXT_OR_JSON],
  examples: [
    { line: 'diff yesterday.anpkg today.anpkg', says: 'what a new build changed' },
    { line: 'diff yesterday.pa today.pa', says: 'which assets it changed' },
  ],
  load: async () => (await import('../commands/diff.ts')).runDiff,
};
