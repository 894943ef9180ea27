import type { AssetDraft, PackDraft } from './pack-draft.ts';

const SOUND = { channels: 1, sample_rate: 22050 };
const EIGHT = Uint8Array.of(0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80);
const FOUR = Uint8Array.of(0x01, 0x02, 0x03, 0x04);

export const BLIP: AssetDraft = { id: 3, name: 'sfx_blip', bank: 'SOUNDS', data: EIGHT, metadata: SOUND };
export const COIN: AssetDraft = { id: 7, name: 'sfx_coin', bank: 'SOUNDS', data: FOUR, metadata: SOUND };

/** Two sounds whose ids leave a gap; the second one is preloaded. Most rejected packs are one edit away from it. */
export const twoSounds: PackDraft = { assets: [BLIP, COIN], preload: [{ asset_id: 7, slot: 0 }] };

export const DING: AssetDraft = { id: 9, name: 'sfx_ding', bank: 'SOUNDS', data: Uint8Array.of(0x0d) };

/** Three sounds, so that there is one between two others. */
export const threeSounds: PackDraft = { assets: [BLIP, COIN, DING], preload: [] };

const atlas: AssetDraft = {
  id: 1,
  name: 'ui_atlas',
  bank: 'GLYPH',
  // A sheet of 256 by 256 packed pixels with 64 palettes: what is stored is another number than what is in memory.
  data: new Uint8Array(34_816),
  decoded: 67_584,
  metadata: { height: 256, palette_count: 64, tile_size: 16, width: 256 },
};

/** A glyph bank and a sound bank, both at the first slot of their kind. */
export const glyphsAndSounds: PackDraft = {
  assets: [atlas, { ...BLIP, id: 2 }],
  preload: [
    { asset_id: 1, slot: 0 },
    { asset_id: 2, slot: 0 },
  ],
};

/** A pack without assets. */
export const emptyPack: PackDraft = { assets: [], preload: [] };
