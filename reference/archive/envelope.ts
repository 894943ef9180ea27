import { type ByteSource, readBytes } from './byte-source.ts';

/** What a file is wrapped in, by its first bytes (strict-tar, Envelopes). */
export type EnvelopeKind = 'gzip' | 'zstd' | 'none';

/** Bytes that decide what a file is wrapped in. */
const MAGIC_BYTES = 4;

/** What a file is wrapped in, by its first bytes. */
export function envelopeOf(source: ByteSource): EnvelopeKind {
  return envelopeKind(readBytes(source, 0, Math.min(MAGIC_BYTES, source.size)));
}

/** What begins with these bytes: gzip, zstd (a frame or a skippable one), or neither. */
export function envelopeKind(head: Uint8Array): EnvelopeKind {
  const [first = 0, second = 0, third = 0, fourth = 0] = head;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) return 'zstd';
  const isSkippable = first >= 0x50 && first <= 0x5f && second === 0x2a && third === 0x4d && fourth === 0x18;
  return isSkippable ? 'zstd' : 'none';
}
