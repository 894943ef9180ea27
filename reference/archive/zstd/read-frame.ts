import { mostContent } from '../envelope-limits.ts';
import type { EnvelopeOptions } from '../gzip/read-gzip.ts';
import { prepareChecks } from '../prepared-checks.ts';
import type { SourceWindow } from '../source-window.ts';
import { BlockDecoder, MOST_BLOCK_BYTES } from './block-decoder.ts';
import type { FrameHeader } from './frame-header.ts';
import { History } from './history.ts';
import { Xxh64 } from './xxh64.ts';
import { blockChecks, decodedChecks, endChecks } from './zstd-checks.ts';

const BLOCK_HEADER_BYTES = 3;
const CHECKSUM_BYTES = 4;
/** What is read behind a block with its last bits; nothing in it counts. */
const SLACK_BYTES = 8;
const RAW = 0;
const RUN_LENGTH = 1;
const COMPRESSED = 2;
const RESERVED = 3;

/** The file that a frame stands in, and how much content its frames had so far. */
export interface FrameSource {
  readonly window: SourceWindow;
  readonly size: number;
  content: number;
  /** What the history of a frame stands in: very many small frames must not take memory each. */
  room: Buffer | undefined;
}

/** Reads the blocks of a frame that begin at `start`. @returns where the frame ends; undefined where a rule is broken. */
export function readFrame(
  source: FrameSource,
  header: FrameHeader,
  start: number,
  options: EnvelopeOptions,
): number | undefined {
  const { collector, take } = options;
  const before = collector.errorCount;
  const frame = new FrameContent(source, header, options);
  const checkBlock = prepareChecks(blockChecks, collector);
  const checkDecoded = prepareChecks(decodedChecks, collector);
  const { offset: frameOffset, contentSize: declared } = header;
  const limit = Math.min(header.window, MOST_BLOCK_BYTES);
  for (let at = start; ; ) {
    const block = readBlockHeader(source, at);
    const { type, size, stop } = block;
    checkBlock({
      frameOffset,
      offset: at,
      // What is said to be wrong by its header is not asked for.
      isTruncated: stop > source.size && type !== RESERVED && size <= limit,
      isReserved: type === RESERVED,
      size,
      limit,
    });
    if (collector.errorCount > before || stop > source.size) return undefined;
    const pieces = frame.decode(block);
    const isTooMuch = source.content > mostContent(source.size, options.limits.zstdRatio);
    const isInvalid = pieces === undefined;
    const { zstdRatio: ratio } = options.limits;
    checkDecoded({ frameOffset, offset: at, isInvalid, isTooMuch, ratio, actual: frame.length, declared });
    if (collector.errorCount > before) return undefined;
    for (const piece of pieces ?? []) {
      frame.digest(piece);
      take(piece);
    }
    at = stop;
    if (block.isLast) return readEnd(source, frame, header, at, options);
  }
}

interface BlockHeader {
  readonly isLast: boolean;
  readonly type: number;
  /** Bytes of the block, or of the content of a run. */
  readonly size: number;
  readonly start: number;
  /** Where the block ends; beyond the file where it is cut short. */
  readonly stop: number;
}

function readBlockHeader({ window, size: fileSize }: FrameSource, at: number): BlockHeader {
  const start = at + BLOCK_HEADER_BYTES;
  if (start > fileSize) return { isLast: true, type: RAW, size: 0, start, stop: start };
  const bits = window.whole(at, BLOCK_HEADER_BYTES).readUIntLE(0, BLOCK_HEADER_BYTES);
  const type = (bits >> 1) & 3;
  const size = bits >> 3;
  const stored = type === RUN_LENGTH ? 1 : type === RESERVED ? 0 : size;
  return { isLast: (bits & 1) === 1, type, size, start, stop: start + stored };
}

/** The content of a frame, block by block. */
class FrameContent {
  /** Content of the frame so far. */
  length = 0;
  readonly #source: FrameSource;
  readonly #history: History;
  readonly #decoder: BlockDecoder;
  readonly #block: Buffer = Buffer.alloc(MOST_BLOCK_BYTES + SLACK_BYTES);
  readonly #hash: Xxh64 | undefined;

  constructor(source: FrameSource, header: FrameHeader, { collector, limits }: EnvelopeOptions) {
    this.#source = source;
    // Where the rule on the window is left out, the history stays as short.
    const window = Math.min(header.window, limits.zstdWindow);
    // No more is needed than the content has; what is said of that may be wrong, and then matches may be refused.
    const needed = header.contentSize === undefined ? window : Math.max(header.contentSize, MOST_BLOCK_BYTES);
    this.#history = new History(Math.min(window, needed), source.room);
    source.room = this.#history.bytes;
    this.#decoder = new BlockDecoder(this.#history, Math.min(window, MOST_BLOCK_BYTES));
    const isHashed = header.hasChecksum && collector.isInForce('zstd/checksum-mismatch');
    this.#hash = isHashed ? new Xxh64() : undefined;
  }

  /** The content of a block, in pieces that are valid until the next block; undefined for an invalid one. */
  decode({ type, size, start }: BlockHeader): Iterable<Buffer> | undefined {
    const { window } = this.#source;
    if (type === COMPRESSED) {
      // Where the rule on that is left out, a block that is too large is not decoded.
      if (size > MOST_BLOCK_BYTES) return undefined;
      window.whole(start, size).copy(this.#block);
      const content = this.#decoder.decode(this.#block, size);
      this.#count(content?.length ?? 0);
      return content && [content];
    }
    if (type === RESERVED) return [];
    this.#count(size);
    return this.#plain(type, size, start);
  }

  digest(piece: Buffer): void {
    this.#hash?.update(piece);
  }

  get checksum(): number | undefined {
    return this.#hash?.digestLow();
  }

  #count(length: number): void {
    this.length += length;
    this.#source.content += length;
  }

  *#plain(type: number, size: number, start: number): Iterable<Buffer> {
    const { window } = this.#source;
    for (let at = 0; at < size; at += MOST_BLOCK_BYTES) {
      const length = Math.min(MOST_BLOCK_BYTES, size - at);
      this.#history.reserve(length);
      const { bytes, position } = this.#history;
      if (type === RAW) window.whole(start + at, length).copy(bytes, position);
      else bytes.fill(window.whole(start, 1)[0] ?? 0, position, position + length);
      yield this.#history.accept(length);
    }
  }
}

function readEnd(
  { window, size }: FrameSource,
  frame: FrameContent,
  { offset: frameOffset, contentSize, hasChecksum }: FrameHeader,
  at: number,
  { collector }: EnvelopeOptions,
): number | undefined {
  const before = collector.errorCount;
  const isTruncated = hasChecksum && size - at < CHECKSUM_BYTES;
  const actual = hasChecksum && !isTruncated ? frame.checksum : undefined;
  const checksum =
    actual === undefined
      ? undefined
      : { offset: at, declared: window.whole(at, CHECKSUM_BYTES).readUInt32LE(0), actual };
  const end = { frameOffset, actual: frame.length, declared: contentSize, isTruncated, checksum };
  prepareChecks(endChecks, collector)(end);
  if (collector.errorCount > before || isTruncated) return undefined;
  return hasChecksum ? at + CHECKSUM_BYTES : at;
}
