import { expect, test } from 'vitest';
import { bufferSource } from './byte-source.ts';
import { type PieceOptions, pieceBuffer, readPieces } from './read-pieces.ts';

const BYTES = Uint8Array.from([1, 2, 3, 4, 5, 6, 7]);

function piecesOf(bytes: Uint8Array, options?: PieceOptions): readonly (readonly number[])[] {
  const pieces: number[][] = [];
  readPieces(bufferSource(bytes), (piece) => pieces.push([...piece]), options);
  return pieces;
}

test.each<[string, PieceOptions | undefined, readonly (readonly number[])[]]>([
  ['the whole at once where it is short', undefined, [[1, 2, 3, 4, 5, 6, 7]]],
  ['through a buffer', { buffer: new Uint8Array(3) }, [[1, 2, 3], [4, 5, 6], [7]]],
  ['a range', { offset: 2, size: 4, buffer: new Uint8Array(3) }, [[3, 4, 5], [6]]],
  ['from an offset to the end', { offset: 5 }, [[6, 7]]],
  ['nothing of an empty range', { offset: 7, size: 0 }, []],
])('pieces are %s', (_what, options, expected) => {
  expect(piecesOf(BYTES, options)).toEqual(expected);
});

test('an empty source has no piece', () => {
  expect(piecesOf(new Uint8Array(0))).toEqual([]);
});

test('a piece has at most 256 KiB', () => {
  expect(pieceBuffer().length).toBe(262_144);
  expect(pieceBuffer(10).length).toBe(10);
  const sizes = piecesOf(new Uint8Array(262_145)).map((piece) => piece.length);
  expect(sizes).toEqual([262_144, 1]);
});

test('a range that is not there is refused as the source refuses it', () => {
  expect(() => piecesOf(BYTES, { offset: 5, size: 3 })).toThrow('outside of 7 bytes');
});
