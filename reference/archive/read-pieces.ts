import type { ByteSource } from './byte-source.ts';

const PIECE_BYTES = 256 * 1024;

/** Which bytes of a source are read, the whole of it where nothing is said, and through which buffer. */
export interface PieceOptions {
  readonly offset?: number;
  readonly size?: number;
  /** Of whoever reads many ranges; its length is that of a piece. */
  readonly buffer?: Uint8Array;
}

/**
 * Reads bytes from front to back, whatever their number, in pieces that are valid only during the call of `take`.
 * Throws ContractsError as the source does, and what `take` throws.
 */
export function readPieces(
  source: ByteSource,
  take: (piece: Uint8Array) => void,
  { offset = 0, size = source.size - offset, buffer = pieceBuffer(size) }: PieceOptions = {},
): void {
  for (let done = 0; done < size; done += buffer.length) {
    const piece = buffer.subarray(0, Math.min(buffer.length, size - done));
    source.read(offset + done, piece);
    take(piece);
  }
}

/** A buffer for `readPieces`, no longer than what is read through it. */
export function pieceBuffer(size: number = PIECE_BYTES): Uint8Array {
  return new Uint8Array(Math.min(PIECE_BYTES, size));
}
