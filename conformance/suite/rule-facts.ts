import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the suite needs to know of a rule; read from the catalogues, never from the reference. */
export interface RuleFacts {
  readonly id: string;
  readonly contract: string;
  readonly status: string;
  readonly level: string;
  readonly role: string;
  readonly origin: string;
  /** Of a rule on a resource: the limit, which holds in every profile. */
  readonly limit?: string;
}

/** All rules of all catalogues, by id. */
export function readRules(root: string): ReadonlyMap<string, RuleFacts> {
  const rules = new Map<string, RuleFacts>();
  for (const contract of readdirSync(join(root, 'contracts')).sort()) {
    const path = join(root, 'contracts', contract, 'v1', 'rules.json');
    if (!existsSync(path)) continue;
    const entries: readonly Omit<RuleFacts, 'contract'>[] = JSON.parse(readFileSync(path, 'utf8'));
    for (const { id, status, level, role, origin, limit } of entries) {
      rules.set(id, { id, contract, status, level, role, origin, ...(limit !== undefined && { limit }) });
    }
  }
  return rules;
}
