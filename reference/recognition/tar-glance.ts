import { inflateRawSync, constants as zlib } from 'node:zlib';
import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import { envelopeKind } from '../archive/envelope.ts';
import { ENVELOPE_LIMITS } from '../archive/envelope-limits.ts';
import { readGzipHeader } from '../archive/gzip/gzip-header.ts';
import { SourceWindow } from '../archive/source-window.ts';
import { isTarHeader } from '../archive/tar/header-block.ts';
import { BLOCK_BYTES } from '../archive/tar/tar-records.ts';
import { readZstd } from '../archive/zstd/read-zstd.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { CORE } from '../report/rule-selection.ts';

/** What one look at a compressed file takes in: the largest block of zstd, and what stands before it. */
const LOOK_BYTES = 132 * 1024;

/** Whether a file begins with the header of a tar, or with an envelope whose content does. Nothing in it is judged. */
export function glanceAtTar(source: ByteSource): boolean {
  const head = Buffer.from(readBytes(source, 0, Math.min(BLOCK_BYTES, source.size)).buffer);
  const kind = envelopeKind(head);
  if (kind === 'none') return isTarHeader(head);
  const look = Buffer.from(readBytes(source, 0, Math.min(LOOK_BYTES, source.size)).buffer);
  const content = kind === 'gzip' ? firstOfGzip(look) : firstOfZstd(look);
  return isTarHeader(content);
}

const NOTHING = Buffer.alloc(0);

function firstOfGzip(bytes: Buffer): Buffer {
  const { length } = readGzipHeader(bytes, 0, LOOK_BYTES);
  if (length === undefined) return NOTHING;
  try {
    // So few compressed bytes that no more than a mebibyte comes out, and the stream need not end in them.
    const start = bytes.subarray(length, length + 1024);
    return inflateRawSync(start, { finishFlush: zlib.Z_SYNC_FLUSH });
  } catch {
    return NOTHING;
  }
}

function firstOfZstd(bytes: Buffer): Buffer {
  const source: ByteSource = {
    size: bytes.length,
    read: (position, target) => target.set(bytes.subarray(position, position + target.length)),
  };
  const pieces: Buffer[] = [];
  let length = 0;
  const take = (piece: Buffer): void => {
    if (length < BLOCK_BYTES) pieces.push(Buffer.from(piece.subarray(0, BLOCK_BYTES)));
    length += piece.length;
  };
  // What is broken behind the first block makes no difference, and at a mebibyte of content it ends.
  const limits = { ...ENVELOPE_LIMITS, zstdRatio: 0 };
  readZstd(new SourceWindow(source, bytes.length), bytes.length, {
    collector: new FindingCollector(CORE),
    limits,
    take,
  });
  return Buffer.concat(pieces);
}
