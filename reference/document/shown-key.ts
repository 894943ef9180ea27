import { maskCredentials } from '../report/mask-credentials.ts';

const MOST_SHOWN = 80;
const HALF_A_PAIR = /\p{Surrogate}$/u;

/** A key of a document as the details of a finding may carry it: masked, and no longer than a line. */
export function toShownKey(key: string): string {
  // Before it is cut: the masker would not know the beginning of a credential.
  const shown = maskCredentials(key);
  return shown.length <= MOST_SHOWN ? shown : `${shown.slice(0, MOST_SHOWN - 1).replace(HALF_A_PAIR, '')}…`;
}
