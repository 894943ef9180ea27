import anpkg from '../../contracts/anpkg/v1/rules.json' with { type: 'json' };
import assetsPa from '../../contracts/assets-pa/v1/rules.json' with { type: 'json' };
import distribution from '../../contracts/distribution/v1/rules.json' with { type: 'json' };
import doctorCliPackage from '../../contracts/doctor-cli-package/v1/rules.json' with { type: 'json' };
import json from '../../contracts/strict-json/v1/rules.json' with { type: 'json' };
import tar from '../../contracts/strict-tar/v1/rules.json' with { type: 'json' };
import yaml from '../../contracts/strict-yaml/v1/rules.json' with { type: 'json' };
import zip from '../../contracts/strict-zip/v1/rules.json' with { type: 'json' };
import type { Recipe } from './recipe.ts';

interface CatalogueEntry {
  readonly id: string;
  readonly origin: string;
  readonly limit?: string;
}

const entries: readonly CatalogueEntry[] = [
  ...zip,
  ...tar,
  ...json,
  ...yaml,
  ...anpkg,
  ...doctorCliPackage,
  ...assetsPa,
  ...distribution,
];
const core: ReadonlyMap<string, boolean> = new Map(
  entries.map(({ id, origin, limit }) => [id, origin !== 'ours' || limit !== undefined]),
);

/** Whether the profile core holds the rule: all but our own hardening, and the limits. */
export function isInCore(id: string): boolean {
  const held = core.get(id);
  if (held === undefined) throw new Error(`no such rule: ${id}`);
  return held;
}

/**
 * The profile of a rejected vector where none is typed: core where its primary rule is one of core, since the profile
 * hardened refuses the input as well.
 */
export function profileOfRejected(primary: string): Recipe['profile'] {
  return isInCore(primary) ? 'core' : 'hardened';
}

/**
 * The profile of an accepted vector where none is typed: core where it comes close to rules of core only and warns of
 * nothing. What both profiles accept is thus of core, and so is what only core accepts, which is typed.
 */
export function profileOfAccepted(cites: readonly string[], warnings: readonly string[]): Recipe['profile'] {
  return warnings.length === 0 && cites.every(isInCore) ? 'core' : 'hardened';
}
