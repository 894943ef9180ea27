import { runInCheckout } from '../checkout.ts';
import type { Invocation } from '../command.ts';

/** `golden check`: rebuilds every golden of the checkout and compares. */
export function runGoldenCheck({ edge }: Invocation): Promise<number> {
  return runInCheckout(edge, 'scripts/golden.ts', ['check']);
}

/** `golden regenerate`: rewrites the goldens of the checkout and says what changed. */
export function runGoldenRegenerate({ edge }: Invocation): Promise<number> {
  return runInCheckout(edge, 'scripts/golden.ts', ['regenerate']);
}
