import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isGeneratedInput } from '../suite/stage-input.ts';
import type { PlainSegment, RepeatedSegment, Segment } from '../suite/vector.ts';
import type { MatrixVector } from './matrix-vectors.ts';

/** What a tar stands in. */
export type ContentEnvelope = 'none' | 'gzip' | 'zstd';

/** By the first bytes of the input, as strict-tar tells them apart. */
export function envelopeOfInput({ vector: { input }, folder }: MatrixVector): ContentEnvelope {
  const head = isGeneratedInput(input) ? beginningOf(input.segments) : readHead(join(folder, input.path));
  if (/^1f8b/u.test(head)) return 'gzip';
  return /^(28b52ffd|5.2a4d18)/u.test(head) ? 'zstd' : 'none';
}

/** In hex. */
function readHead(path: string): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    return head.toString('hex', 0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

/** In hex; whatever is not written out is no envelope. */
function beginningOf([first]: readonly Segment[]): string {
  return first === undefined ? '' : beginningOfSegment('repeat' in first ? first.segments[0] : first);
}

function beginningOfSegment(segment: RepeatedSegment | PlainSegment | undefined): string {
  return segment !== undefined && 'hex' in segment ? segment.hex : '';
}
