import { SeededDraws } from '../seeded-draws.ts';
import type { Relation } from '../vector.ts';
import { respell } from './respell.ts';

/** An input that follows from another one, and how, for people. */
export interface DerivedInput {
  readonly bytes: Uint8Array;
  readonly how: string;
}

export type DerivingRelation = Extract<Relation, { readonly seed: string }>;

/**
 * The inputs that a relation makes of one: what is drawn, and in which order, is stated in section 5.4 of the interfaces,
 * so that any language makes the same.
 */
export function* deriveInputs(bytes: Uint8Array, relation: DerivingRelation): Iterable<DerivedInput> {
  const draws = new SeededDraws(relation.seed);
  for (let index = 0; index < relation.count; index += 1) yield derive(bytes, relation, draws);
}

function derive(bytes: Uint8Array, relation: DerivingRelation, draws: SeededDraws): DerivedInput {
  switch (relation.name) {
    case 'truncation': {
      const length = draws.below(bytes.length);
      return { bytes: bytes.subarray(0, length), how: `cut off after ${length} bytes` };
    }
    case 'flip': {
      const drawn = draws.below(8 * relation.ranges.reduce((sum, { length }) => sum + length, 0));
      const offset = offsetIn(relation.ranges, Math.floor(drawn / 8));
      const flipped = Uint8Array.from(bytes);
      const weight = 2 ** (drawn % 8);
      const byte = flipped[offset] ?? 0;
      flipped[offset] = Math.floor(byte / weight) % 2 === 0 ? byte + weight : byte - weight;
      return { bytes: flipped, how: `with bit ${drawn % 8} of the byte at ${offset} flipped` };
    }
    case 'respelling': {
      const text = respell(JSON.parse(new TextDecoder().decode(bytes)), draws);
      return { bytes: new TextEncoder().encode(text), how: `spelled ${JSON.stringify(text.slice(0, 60))}…` };
    }
  }
}

function offsetIn(ranges: readonly { readonly offset: number; readonly length: number }[], drawn: number): number {
  let left = drawn;
  for (const { offset, length } of ranges) {
    if (left < length) return offset + left;
    left -= length;
  }
  throw new RangeError('drawn beyond the ranges');
}
