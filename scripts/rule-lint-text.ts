/** What the lint looks at in a rule; the schema `rule-catalogue` says what else it has. */
export interface LintedRule {
  readonly id: string;
  readonly status: string;
  readonly level: string;
  readonly role: string;
  readonly origin: string;
  readonly text: string;
  readonly message: string;
  readonly remedy: string;
  readonly source: string;
  readonly limit?: string;
}

export interface LintedContract {
  readonly name: string;
  /** The contract's README. */
  readonly text: string;
  readonly rules: readonly LintedRule[];
}

/** One marked sentence of a contract's text. */
interface Mark {
  readonly anchor: string;
  readonly sentence: string;
  readonly id: string;
}

// <a id="duplicate-name"></a>Two members MUST NOT have the same name. (`zip/duplicate-name`)
const MARK = /<a id="([^"]*)"><\/a>((?:(?!<a id=)[\s\S])*?)\(`([a-z0-9-]+\/[a-z0-9-]+)`\)/g;
const LEVEL = /\b(MUST|SHOULD)\b/g;

/** Each rule must have its sentence and each mark its rule, of the same level. */
export function markProblems({ name, text, rules }: LintedContract): readonly string[] {
  const marks = [...text.matchAll(MARK)].map(
    ([, anchor = '', sentence = '', id = '']): Mark => ({ anchor, sentence, id }),
  );
  const anchors = [...text.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, anchor = '']) => anchor);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const problems: string[] = [];
  for (const rule of rules) {
    const own = marks.filter(({ id }) => id === rule.id);
    if (rule.status === 'active' && own.length !== 1)
      problems.push(`${rule.id}: ${own.length} sentences of the text end with this id, and one has to`);
  }
  for (const { anchor, sentence, id } of marks) {
    const rule = byId.get(id);
    if (rule === undefined) {
      problems.push(`${name}: the text marks ${id}, which is no rule of the contract`);
      continue;
    }
    if (rule.source !== `README.md#${anchor}`) problems.push(`${id}: its sentence has the anchor ${anchor}`);
    const levels = new Set([...sentence.matchAll(LEVEL)].map(([, level]) => level));
    if (levels.size !== 1 || !levels.has(rule.level)) {
      problems.push(
        `${id}: its sentence says ${[...levels].join(' and ') || 'neither MUST nor SHOULD'}, not ${rule.level}`,
      );
    }
  }
  const marked = new Set(marks.map(({ anchor }) => anchor));
  for (const anchor of anchors.filter((candidate) => !marked.has(candidate))) {
    problems.push(`${name}: the anchor ${anchor} marks no rule`);
  }
  for (const anchor of anchors.filter((candidate, index) => anchors.indexOf(candidate) !== index)) {
    problems.push(`${name}: the anchor ${anchor} stands twice`);
  }
  return problems;
}

/** What is wrong with the catalogue's own words. */
export function lintContract({ rules }: LintedContract): readonly string[] {
  // Where the rules of a contract have several prefixes, two may have one name: their anchors have the prefix too.
  const prefixes = new Set(rules.map(({ id }) => id.slice(0, id.indexOf('/'))));
  const anchorOf = (id: string): string => (prefixes.size > 1 ? id.replace('/', '-') : id.slice(id.indexOf('/') + 1));
  return rules.flatMap((rule) => [...ruleProblems(rule, anchorOf(rule.id))].map((problem) => `${rule.id}: ${problem}`));
}

function* ruleProblems({ level, text, message, remedy, source }: LintedRule, anchor: string): Iterable<string> {
  if (source !== `README.md#${anchor}`) yield `source is ${source}`;
  const levels = new Set([...text.matchAll(LEVEL)].map(([, found]) => found));
  if (levels.size !== 1 || !levels.has(level)) yield `its text does not say ${level} alone`;
  if (!/[.]$/.test(text)) yield 'its text is no sentence';
  if (/[\w)}`][.]$/.test(message)) yield 'its message ends with a full stop';
  if (/^[A-Z][a-z]+ /.test(message)) yield 'its message begins like a sentence';
  if (!/^[A-Z].*[.]$/.test(remedy)) yield 'its remedy is no sentence';
  const rest = message.replaceAll(/\{[A-Za-z][A-Za-z0-9]*\}/g, '');
  if (/\{[A-Za-z0-9_ ]*\}/.test(rest)) yield 'its message has a placeholder that is none';
}
