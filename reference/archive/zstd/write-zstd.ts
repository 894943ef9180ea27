import { ContractsError } from '../../report/contracts-error.ts';
import type { ContentWriter } from '../gzip/write-gzip.ts';
import { Xxh64 } from './xxh64.ts';

/** Magic number; descriptor: eight bytes of content size, a checksum; a window of 128 KiB. */
const HEADER = Buffer.from('28b52ffdc438', 'hex');
/** The longest block (RFC 8878, 3.1.1.2.4). */
const BLOCK_BYTES = 128 * 1024;
const BLOCK_HEADER_BYTES = 3;

/**
 * Writes canonical zstd (contracts/strict-tar/v1, "Canonical form") of content that has `size` bytes, in raw blocks: their
 * bytes follow from the content alone, whichever version of a library is at hand. Bytes given to `write` are valid only
 * during the call.
 *
 * Throws ContractsError `usage` at `end` where the content was of another size.
 */
export function zstdWriter(size: number, write: (bytes: Uint8Array) => void): ContentWriter {
  // The header of a block and its content: one write a block.
  const block = Buffer.allocUnsafe(BLOCK_HEADER_BYTES + BLOCK_BYTES);
  const checksum = new Xxh64();
  let filled = 0;
  let written = 0;
  write(withNumber(HEADER, size, 8));
  const flush = (isLast: boolean): void => {
    block.writeUIntLE((isLast ? 1 : 0) + filled * 8, 0, BLOCK_HEADER_BYTES);
    const body = block.subarray(BLOCK_HEADER_BYTES, BLOCK_HEADER_BYTES + filled);
    checksum.update(body);
    write(block.subarray(0, BLOCK_HEADER_BYTES + filled));
    filled = 0;
  };
  return {
    write(content) {
      written += content.length;
      for (let at = 0; at < content.length; ) {
        if (filled === BLOCK_BYTES) flush(false);
        const piece = content.subarray(at, at + BLOCK_BYTES - filled);
        block.set(piece, BLOCK_HEADER_BYTES + filled);
        filled += piece.length;
        at += piece.length;
      }
    },
    end() {
      if (written !== size) throw new ContractsError('usage', `${written} bytes in place of ${size}`);
      flush(true);
      write(withNumber(Buffer.alloc(0), checksum.digestLow(), 4));
    },
  };
}

/** The bytes, and behind them a little-endian number of `length` bytes. */
function withNumber(bytes: Uint8Array, value: number, length: 4 | 8): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigUInt64LE(BigInt(value));
  return Buffer.concat([bytes, number.subarray(0, length)]);
}
