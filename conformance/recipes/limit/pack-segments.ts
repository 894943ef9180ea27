import { measureInput } from '../../suite/generate-input.ts';
import type { Segment } from '../../suite/vector.ts';
import { buildPrelude } from '../assets-pa/pack-builder.ts';

/** A pack of a header that is too large to be stored, and so many zeros of payload. */
export function packSegments(header: readonly Segment[], payload = 0): readonly Segment[] {
  const { size } = measureInput(header, { digest: false });
  return [{ hex: hexOf(buildPrelude(size)) }, ...header, ...(payload === 0 ? [] : [{ zeros: payload }])];
}

/** A header of one asset of one byte, with something in its metadata. */
export function headerAround(metadata: readonly Segment[], size = 1): readonly Segment[] {
  const head =
    '{"asset_table":[{"asset_id":1,"asset_name":"a","bank_type":"SCENE","codec":"NONE","decoded_size":0,"metadata":';
  return [{ text: head }, ...metadata, { text: `,"offset":0,"size":${size}}],"preload":[]}` }];
}

/** A header of so many bytes: its metadata is one long text. */
export function headerOf(bytes: number): readonly Segment[] {
  const around = (length: number): readonly Segment[] =>
    headerAround([{ text: '{"a":"' }, { repeat: length, segments: [{ text: 'a' }] }, { text: '"}' }]);
  return around(1 + bytes - measureInput(around(1), { digest: false }).size);
}

const FIRST = 100_000;

/**
 * A header of so many assets of one byte, and one of 100,000 ahead of them, so that every id and offset has six digits;
 * `last` is one more entry.
 */
export function headerOfMany(count: number, last: readonly Segment[] = []): readonly Segment[] {
  const entry = { start: FIRST, step: 1, width: 6 };
  const middle = '","bank_type":"SOUNDS","codec":"NONE","decoded_size":1,"metadata":{},"offset":';
  return [
    {
      text: `{"asset_table":[{"asset_id":1,"asset_name":"first","bank_type":"GLYPH","codec":"NONE","decoded_size":1,"metadata":{},"offset":0,"size":${FIRST}}`,
    },
    {
      repeat: count,
      segments: [
        { text: ',{"asset_id":' },
        { decimal: entry },
        { text: ',"asset_name":"' },
        { decimal: entry },
        { text: middle },
        { decimal: entry },
        { text: ',"size":1}' },
      ],
    },
    ...last,
    { text: '],"preload":[]}' },
  ];
}

/** Bytes of payload of `headerOfMany`. */
export function payloadOfMany(count: number): number {
  return FIRST + count;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
