import type { AcceptedDocument } from '../strict-json/document-recipes.ts';

function document(name: string, rule: string, text: string, value: unknown, why: string): AcceptedDocument {
  return { name: `core-${name}`, text, value, cites: [`yaml/${rule}`], why };
}

/** Documents that only core accepts, and what it observes in them (section 7). */
export const coreYaml: readonly AcceptedDocument[] = [
  document(
    'duplicate-key',
    'duplicate-key',
    'a: {x: 1}\nb: 2\n"a": {y: 3}\n',
    { a: { y: 3 }, b: 2 },
    'Of two keys of one text the last is observed.',
  ),
  document(
    'duplicate-key-of-other-type',
    'non-string-key',
    '1: a\n"2": b\n',
    { 1: 'a', 2: 'b' },
    'A key that is an integer is observed as its text.',
  ),
  document(
    'non-string-keys',
    'non-string-key',
    'true: a\nnull: b\n0x1F: c\n1.50: d\n~: e\n',
    { true: 'a', null: 'b', '0x1F': 'c', '1.50': 'd', '~': 'e' },
    'Keys that are no strings are observed as their text.',
  ),
  document(
    'plain-scalars',
    'ambiguous-scalar',
    '- yes\n- Off\n- 12:30\n- 0o17\n- 010\n- 1e3\n- 2026-01-02\n- 1_000\n- 0b11\n- =\n',
    ['yes', 'Off', '12:30', 15, 10, 1000, '2026-01-02', '1_000', '0b11', '='],
    'Plain scalars mean what YAML 1.2 says.',
  ),
  document(
    'non-finite-number',
    'non-finite-number',
    '[.inf, -.INF, .nan, 1.0e+400]\n',
    ['.inf', '-.INF', '.nan', '1.0e+400'],
    'A number that is not finite is observed as its text.',
  ),
  document(
    'unsafe-integer',
    'unsafe-integer',
    '[9007199254740993, -9007199254740993]\n',
    [9007199254740992, -9007199254740992],
    'An integer beyond 2^53 − 1 is observed as the nearest double.',
  ),
  document(
    'tags-of-core-schema',
    'explicit-tag',
    '[!!str 7, !!int "7", !!float "1.5", !!bool "true", !!null "", !!map {a: 1}, !!seq [a]]\n',
    ['7', 7, 1.5, true, null, { a: 1 }, ['a']],
    'Tags of the core schema mean what YAML 1.2 says.',
  ),
  document(
    'tags-of-yaml-1-1',
    'explicit-tag',
    '[!!binary aGk=, !!timestamp 2026-01-02, !!set {a: null}, !!omap [a: 1]]\n',
    ['aGk=', '2026-01-02', { a: null }, [{ a: 1 }]],
    'A tag of YAML 1.1 is as if it were not there.',
  ),
  document(
    'tags-that-do-not-fit',
    'explicit-tag',
    '[!!int abc, !!seq {a: 1}, !!bool maybe, !!str [a]]\n',
    ['abc', { a: 1 }, 'maybe', ['a']],
    'A tag that does not fit its node is as if it were not there.',
  ),
  document(
    'merge-key',
    'merge-key',
    'a: &a {b: 1}\nc:\n  <<: *a\n  d: 2\n',
    { a: { b: 1 }, c: { '<<': { b: 1 }, d: 2 } },
    'The key << is an ordinary key.',
  ),
  document(
    'surrogate-escape',
    'surrogate-escape',
    'a: "x\\ud800y"\n',
    { a: 'x\ufffdy' },
    'Half a surrogate pair is observed as U+FFFD.',
  ),
  document('cyclic-alias', 'cyclic-alias', 'a: &a [1, *a]\n', { a: [1, null] }, 'A cyclic alias is observed as null.'),
  document('empty-document', 'empty-document', '# nothing\n', null, 'An empty document is observed as null.'),
  document('directive', 'directive', '%YAML 1.2\n---\na: 1\n', { a: 1 }, 'A directive for YAML 1.2 changes nothing.'),
  document('explicit-key', 'explicit-key', '? a\n: 1\n', { a: 1 }, 'A key with the indicator ? is a key.'),
  document(
    'next-line',
    'ambiguous-line-break',
    'a: x\u0085y\n',
    { a: 'x\u0085y' },
    'U+0085 is a character of its line in YAML 1.2.',
  ),
];
