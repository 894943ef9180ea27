import { type ArtifactIdentity, IDENTITY_PARTS, type IdentityPart } from '../documents/identity.ts';
import { compareIdentities, type IndexRow } from '../documents/index-rows.ts';
import type { RequestedIdentity } from './requested-identity.ts';
import type { NearRow, ResolveOptions } from './resolution.ts';

const MOST_NEAR = 5;

/** The parts of a request that an identity does not fit (section 5.3). */
export function differingParts(
  requested: RequestedIdentity,
  identity: ArtifactIdentity,
  prefix: ResolveOptions['prefix'],
): readonly IdentityPart[] {
  return IDENTITY_PARTS.filter((part) => {
    const wanted = requested[part];
    if (wanted === undefined) return false;
    const actual = identity[part];
    if (part === 'toolchain')
      return prefix === 'compat' ? !actual.startsWith(wanted) : !beginsToolchain(wanted, actual);
    return part === 'git_rev' ? !actual.startsWith(wanted) : actual !== wanted;
  });
}

// R6: `1.8` is no beginning of `1.84.0`, and a prerelease is never meant by the name of a release.
function beginsToolchain(wanted: string, actual: string): boolean {
  if (!actual.startsWith(wanted)) return false;
  if (!['', '.', '-', '+', ' '].includes(actual.charAt(wanted.length))) return false;
  return wanted.includes('-') || !actual.includes('-');
}

/** The rows that fit a request. */
export function selectRows(
  rows: readonly IndexRow[],
  requested: RequestedIdentity,
  prefix: ResolveOptions['prefix'],
): readonly IndexRow[] {
  return rows.filter(({ identity }) => differingParts(requested, identity, prefix).length === 0);
}

/** The rows that fit best, the best first, at most five. */
export function nearestRows(
  rows: readonly IndexRow[],
  requested: RequestedIdentity,
  prefix: ResolveOptions['prefix'],
): readonly (NearRow & { readonly row: IndexRow })[] {
  const byCount = new Map<number, (NearRow & { readonly row: IndexRow })[]>();
  for (const row of rows) {
    const differs = differingParts(requested, row.identity, prefix);
    const group = byCount.get(differs.length) ?? [];
    byCount.set(differs.length, group);
    group.push({ identity: row.identity, differs, row });
  }
  const nearest: (NearRow & { readonly row: IndexRow })[] = [];
  for (let count = 0; count <= IDENTITY_PARTS.length && nearest.length < MOST_NEAR; count += 1) {
    const group = byCount.get(count) ?? [];
    nearest.push(...group.sort((a, b) => compareIdentities(a.identity, b.identity)));
  }
  return nearest.slice(0, MOST_NEAR);
}
