import { parseAllDocuments } from 'yaml';
import yamlRules from '../../contracts/strict-yaml/v1/rules.json' with { type: 'json' };
import { type Answer, primaryOf } from '../suite/compare-outcome.ts';

/** What a contract's text leaves to the reader. */
interface OpenChoice {
  /** Where one of the two finds this… */
  readonly found: string;
  /** …either of them may have one of these for the primary rule. */
  readonly primary: ReadonlySet<string>;
}

const EARLY_YAML_RULES: ReadonlySet<string> = new Set(
  ['too-large', 'invalid-utf8', 'byte-order-mark', 'nonprintable-character', 'ambiguous-line-break'].map(
    (name) => `yaml/${name}`,
  ),
);

const OPEN_CHOICES: readonly OpenChoice[] = [
  // strict-yaml, section 4: a text that is not YAML 1.2 has no one reading. These are the rules of sections 3 to 5.
  {
    found: 'yaml/syntax',
    primary: new Set(yamlRules.map(({ id }) => id).filter((id) => !EARLY_YAML_RULES.has(id))),
  },
  // strict-zip, "Data": a stream that is both longer than declared and broken.
  { found: 'zip/invalid-deflate', primary: new Set(['zip/invalid-deflate', 'zip/size-mismatch']) },
];

/** Rules whose findings need not stand at the same place of a document (strict-yaml, section 4). */
const PLACE_IS_OPEN: ReadonlySet<string> = new Set(['yaml/syntax']);

/** Contracts that say of every rule when it is judged, so that all findings are compared and not the primary one alone. */
const EVERY_FINDING_IS_SETTLED: ReadonlySet<string> = new Set(['assets-pa@1']);

export function isEveryFindingSettled(contract: string): boolean {
  return EVERY_FINDING_IS_SETTLED.has(contract);
}

/** Whether the contracts let the one have one primary finding in an input and the other another. */
export function isOpenBetween(one: Answer, other: Answer): boolean {
  const [first, second] = [primaryOf(one.findings), primaryOf(other.findings)];
  if (first === undefined || second === undefined) return false;
  const isIn = ({ findings }: Answer, rules: ReadonlySet<string>, member: unknown): boolean =>
    findings.some(({ rule, at }) => rules.has(rule) && at.member === member);
  return OPEN_CHOICES.some(
    ({ found, primary }) =>
      [...one.findings, ...other.findings].some(({ rule }) => rule === found) &&
      primary.has(first.rule) &&
      primary.has(second.rule) &&
      // Each has found something of the kind in the member that the other names first.
      isIn(other, primary, first.at.member) &&
      isIn(one, primary, second.at.member),
  );
}

/**
 * Whether a text that both reject in the same stage is no YAML 1.2, so that they may have seen different tokens in it.
 * A stage that gives an error is the last, and then no answer says so.
 */
export function isOpenYaml(one: Answer, other: Answer, text: string): boolean {
  const rules = OPEN_CHOICES[0]?.primary;
  const [first, second] = [primaryOf(one.findings), primaryOf(other.findings)];
  if (first === undefined || second === undefined || !rules?.has(first.rule) || !rules.has(second.rule)) return false;
  const read = parseAllDocuments(text, { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false });
  return 'empty' in read ? false : read.some(({ errors }) => errors.length > 0);
}

/** Of a finding's place, what the contracts say exactly. */
export function settledPlace(rule: string, at: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { member } = at;
  if (!PLACE_IS_OPEN.has(rule)) return at;
  return member === undefined ? {} : { member };
}
