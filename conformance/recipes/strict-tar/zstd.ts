import { blockHeader, skippableFrame, zstdFrame } from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import { brokenZstd } from './broken-zstd.ts';
import { soundZstd } from './sound-zstd.ts';
import { accepted, TWO_FILES } from './tar-case.ts';
import { AND_EMPTY, secondFrame, TAR } from './zstd-draft.ts';

/** What only the profile core lets through, and how it is read. */
const coreZstd: readonly Recipe[] = [
  accepted({
    name: AND_EMPTY,
    cites: ['zstd/several-frames'],
    why: 'A frame without content follows the one with the tar.',
    input: secondFrame(blockHeader(0, 0)),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-zstd-frames',
    cites: ['zstd/skippable-frame'],
    why: 'Frames are read one behind the other, and skippable ones are passed over.',
    input: Buffer.concat([
      skippableFrame('a'),
      zstdFrame(TAR.subarray(0, 1000)),
      skippableFrame('b'),
      zstdFrame(TAR.subarray(1000)),
    ]),
    members: TWO_FILES,
    profile: 'core',
  }),
];

/** Every vector that is a zstd file. */
export const zstdRecipes: readonly Recipe[] = [...soundZstd, ...brokenZstd, ...coreZstd];
