import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { Counter, GeneratedInput, RepeatedSegment, Segment } from './vector.ts';

/** What is written in one go; longer runs of zeros are left out, and the file is sparse there. */
const CHUNK = 1024 * 1024;

/** Makes the input that the segments describe, at a path. */
export function generateInput({ segments, size }: Pick<GeneratedInput, 'segments' | 'size'>, path: string): void {
  const file = openSync(path, 'w', 0o644);
  try {
    let position = 0;
    for (const part of generateParts(segments)) {
      if (typeof part !== 'number') writeSync(file, part, 0, part.length, position);
      position += typeof part === 'number' ? part : part.length;
    }
    if (position !== size) throw new Error(`the segments make ${position} bytes, not ${size}`);
    // Zeros at the end are not written by anything else.
    ftruncateSync(file, size);
  } finally {
    closeSync(file);
  }
}

/** The bytes of an input that is small enough. */
export function generateBytes({ segments }: Pick<GeneratedInput, 'segments'>): Uint8Array {
  return new Uint8Array(Buffer.concat([...generateParts(segments)].map(toBytes)));
}

/** SHA-256 of the bytes, and how many they are. */
export function measureInput(
  segments: readonly Segment[],
  { digest = true }: { readonly digest?: boolean } = {},
): { readonly size: number; readonly sha256: string } {
  const hash = createHash('sha256');
  let size = 0;
  for (const part of generateParts(segments)) {
    if (digest) hash.update(toBytes(part));
    size += typeof part === 'number' ? part : part.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** Bytes one after another; a number is a run of as many zeros. */
function* generateParts(segments: readonly Segment[]): Iterable<Uint8Array | number> {
  let pending: Uint8Array[] = [];
  let length = 0;
  for (const piece of generatePieces(segments)) {
    if (typeof piece !== 'number') {
      pending.push(piece);
      length += piece.length;
    }
    if (length >= CHUNK || (typeof piece === 'number' && length > 0)) {
      yield Buffer.concat(pending);
      pending = [];
      length = 0;
    }
    if (typeof piece === 'number') yield piece;
  }
  if (length > 0) yield Buffer.concat(pending);
}

function* generatePieces(segments: readonly Segment[]): Iterable<Uint8Array | number> {
  for (const segment of segments) {
    if (!('repeat' in segment)) yield toPiece(segment, 0);
    else if (!segment.segments.some(isCounted)) yield* repeatUnit(segment);
    else {
      for (let index = 0; index < segment.repeat; index += 1) {
        for (const inner of segment.segments) yield toPiece(inner, index);
      }
    }
  }
}

function isCounted(segment: RepeatedSegment): boolean {
  return 'little' in segment || 'decimal' in segment;
}

// What has no counter is the same each time, and is written many times at once.
function* repeatUnit({ repeat, segments }: Extract<Segment, { readonly repeat: number }>): Iterable<Uint8Array> {
  const unit = Buffer.concat(segments.map((segment) => toBytes(toPiece(segment, 0))));
  const most = Math.max(1, Math.floor(CHUNK / Math.max(1, unit.length)));
  const chunk = Buffer.alloc(Math.min(repeat, most) * unit.length, unit);
  for (let left = repeat; left > 0; left -= most) yield chunk.subarray(0, Math.min(left, most) * unit.length);
}

function toPiece(segment: RepeatedSegment, index: number): Uint8Array | number {
  if ('text' in segment) return Buffer.from(segment.text, 'utf8');
  if ('hex' in segment) return Buffer.from(segment.hex, 'hex');
  if ('zeros' in segment) return segment.zeros;
  if ('decimal' in segment)
    return Buffer.from(String(countedValue(segment.decimal, index)).padStart(segment.decimal.width, '0'));
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(countedValue(segment.little, index)));
  return bytes.subarray(0, segment.little.width);
}

function countedValue({ start, step }: Counter, index: number): number {
  return start + step * index;
}

function toBytes(part: Uint8Array | number): Uint8Array {
  return typeof part === 'number' ? new Uint8Array(part) : part;
}
