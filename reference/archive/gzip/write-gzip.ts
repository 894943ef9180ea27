import { crc32 } from 'node:zlib';

/** What takes content piece by piece and gives it on in another form. */
export interface ContentWriter {
  readonly write: (content: Uint8Array) => void;
  /** Ends the content; nothing may be written behind it. */
  readonly end: () => void;
}

const HEADER = Buffer.from('1f8b08000000000000ff', 'hex');
/** The longest stored block (RFC 1951, 3.2.4). */
const BLOCK_BYTES = 65_535;

/**
 * Writes canonical gzip (contracts/strict-tar/v1, "Canonical form") in stored blocks: their bytes follow from the content
 * alone, whichever version of zlib is at hand. Bytes given to `write` are valid only during the call.
 */
export function gzipWriter(write: (bytes: Uint8Array) => void): ContentWriter {
  // One byte of block header, twice the length, and the content: one write a block.
  const block = Buffer.allocUnsafe(5 + BLOCK_BYTES);
  let filled = 0;
  let crc = 0;
  let size = 0;
  write(HEADER);
  const flush = (isLast: boolean): void => {
    block[0] = isLast ? 1 : 0;
    block.writeUInt16LE(filled, 1);
    block.writeUInt16LE(0xffff - filled, 3);
    write(block.subarray(0, 5 + filled));
    filled = 0;
  };
  return {
    write(content) {
      crc = crc32(content, crc);
      size += content.length;
      for (let at = 0; at < content.length; ) {
        if (filled === BLOCK_BYTES) flush(false);
        const piece = content.subarray(at, at + BLOCK_BYTES - filled);
        block.set(piece, 5 + filled);
        filled += piece.length;
        at += piece.length;
      }
    },
    end() {
      flush(true);
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(crc, 0);
      trailer.writeUInt32LE(size % 2 ** 32, 4);
      write(trailer);
    },
  };
}
