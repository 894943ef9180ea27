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
): readonly FittingRow[] {
  const nearest: FittingRow[] = [];
  for (const row of rows) {
    const one = { identity: row.identity, differs: differingParts(requested, row.identity, prefix), row };
    const last = nearest[MOST_NEAR - 1];
    if (last !== undefined && compareFit(one, last) >= 0) continue;
    // Behind those that fit as well: equal rows keep the order of the index.
    const at = nearest.findIndex((other) => compareFit(one, other) < 0);
    nearest.splice(at === -1 ? nearest.length : at, 0, one);
    if (nearest.length > MOST_NEAR) nearest.pop();
  }
  return nearest;
}

type FittingRow = NearRow & { readonly row: IndexRow };

function compareFit(left: FittingRow, right: FittingRow): number {
  return left.differs.length - right.differs.length || compareIdentities(left.identity, right.identity);
}
