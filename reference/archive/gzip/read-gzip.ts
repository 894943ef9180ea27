import { crc32 } from 'node:zlib';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { envelopeKind } from '../envelope.ts';
import { type EnvelopeLimits, mostContent } from '../envelope-limits.ts';
import { inflateStream } from '../inflate-stream.ts';
import { prepareChecks } from '../prepared-checks.ts';
import type { SourceWindow } from '../source-window.ts';
import { dataChecks, formChecks, headerChecks, restChecks, trailerChecks } from './gzip-checks.ts';
import { readGzipHeader } from './gzip-header.ts';

export interface EnvelopeOptions {
  readonly collector: FindingCollector;
  readonly limits: EnvelopeLimits;
  /** Takes the content, piece by piece; a piece is valid only during the call. */
  readonly take: (piece: Buffer) => void;
}

const TRAILER_BYTES = 8;
const FOUR_GIB = 2 ** 32;

/**
 * Reads a gzip file to its end, hands its content on and judges it (contracts/strict-tar/v1, gzip). It ends behind the
 * record that breaks a rule. Findings go to the collector; bad input never throws.
 */
export async function readGzip(window: SourceWindow, size: number, options: EnvelopeOptions): Promise<void> {
  const { collector, limits } = options;
  const before = collector.errorCount;
  const holds = (): boolean => collector.errorCount === before;
  const budget = { left: mostContent(size, limits.gzipRatio) };
  for (let at = 0; at < size; ) {
    const header = readGzipHeader(window.whole(at, Math.min(limits.gzipHeader + 1, size - at)), at, limits.gzipHeader);
    prepareChecks(headerChecks, collector)(header);
    if (at === 0) prepareChecks(formChecks, collector)(header);
    if (!holds() || header.length === undefined) return;
    const data = await readData(window, size, at + header.length, budget, options);
    if (!holds() || data === undefined) return;
    prepareChecks(trailerChecks, collector)(readTrailer(window, size, data));
    const next = data.stop + TRAILER_BYTES;
    if (!holds() || next >= size) return;
    const isMember = envelopeKind(window.whole(next, Math.min(2, size - next))) === 'gzip';
    prepareChecks(restChecks, collector)({ offset: next, count: size - next, isMember });
    if (!holds() || !isMember) return;
    at = next;
  }
}

interface InflatedData {
  /** Where the deflate stream ends. */
  readonly stop: number;
  readonly crc: number;
  readonly length: number;
}

/** Inflates what stands from `start` on; undefined where the end of the stream was not reached. */
async function readData(
  window: SourceWindow,
  size: number,
  start: number,
  budget: { left: number },
  { collector, limits, take }: EnvelopeOptions,
): Promise<InflatedData | undefined> {
  const isBounded = collector.isInForce('gzip/ratio-too-high');
  let crc = 0;
  let length = 0;
  let isTooMuch = false;
  const next = (at: number): Buffer => window.next(start + at, size - start - at);
  const { hasEnded, wasStopped, isInvalid, consumed } = await inflateStream(size - start, next, (piece) => {
    budget.left -= piece.length;
    isTooMuch = isBounded && budget.left < 0;
    if (isTooMuch) return false;
    crc = crc32(piece, crc);
    length += piece.length;
    take(piece);
    return true;
  });
  const isTruncated = !hasEnded && !wasStopped && !isInvalid;
  prepareChecks(dataChecks, collector)({ offset: start, isInvalid, isTruncated, isTooMuch, ratio: limits.gzipRatio });
  return hasEnded ? { stop: start + consumed, crc, length } : undefined;
}

function readTrailer(window: SourceWindow, size: number, { stop, crc, length }: InflatedData) {
  const isThere = size - stop >= TRAILER_BYTES;
  const bytes = isThere ? window.whole(stop, TRAILER_BYTES) : undefined;
  const declared = bytes && { crc: bytes.readUInt32LE(0), size: bytes.readUInt32LE(4) };
  return { offset: stop, declared, crc, size: length % FOUR_GIB };
}
