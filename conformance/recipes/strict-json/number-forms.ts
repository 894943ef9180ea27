import type { AcceptedDocument } from './document-recipes.ts';

/** Numbers whose form in RFC 8785, and so in the observation, is easily got wrong. */
export const numberForms: readonly AcceptedDocument[] = [
  {
    name: 'numbers-below-1e21',
    text: '[1E+20, 123456789012345680000.0, 99999999999999990e4]',
    value: [100000000000000000000, 1.2345678901234568e20, 9.999999999999999e20],
    cites: ['json/invalid-number'],
    why: 'Below 10^21 the canonical form has all digits and no exponent.',
  },
  {
    name: 'numbers-from-1e21',
    text: '[1e21, -1000000000000000000000.0, 150000000000000000000000.5, 1e23]',
    value: [1e21, -1e21, 1.5e23, 1e23],
    cites: ['json/invalid-number'],
    why: 'From 10^21 on the canonical form has an exponent with a plus sign.',
  },
  {
    name: 'numbers-from-1e-6',
    text: '[1e-6, 0.000001, 1.23E-06, -123e-8]',
    value: [0.000001, 0.000001, 0.00000123, -0.00000123],
    cites: ['json/invalid-number'],
    why: 'Down to 10^-6 the canonical form has zeros behind the point and no exponent.',
  },
  {
    name: 'numbers-below-1e-6',
    text: '[1e-7, 0.0000001, 0.00000099, 1.5E-0010]',
    value: [1e-7, 1e-7, 9.9e-7, 1.5e-10],
    cites: ['json/invalid-number', 'json/number-underflow'],
    why: 'Below 10^-6 the canonical form has an exponent without leading zeros.',
  },
  {
    name: 'forms-of-zero',
    text: '[-0, -0.0, 0e10, -0E-400, 0.000e+999]',
    value: [0, 0, 0, 0, 0],
    cites: ['json/number-underflow', 'json/number-overflow'],
    why: 'Each of them is 0, whatever the sign and the exponent.',
  },
  {
    name: 'smallest-numbers',
    text: '[4.5e-324, 4.9406564584124654e-324, -2.5e-324, 2.2250738585072014e-308, 2.2250738585072011e-308]',
    value: [5e-324, 5e-324, -5e-324, 2.2250738585072014e-308, 2.225073858507201e-308],
    cites: ['json/number-underflow'],
    why: 'The smallest double, which three of them are nearest to, the smallest normal one, and the greatest below it.',
  },
  {
    name: 'exponents-of-six-digits',
    text: `[0.${'0'.repeat(99_999)}1e100000, 1${'0'.repeat(100_000)}.0e-100000, 1.5e000003]`,
    value: [1, 1, 1500],
    cites: ['json/number-overflow', 'json/number-underflow'],
    why: 'What is too great or too small is the number, not its exponent.',
  },
  {
    name: 'numbers-of-22-digits',
    text: '[9007199254740993.000001, 9007199254740992.999999, 144115188075855888.0001, 1.371496047501722727217e22, 2222222222222222222222.0]',
    value: [9007199254740994, 9007199254740992, 144115188075855900, 1.3714960475017227e22, 2.2222222222222222e21],
    cites: ['json/invalid-number'],
    why: 'All digits count: the first ones alone would stand between two doubles, or round to another one.',
  },
  {
    name: 'samples-of-rfc-8785',
    text: '[1424953923781206.25, 333333333.33333329, 9.999999999999997e22, 1.0000000000000001e23, 999999999999999700000.0, 9.999999999999997e-7, 4.50, 2e-3, 0.000000000000000000000000001, 9007199254740993e0]',
    value: [
      1424953923781206.2, 333333333.3333333, 9.999999999999997e22, 1.0000000000000001e23, 9.999999999999997e20,
      9.999999999999997e-7, 4.5, 0.002, 1e-27, 9007199254740992,
    ],
    cites: ['json/unsafe-integer', 'json/invalid-number'],
    why: 'Numbers of RFC 8785, section 3.2.2 and appendix B, and an exponent of 0, with which a number may be rounded.',
  },
];
