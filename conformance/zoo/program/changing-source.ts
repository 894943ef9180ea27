import type { ByteSource } from '../../../reference/archive/byte-source.ts';
import { ContractsError } from '../../../reference/report/contracts-error.ts';
import { CONSUMERS, toResult } from '../../adapters/reference/consumers.ts';
import { readDirectory } from '../../challenge/zip-directory.ts';
import { compareOutcome } from '../../suite/compare-outcome.ts';
import type { StoredVector } from '../../suite/read-vectors.ts';
import { readFileInput } from '../../suite/stage-input.ts';
import type { VerdictVector } from '../../suite/vector.ts';

/** A part of a file: from its first byte to the one behind its last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A source in which each byte of the ranges is another one from the second time on that it is read. */
export function changingSource(bytes: Uint8Array, ranges: readonly Range[]): ByteSource {
  const now = Uint8Array.from(bytes);
  return {
    size: bytes.length,
    read(position, target) {
      target.set(now.subarray(position, position + target.length));
      for (const { start, end } of ranges) {
        const last = Math.min(end, position + target.length);
        for (let at = Math.max(start, position); at < last; at += 1) now[at] = 255 - (bytes[at] ?? 0);
      }
    },
  };
}

/**
 * What became of a vector whose input is an archive, where the content of its members changes between two readings. Who
 * notices and answers nothing is as right as who reads once.
 */
export async function changingOutcome(stored: StoredVector<VerdictVector>): Promise<string> {
  const { contract, profile } = stored.vector;
  const consume = CONSUMERS[contract];
  if (consume === undefined) throw new Error(`no validator for ${contract}`);
  const bytes = readFileInput(stored);
  const { entries = [] } = readDirectory(bytes) ?? {};
  const ranges = entries.map(({ data, size }) => ({ start: data, end: data + size }));
  try {
    const selection = { profile, without: new Set<never>() };
    const artifact = { kind: 'bytes' as const, name: 'input', source: changingSource(bytes, ranges) };
    return compareOutcome(stored.vector, toResult(await consume(artifact, { selection, observe: true, asked: {} })))
      .outcome;
  } catch (error) {
    if (error instanceof ContractsError && error.code === 'source-changed') return 'pass';
    throw error;
  }
}
