import { createInflateRaw, inflateRawSync } from 'node:zlib';
import type { ChunkSink } from '../package-members.ts';
import type { SourceWindow } from '../source-window.ts';

/** Where a deflate stream stands in the file, and the length that its content is said to have. */
export interface DeflatedRange {
  readonly start: number;
  readonly size: number;
  readonly declared: number;
}

/** How a deflate stream ended. */
export interface Inflation {
  /** Bytes of content that were handed on; never more than declared. */
  readonly length: number;
  /** Whether there is more content than declared. */
  readonly isLonger: boolean;
  /** Whether the stream is broken, or not complete within its bytes. */
  readonly isBroken: boolean;
  /** Bytes that the stream took; meaningful where it is neither broken nor too long. */
  readonly consumed: number;
}

/** Up to this many bytes, compressed and not, a member is inflated in one call: four times as fast as a stream. */
const WHOLE_MEMBER_BYTES = 4 * 1024 * 1024;

/** Inflates a raw deflate stream, up to the declared length and one byte more. A small one at once: no promise then. */
export function inflateMember(
  window: SourceWindow,
  range: DeflatedRange,
  sink: ChunkSink,
): Inflation | Promise<Inflation> {
  return range.size <= WHOLE_MEMBER_BYTES && range.declared <= WHOLE_MEMBER_BYTES
    ? inflateWhole(window, range, sink)
    : inflateStream(window, range, sink);
}

function inflateWhole(window: SourceWindow, { start, size, declared }: DeflatedRange, sink: ChunkSink): Inflation {
  const compressed = window.whole(start, size);
  let result: unknown;
  try {
    // One chunk that holds the declared content and one byte more: nothing is joined afterwards.
    const chunkSize = Math.max(64, declared + 1);
    result = inflateRawSync(compressed, { maxOutputLength: chunkSize, chunkSize, info: true });
  } catch (error) {
    const isLonger = error instanceof RangeError;
    return { length: 0, isLonger, isBroken: !isLonger, consumed: 0 };
  }
  const { content, consumed } = splitResult(result);
  if (content.length > declared) return { length: declared, isLonger: true, isBroken: false, consumed };
  if (content.length > 0) sink(content);
  return { length: content.length, isLonger: false, isBroken: false, consumed };
}

/** The shape that `info: true` gives, which the types of Node do not tell. */
function splitResult(result: unknown): { content: Uint8Array; consumed: number } {
  if (typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result) {
    const { buffer, engine } = result;
    if (
      buffer instanceof Uint8Array &&
      typeof engine === 'object' &&
      engine !== null &&
      'bytesWritten' in engine &&
      typeof engine.bytesWritten === 'number'
    ) {
      return { content: buffer, consumed: engine.bytesWritten };
    }
  }
  throw new TypeError('zlib gave no engine');
}

/** Feeds the stream chunk by chunk and waits for each, so that one chunk of each side is all that is held. */
async function inflateStream(
  window: SourceWindow,
  { start, size, declared }: DeflatedRange,
  sink: ChunkSink,
): Promise<Inflation> {
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  let length = 0;
  let isLonger = false;
  let isBroken = false;
  let hasEnded = false;
  let sinkError: unknown;
  // `close` alone would not do: a stream that has ended before its input is at hand stays open.
  const done = new Promise<void>((resolve) => {
    for (const event of ['end', 'error', 'close']) inflate.on(event, () => resolve());
  });
  inflate.on('error', () => {
    isBroken = true;
  });
  inflate.on('end', () => {
    hasEnded = true;
  });
  inflate.on('data', (chunk: Buffer) => {
    if (isLonger || sinkError !== undefined) return;
    if (chunk.length > declared - length) {
      isLonger = true;
      inflate.destroy();
      return;
    }
    length += chunk.length;
    try {
      sink(chunk);
    } catch (error) {
      sinkError = error ?? new Error('the sink failed');
      inflate.destroy();
    }
  });
  for (let at = 0; at < size && !isLonger && !isBroken && !hasEnded && sinkError === undefined; ) {
    const chunk = window.next(start + at, size - at);
    at += chunk.length;
    // The chunk may be read over once its callback has come; a stream that ended or failed calls back no more.
    await Promise.race([new Promise<void>((resolve) => inflate.write(chunk, () => resolve())), done]);
  }
  if (!inflate.destroyed && !hasEnded) inflate.end();
  await done;
  const consumed = inflate.bytesWritten;
  inflate.destroy();
  if (sinkError !== undefined) throw sinkError;
  return { length, isLonger, isBroken: isBroken || !(hasEnded || isLonger), consumed };
}
