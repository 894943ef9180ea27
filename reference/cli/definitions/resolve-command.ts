import type { CommandDefinition } from '../command.ts';
import { IDENTITY_OPTIONS, NOW, TEXT_OR_JSON } from './recurring-options.ts';

export const RESOLVE: CommandDefinition = {
  name: 'resolve',
  summary: 'find one artifact of a repository by its identity, and verify it',
  description:
    'Looks an artifact up in the index of a repository (distribution@1), in a folder or behind an address, by the six parts of its identity, verifies it and its sidecars, and prints its path. Of the commit and the toolchain the beginning is enough. There is exactly one artifact or a refusal, which names the rule, and on a miss the nearest artifacts.',
  arguments: [
    {
      name: '<root>',
      description: 'folder of the repository, with docs/distribution-contract.json, or its address: https://...',
    },
  ],
  options: [
    ...IDENTITY_OPTIONS,
    {
      flags: '--prefix <reading>',
      description: 'how the beginnings of toolchain and commit are compared',
      choices: ['strict', 'compat'],
      fallback: 'strict',
    },
    { flags: '--deep', description: 'open the archive as well and compare what it holds' },
    { flags: '--out <file>', description: 'write the archive, as it was verified, to this file' },
    {
      flags: '--trust <file>',
      description: 'insist on an index that is signed as this trust file asks, and note its version there',
    },
    { flags: '--timeout <seconds>', description: 'time for one file from a server (default: 300)' },
    { flags: '--lock <file>', description: 'write what was resolved into this lock file' },
    { flags: '--locked', description: 'work from the lock file alone: no index is read, every file is compared' },
    { flags: '--allow-sunset-legacy', description: 'read an index under a legacy path also behind its sunset' },
    { flags: '--allow-yanked', description: 'take an artifact that was yanked' },
    {
      flags: '--host <platform>',
      description:
        'warn of artifacts for another platform than this, such as "Linux x86_64" (default: this machine); any',
    },
    NOW,
    TEXT_OR_JSON,
  ],
  examples: [
    {
      line: 'resolve . --artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1',
      says: 'the path of the one artifact',
    },
    {
      line: 'resolve https://releases.example/tool --artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1 --trust trust.json --out tool.tar.gz',
      says: 'from a server, signed by whom we trust, written to a file',
    },
  ],
  load: async () => (await import('../commands/resolve.ts')).runResolve,
};
