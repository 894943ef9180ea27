import fc from 'fast-check';
import type { ZipMember } from '../recipes/zip-builder.ts';

/** A file that any archive may hold. */
export interface ArbitraryFile {
  readonly path: string;
  readonly data: Uint8Array;
}

// The number keeps names apart, whatever case folding and normalisation make of the rest.
const stem = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019-_ .+äß日本é😀'), maxLength: 12 })
  .map((text) => text.trim());
const content = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.tuple(fc.nat(255), fc.nat(5000)).map(([byte, length]) => new Uint8Array(length).fill(byte)),
);

/** Files with distinct, ordinary names in folders, in no particular order. */
export const files: fc.Arbitrary<readonly ArbitraryFile[]> = fc
  .array(fc.tuple(fc.nat(3), stem, content), { maxLength: 8 })
  .map((parts) =>
    parts.map(([depth, text, data], index) => ({
      path: `${Array.from({ length: depth }, (_, level) => `d${level}/`).join('')}f${index}-${text}e`,
      data,
    })),
  );

/** The same file as an ordinary archiver may store it: stored or deflated, sizes ahead or behind. */
export const zipMembers: fc.Arbitrary<readonly ZipMember[]> = files.chain((chosen) =>
  fc.tuple(...chosen.map((file) => fc.tuple(fc.constant(file), fc.boolean(), fc.boolean()))).map((parts) =>
    parts.map(([{ path, data }, deflated, streamed]) => ({
      name: path,
      data,
      method: deflated ? 8 : 0,
      ...(deflated && streamed ? { descriptor: {} } : {}),
    })),
  ),
);
