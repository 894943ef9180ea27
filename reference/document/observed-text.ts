const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text as a document's reader observes it: half a surrogate pair, which no UTF-8 can carry, is U+FFFD. */
export function toObservedText(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd');
}
