import type { Recipe } from '../recipe.ts';
import { rejected } from './tar-case.ts';

/** Envelopes that break a rule in one way. */
export interface BrokenEnvelope {
  readonly rule: string;
  readonly stem: string;
  readonly inputs: readonly Uint8Array[];
  /** Where each is broken; nowhere in particular where absent. */
  readonly offset?: number | readonly number[];
  readonly twin?: string;
  readonly why: string;
}

/** A vector for each input, twin of the given one unless the case has another. */
export function brokenEnvelopes(
  what: 'gzip' | 'zstd',
  whole: string,
  cases: readonly BrokenEnvelope[],
): readonly Recipe[] {
  return cases.flatMap(({ rule, stem, inputs, offset, twin = whole, why }) =>
    inputs.map((input, place) => {
      const at = typeof offset === 'object' ? offset[place] : offset;
      return rejected({
        name: `${stem}-${place + 1}`,
        cites: [rule],
        why: `The ${what} file ${why}.`,
        input,
        at: at === undefined ? {} : { offset: at },
        twin,
      });
    }),
  );
}
