import type { LintedContract, LintedRule } from './rule-lint-text.ts';

const HEADING = '## Stricter than the published ';
// - `zip/trailing-data`    or    | [`anpkg/folder-too-large`](#folder-too-large) | has no limits |
const ENTRY = /^[-|] \[?`([a-z0-9-]+\/[a-z0-9-]+)`/gm;

/**
 * The section "Stricter than the published reader" must list each rule of origin `ours` that binds consumers, and nothing
 * else. Where it lists a rule of another role, it promises to list those of that role. A contract of which nothing is
 * published needs no such section.
 */
export function stricterProblems({ name, text, rules }: LintedContract): readonly string[] {
  const section = sectionOf(text);
  if (section === undefined) {
    return rules.some(({ origin }) => origin === 'published') ? [`${name}: has no section "${HEADING.slice(3)}…"`] : [];
  }
  const listed = [...section.matchAll(ENTRY)].map(([, id = '']) => id);
  const roles = new Set(['consumer', ...rules.filter(({ id }) => listed.includes(id)).map(({ role }) => role)]);
  const expected = rules.filter((rule) => isOurs(rule) && roles.has(rule.role)).map(({ id }) => id);
  return [
    ...expected.filter((id) => !listed.includes(id)).map((id) => `${id}: of origin ours, and not listed as stricter`),
    ...listed.filter((id) => !expected.includes(id)).map((id) => `${id}: listed as stricter, and not of origin ours`),
    ...listed.filter((id, index) => listed.indexOf(id) !== index).map((id) => `${id}: listed as stricter twice`),
  ];
}

function sectionOf(text: string): string | undefined {
  const start = text.indexOf(`\n${HEADING}`);
  if (start < 0) return undefined;
  const end = text.indexOf('\n## ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

function isOurs({ origin, status }: LintedRule): boolean {
  return origin === 'ours' && status === 'active';
}
