import type { AcceptedDocument } from './document-recipes.ts';

const GREATEST = 1.7976931348623157e308;

/** Documents that only core accepts, and what it observes in them (section 5). */
export const coreDocuments: readonly AcceptedDocument[] = [
  {
    name: 'core-duplicate-key',
    text: '{"a": {"x": 1}, "b": 2, "\\u0061": {"y": 3}}',
    value: { a: { y: 3 }, b: 2 },
    cites: ['json/duplicate-key'],
    why: 'Of two members of one name the last is observed, as a whole.',
  },
  {
    name: 'core-lone-surrogate',
    text: '{"\\ud800": "\\ude00\\ud83d", "b": "\\ud83d\\ude00\\udc00"}',
    value: { '\ufffd': '\ufffd\ufffd', b: '\u{1f600}\ufffd' },
    cites: ['json/lone-surrogate'],
    why: 'A surrogate that is not one of a pair is observed as U+FFFD.',
  },
  {
    name: 'core-unsafe-integer',
    text: `[9007199254740993, -9007199254740995, 1${'0'.repeat(400)}, -1${'0'.repeat(400)}]`,
    value: [9007199254740992, -9007199254740996, GREATEST, -GREATEST],
    cites: ['json/unsafe-integer'],
    why: 'An integer beyond 2^53 − 1 is observed as the nearest double that is finite.',
  },
  {
    name: 'core-number-overflow',
    text: '[1e400, -1.5e999, 1.7976931348623159e308]',
    value: [GREATEST, -GREATEST, GREATEST],
    cites: ['json/number-overflow'],
    why: 'A number that is too great is observed as the greatest double of its sign.',
  },
  {
    name: 'core-number-underflow',
    text: '[1e-400, -1e-999]',
    value: [0, 0],
    cites: ['json/number-underflow'],
    why: 'A number that is too small is observed as 0.',
  },
];
