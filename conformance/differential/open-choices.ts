import { type Answer, primaryOf } from '../suite/compare-outcome.ts';

/** What a contract's text leaves to the reader. */
interface OpenChoice {
  /** Where one of the two finds this… */
  readonly found: string;
  /** …either of them may have one of these for the primary rule. */
  readonly primary: ReadonlySet<string>;
}

const OPEN_CHOICES: readonly OpenChoice[] = [
  // strict-yaml, section 4: a text that is not YAML 1.2 has no one reading. These are the rules of sections 3 and 4.
  {
    found: 'yaml/syntax',
    primary: new Set(
      [
        ...['syntax', 'invalid-escape', 'several-documents', 'multiline-key', 'key-too-long', 'nesting-too-deep'],
        ...['too-many-tokens', 'directive', 'tab', 'unknown-tag', 'explicit-tag', 'anchor-name', 'duplicate-anchor'],
        ...['ambiguous-flow-scalar', 'explicit-key', 'unindented-block-scalar', 'unterminated-block-scalar'],
        ...['surrogate-escape', 'empty-key', 'complex-key'],
      ].map((name) => `yaml/${name}`),
    ),
  },
  // strict-zip, "Data": a stream that is both longer than declared and broken.
  { found: 'zip/invalid-deflate', primary: new Set(['zip/invalid-deflate', 'zip/size-mismatch']) },
];

/** Rules whose findings need not stand at the same place of a document (strict-yaml, section 4). */
const PLACE_IS_OPEN: ReadonlySet<string> = new Set(['yaml/syntax']);

/** Whether the contracts let the one have one primary finding in an input and the other another. */
export function isOpenBetween(one: Answer, other: Answer): boolean {
  const [first, second] = [primaryOf(one.findings), primaryOf(other.findings)];
  if (first === undefined || second === undefined) return false;
  const both = [...one.findings, ...other.findings];
  return OPEN_CHOICES.some(({ found, primary }) => {
    const isOpenIn = (member: unknown, answer: Answer): boolean =>
      both.some(({ rule, at }) => rule === found && at.member === member) &&
      answer.findings.some(({ rule, at }) => primary.has(rule) && at.member === member);
    // Each has found something of the kind in the member that the other names first.
    return (
      primary.has(first.rule) &&
      primary.has(second.rule) &&
      isOpenIn(first.at.member, other) &&
      isOpenIn(second.at.member, one)
    );
  });
}

/** Of a finding's place, what the contracts say exactly. */
export function settledPlace(rule: string, at: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { member } = at;
  if (!PLACE_IS_OPEN.has(rule)) return at;
  return member === undefined ? {} : { member };
}
