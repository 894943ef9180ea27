import { maskCredentials, maskText } from './mask-credentials.ts';

/** Rewrites a text so that no secret value stands in it. */
export type Masker = (text: string) => string;

/** The masker for an artifact without secrets. */
export const SHOW_ALL: Masker = (text) => text;

// A shorter part would blot out ordinary words; excerpts are guarded by the key as well (sensitive-text.ts).
const SHORTEST_PART = 4;

/**
 * The one masker that stands ahead of every rendering. Each secret, each part of one that spans several words or lines,
 * and whatever has the shape of a credential is shown as its length in code points and the first four characters of its
 * SHA-256.
 */
export function createMasker(secrets: readonly string[]): Masker {
  const forms = new Set<string>();
  for (const secret of secrets) {
    for (const part of [secret, secret.trim(), ...secret.split(/\s+/)]) {
      if (part.length < SHORTEST_PART) continue;
      for (const form of formsOf(part)) forms.add(form);
    }
  }
  if (forms.size === 0) return maskCredentials;
  // Longest first: a secret that contains another one is replaced as a whole.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(ordered.map(escapePattern).join('|'), 'gu');
  return (text) => maskText(text, pattern);
}

// As it is, in a JSON string and in a URI.
function formsOf(part: string): readonly string[] {
  return [part, JSON.stringify(part).slice(1, -1), encodeURIComponent(part.replaceAll(/\p{Cs}/gu, '\uFFFD'))];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
