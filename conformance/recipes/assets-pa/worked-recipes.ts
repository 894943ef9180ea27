import type { Recipe } from '../recipe.ts';
import { BLIP, COIN, emptyPack, glyphsAndSounds, twoSounds } from './base-packs.ts';
import type { PackDraft } from './pack-draft.ts';
import { accept, rule } from './pack-recipe.ts';

/** As many assets as fit into some hundred lines, each of one byte. */
const many: PackDraft = {
  assets: Array.from({ length: 300 }, (_, index) => ({
    id: 1 + index * 7,
    name: `tile_${index}`,
    bank: ['GLYPH', 'SOUNDS', 'SCENE'][index % 3] ?? '',
    data: Uint8Array.of(index % 256),
    metadata: { index },
  })),
  preload: [],
};

/** Packs that the text and the examples describe. */
export const workedRecipes: readonly Recipe[] = [
  accept({
    name: 'two-sounds',
    cites: [
      'truncated-prelude',
      'bad-magic',
      'unsupported-schema-version',
      'nonzero-flags',
      'nonzero-reserved',
      'empty-header',
      'truncated-header',
      'payload-offset-beyond-end',
    ].map(rule),
    why: 'Two sounds, whose ids leave a gap, and of which the second is preloaded.',
    draft: twoSounds,
  }),
  accept({
    name: 'glyphs-and-sounds',
    cites: [rule('preload-slot-conflict'), rule('header-schema'), rule('slice-beyond-end')],
    why: 'A glyph sheet takes more bytes in memory than are stored, and has the same slot as a sound.',
    draft: glyphsAndSounds,
  }),
  accept({
    name: 'empty-pack',
    cites: ['empty-header', 'payload-offset-mismatch', 'trailing-payload', 'payload-offset-beyond-end'].map(rule),
    why: 'A pack without assets ends with its header, where its payload begins.',
    draft: emptyPack,
  }),
  accept({
    name: 'many-assets',
    cites: ['too-many-assets', 'header-too-large', 'asset-order', 'slice-gap'].map(rule),
    why: 'Three hundred assets of one byte each, every seventh id.',
    draft: many,
  }),
  accept({
    name: 'metadata-of-tools',
    cites: [rule('header-schema')],
    why: 'A reader gives no name in the metadata a meaning of its own, not even those that packers use.',
    draft: {
      ...twoSounds,
      assets: [
        { ...BLIP, metadata: { pipeline: { tool: 'mixer' }, codec: { rate: 4 }, asset_id: 7, offset: 900 } },
        { ...COIN, metadata: { null: null, true: true, list: [[], {}, '', 0, false], size: 'x' } },
      ],
    },
  }),
];
