import { inflateRawSync } from 'node:zlib';
import { inflateStream } from '../inflate-stream.ts';
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
    : inflateInChunks(window, range, sink);
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

async function inflateInChunks(
  window: SourceWindow,
  { start, size, declared }: DeflatedRange,
  sink: ChunkSink,
): Promise<Inflation> {
  let length = 0;
  const next = (at: number): Buffer => window.next(start + at, size - at);
  const { hasEnded, wasStopped, consumed } = await inflateStream(size, next, (chunk) => {
    if (chunk.length > declared - length) return false;
    length += chunk.length;
    sink(chunk);
    return true;
  });
  return { length, isLonger: wasStopped, isBroken: !(hasEnded || wasStopped), consumed };
}
