import { isDeepStrictEqual } from 'node:util';
import type { Change, ChangeKind } from './change.ts';

/** A rule of a catalogue, as `rules.json` states it. */
export interface CatalogueRule {
  readonly id: string;
  readonly [member: string]: unknown;
}

const FILE = 'rules.json';
const WORDS = ['text', 'message', 'remedy', 'source', 'since'];
const JUDGED = ['id', 'status', 'level', 'role', 'phase', 'origin', 'limit', ...WORDS];

/** What changed between two versions of a catalogue. docs/evolution.md says why each is named what it is. */
export function compareRules(older: readonly CatalogueRule[], newer: readonly CatalogueRule[]): readonly Change[] {
  const before = new Map(older.map((rule) => [rule.id, rule]));
  const after = new Map(newer.map((rule) => [rule.id, rule]));
  const changes: Change[] = [];
  for (const rule of older) {
    const now = after.get(rule.id);
    if (now === undefined) changes.push(change('breaking', rule, 'the id is gone'));
    else changes.push(...ruleChanges(rule, now));
  }
  for (const rule of newer) {
    if (before.has(rule.id)) continue;
    const what = `a new ${rule.status === 'active' ? rule.level : 'retired'} rule of the ${rule.role}`;
    changes.push(change(binds(rule) ? 'breaking' : 'additive', rule, what));
  }
  const order = (rules: readonly CatalogueRule[], others: ReadonlyMap<string, unknown>): readonly string[] =>
    rules.map(({ id }) => id).filter((id) => others.has(id));
  const [was, is] = [order(older, after), order(newer, before)];
  if (!isDeepStrictEqual(was, is)) {
    const moved = is.find((id, index) => id !== was[index]) ?? '';
    changes.push({ kind: 'breaking', file: FILE, where: moved, what: 'rules changed places: the order is normative' });
  }
  return changes;
}

function* ruleChanges(before: CatalogueRule, after: CatalogueRule): Iterable<Change> {
  const differs = (member: string): boolean => !isDeepStrictEqual(before[member], after[member]);
  const became = (member: string): string => `${member} ${before[member] ?? 'none'} became ${after[member] ?? 'none'}`;
  // A rule that is retired binds nobody; one that comes back binds again.
  if (differs('status')) yield change(binds(after) ? 'breaking' : 'additive', after, became('status'));
  if (differs('level')) yield change(binds(after) ? 'breaking' : 'additive', after, became('level'));
  if (differs('origin')) {
    const isOurs = (rule: CatalogueRule): boolean => rule.origin === 'ours';
    const enters = isOurs(before) && !isOurs(after);
    const leaves = !isOurs(before) && isOurs(after);
    // What is not ours holds in the profile core as well.
    const kind = enters && binds(after) ? 'breaking' : enters || leaves ? 'additive' : 'editorial';
    yield change(kind, after, became('origin'));
  }
  for (const member of ['role', 'phase', 'limit']) {
    if (differs(member)) yield change('breaking', after, became(member));
  }
  for (const member of WORDS) if (differs(member)) yield change('editorial', after, `other ${member}`);
  for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!JUDGED.includes(member) && differs(member)) yield change('undecided', after, `other ${member}`);
  }
}

// Whether what was conforming may be conforming no longer.
function binds({ status, level }: CatalogueRule): boolean {
  return status === 'active' && level === 'MUST';
}

function change(kind: ChangeKind, { id }: CatalogueRule, what: string): Change {
  return { kind, file: FILE, where: id, what };
}
