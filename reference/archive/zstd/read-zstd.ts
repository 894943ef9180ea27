import { envelopeKind } from '../envelope.ts';
import type { EnvelopeOptions } from '../gzip/read-gzip.ts';
import { prepareChecks } from '../prepared-checks.ts';
import type { SourceWindow } from '../source-window.ts';
import { MOST_HEADER_BYTES, readFrameHeader } from './frame-header.ts';
import { type FrameSource, readFrame } from './read-frame.ts';
import { type FrameStart, formChecks, headerChecks, startChecks } from './zstd-checks.ts';

const MAGIC_BYTES = 4;
const SKIPPABLE_HEADER_BYTES = 8;
const FRAME_MAGIC = 0x28;

/**
 * Reads a zstd file to its end, hands its content on and judges it (contracts/strict-tar/v1, zstd). It ends behind the
 * record that breaks a rule. Findings go to the collector; bad input never throws.
 */
export function readZstd(window: SourceWindow, size: number, options: EnvelopeOptions): void {
  const { collector, limits } = options;
  const before = collector.errorCount;
  const holds = (): boolean => collector.errorCount === before;
  const source: FrameSource = { window, size, content: 0, room: undefined };
  let isFirst = true;
  for (let at = 0; at < size; ) {
    const start = readStart(window, size, at, isFirst);
    prepareChecks(startChecks, collector)(start);
    if (!holds() || start.kind === 'other' || start.isTruncated) return;
    if (start.kind === 'skippable') {
      at += start.count;
      continue;
    }
    const header = readFrameHeader(window.whole(at, Math.min(MOST_HEADER_BYTES, size - at)), at, limits.zstdWindow);
    prepareChecks(headerChecks, collector)(header);
    if (isFirst) prepareChecks(formChecks, collector)(header);
    isFirst = false;
    if (!holds() || header.length === undefined) return;
    const stop = readFrame(source, header, at + header.length, options);
    if (stop === undefined) return;
    at = stop;
  }
}

function readStart(window: SourceWindow, size: number, at: number, isFirst: boolean): FrameStart {
  const rest = size - at;
  const head = window.whole(at, Math.min(SKIPPABLE_HEADER_BYTES, rest));
  if (rest < MAGIC_BYTES || envelopeKind(head) !== 'zstd') {
    return { offset: at, kind: 'other', isFirst, count: rest, isTruncated: false };
  }
  if (head[0] === FRAME_MAGIC) return { offset: at, kind: 'frame', isFirst, count: rest, isTruncated: false };
  const hasHeader = rest >= SKIPPABLE_HEADER_BYTES;
  const count = SKIPPABLE_HEADER_BYTES + (hasHeader ? head.readUInt32LE(MAGIC_BYTES) : 0);
  return { offset: at, kind: 'skippable', isFirst, count, isTruncated: count > rest };
}
