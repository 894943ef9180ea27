import { createHash } from 'node:crypto';

/** Rewrites a text so that no secret value stands in it. */
export type Masker = (text: string) => string;

/** The masker for an artifact without secrets. */
export const SHOW_ALL: Masker = (text) => text;

// A shorter part would blot out ordinary words; excerpts are guarded by the key as well (sensitive-text.ts).
const SHORTEST_PART = 4;

/**
 * The one masker that stands ahead of every rendering. Each secret, and each part of one that spans several words
 * or lines, is shown as its length in code points and the first four characters of its SHA-256.
 */
export function createMasker(secrets: readonly string[]): Masker {
  // Each form that a part may stand in → the part: in a JSON pointer `~` and `/` are escaped (RFC 6901 section 3).
  const parts = new Map<string, string>();
  for (const secret of secrets) {
    for (const part of [secret, secret.trim(), ...secret.split(/\s+/)]) {
      if (part.length < SHORTEST_PART) continue;
      parts.set(part.replaceAll('~', '~0').replaceAll('/', '~1'), part);
      parts.set(part, part);
    }
  }
  if (parts.size === 0) return SHOW_ALL;
  // Longest first: a secret that contains another one is replaced as a whole.
  const ordered = [...parts.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(ordered.map(escapePattern).join('|'), 'gu');
  return (text) => text.replaceAll(pattern, (form) => toMasked(parts.get(form) ?? form));
}

/** How a secret is shown: enough to recognise it again, too little to use it. */
export function toMasked(secret: string): string {
  const digest = createHash('sha256').update(secret).digest('hex').slice(0, 4);
  return `[secret of ${[...secret].length} characters, SHA-256 ${digest}…]`;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
