import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesPattern } from './path-pattern.ts';

/** Files that have to be looked at together, as `contract.json` declares them. */
export interface CoChangeSet {
  readonly contract: string;
  readonly reason: string;
  /** Patterns: a change of such a file calls for one in each group. */
  readonly when: readonly string[];
  readonly then: Readonly<Record<string, readonly string[]>>;
}

/** A set of which a part changed and another did not. */
export interface CoChangeBreach {
  readonly set: CoChangeSet;
  readonly changed: readonly string[];
  /** Names of the groups of which no file changed. */
  readonly missing: readonly string[];
}

/** The sets that the contracts below the root declare. */
export function readCoChangeSets(root: string, contracts: readonly string[]): readonly CoChangeSet[] {
  return contracts.flatMap((contract) => {
    const path = join(root, 'contracts', contract, 'v1/contract.json');
    if (!existsSync(path)) return [];
    const { coChange = [] }: { coChange?: Omit<CoChangeSet, 'contract'>[] } = JSON.parse(readFileSync(path, 'utf8'));
    return coChange.map((set) => ({ contract, ...set }));
  });
}

/** The sets that these changed paths break. */
export function coChangeBreaches(sets: readonly CoChangeSet[], paths: readonly string[]): readonly CoChangeBreach[] {
  const touched = (patterns: readonly string[]): readonly string[] =>
    paths.filter((path) => patterns.some((pattern) => matchesPattern(path, pattern)));
  return sets.flatMap((set) => {
    const changed = touched(set.when);
    if (changed.length === 0) return [];
    const groups = Object.entries(set.then).filter(([, patterns]) => touched(patterns).length === 0);
    return groups.length === 0 ? [] : [{ set, changed, missing: groups.map(([name]) => name) }];
  });
}

/** Patterns that lead to no file: a set of which such a one is a part holds nothing. */
export function deadPatterns(sets: readonly CoChangeSet[], files: readonly string[]): readonly string[] {
  return sets.flatMap(({ contract, when, then }) =>
    [...when, ...Object.values(then).flat()]
      .filter((pattern) => !files.some((file) => matchesPattern(file, pattern)))
      .map((pattern) => `${contract}: no file matches ${pattern}`),
  );
}
