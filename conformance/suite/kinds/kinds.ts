import type { VectorKind } from './vector-kind.ts';
import { VERDICT_KIND } from './verdict-kind.ts';

/** Every kind of vector that this suite can run. */
export const KINDS: Readonly<Record<string, VectorKind>> = {
  accept: VERDICT_KIND,
  reject: VERDICT_KIND,
};
