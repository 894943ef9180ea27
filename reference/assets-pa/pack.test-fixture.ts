/** A pack as the table of section 2 says, by hand: nothing of the reader is used. */
export function packOf(header: string | Uint8Array, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const text = Buffer.from(header);
  const prelude = Buffer.alloc(32);
  prelude.write('ASPA', 0, 'latin1');
  prelude.writeUInt32LE(1, 4);
  prelude.writeUInt32LE(text.length, 8);
  prelude.writeUInt32LE(32 + text.length, 12);
  return Buffer.concat([prelude, text, payload]);
}

/** A copy with bytes written at an offset. */
export function withBytes(pack: Uint8Array, offset: number, hex: string): Buffer {
  const copy = Buffer.from(pack);
  Buffer.from(hex, 'hex').copy(copy, offset);
  return copy;
}

const BLIP = Buffer.from('1020304050607080', 'hex');

/** Two sounds with the ids 3 and 7; the second is loaded at the start. */
export const HEADER_A =
  '{"asset_table":[{"asset_id":3,"asset_name":"sfx_blip","bank_type":"SOUNDS","codec":"NONE","decoded_size":8,"metadata":{"channels":1,"sample_rate":22050},"offset":0,"size":8},{"asset_id":7,"asset_name":"sfx_coin","bank_type":"SOUNDS","codec":"NONE","decoded_size":4,"metadata":{"channels":1,"sample_rate":22050},"offset":8,"size":4}],"preload":[{"asset_id":7,"slot":0}]}';
export const PAYLOAD_A: Buffer = Buffer.concat([BLIP, Buffer.from('01020304', 'hex')]);
export const PACK_A: Buffer = packOf(HEADER_A, PAYLOAD_A);

/** A glyph sheet and a sound, each in slot 0 of its bank type. */
export const PACK_B: Buffer = packOf(
  '{"asset_table":[{"asset_id":1,"asset_name":"ui_atlas","bank_type":"GLYPH","codec":"NONE","decoded_size":67584,"metadata":{"height":256,"palette_count":64,"tile_size":16,"width":256},"offset":0,"size":34816},{"asset_id":2,"asset_name":"sfx_blip","bank_type":"SOUNDS","codec":"NONE","decoded_size":8,"metadata":{"channels":1,"sample_rate":22050},"offset":34816,"size":8}],"preload":[{"asset_id":1,"slot":0},{"asset_id":2,"slot":0}]}',
  Buffer.concat([Buffer.alloc(34_816), BLIP]),
);

/** No assets. */
export const PACK_C: Buffer = packOf('{"asset_table":[],"preload":[]}');
