const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const NON_ZERO_SIGNIFICAND = /^[^eE]*[1-9]/;

export type JsonNumberProblem =
  | 'json/invalid-number'
  | 'json/unsafe-integer'
  | 'json/number-overflow'
  | 'json/number-underflow';

export interface ReadJsonNumber {
  /** Always finite, and never −0: where the rules are not in force, what a reader observes instead. */
  readonly value: number;
  readonly problem?: JsonNumberProblem;
}

/** Reads a number token (RFC 8259 section 6) as the nearest IEEE 754 double. A token breaks at most one rule. */
export function readJsonNumber(token: string): ReadJsonNumber {
  if (INTEGER.test(token)) {
    const value = clamp(Number(token));
    return Number.isSafeInteger(value) ? { value } : { value, problem: 'json/unsafe-integer' };
  }
  if (!NUMBER.test(token)) return { value: 0, problem: 'json/invalid-number' };
  const exact = Number(token);
  const value = clamp(exact);
  if (!Number.isFinite(exact)) return { value, problem: 'json/number-overflow' };
  if (value === 0 && NON_ZERO_SIGNIFICAND.test(token)) return { value, problem: 'json/number-underflow' };
  return { value };
}

// Adding zero turns −0 into 0 and changes nothing else.
function clamp(value: number): number {
  return Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE) + 0;
}
