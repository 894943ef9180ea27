// A text that meets so many others on its way is one of a set that was made for that.
const LONGEST_SEARCH = 64;

/**
 * Whether all texts differ. Many times quicker than a Set of texts that were just read, and as quick as one for texts that
 * were made to share their hashes.
 */
export function areDistinct(texts: readonly string[]): boolean {
  const size = 2 ** Math.ceil(Math.log2(2 * texts.length + 1));
  // One more than the index of the text that took the place; 0 for a free one.
  const taken = new Int32Array(size);
  const hashes = new Int32Array(texts.length);
  for (const [index, text] of texts.entries()) {
    const hash = hashOf(text);
    hashes[index] = hash;
    let place = (hash >>> 0) % size;
    for (let steps = 0; ; steps += 1) {
      const other = (taken[place] ?? 0) - 1;
      if (other < 0) break;
      if (hashes[other] === hash && texts[other] === text) return false;
      if (steps > LONGEST_SEARCH) return new Set(texts).size === texts.length;
      place = (place + 1) % size;
    }
    taken[place] = index + 1;
  }
  return true;
}

// FNV-1a over UTF-16 units.
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash ^ (hash >>> 15);
}
