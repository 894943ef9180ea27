import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What is known of a recipe's vector. Entries are never removed: an id is not used again. */
export interface LedgerEntry {
  readonly id: string;
  readonly rev: number;
  /** SHA-256 over the input and the expectation; `rev` rises when it changes. */
  readonly digest: string;
  /** Set once the recipe is gone. */
  readonly retired?: true;
}

/** Contract → recipe's name → entry. */
export type Ledger = Readonly<Record<string, Readonly<Record<string, LedgerEntry>>>>;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function readLedger(path: string): Ledger {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The ledger as text: contracts and names sorted, one entry a line. */
export function toLedgerText(ledger: Ledger): string {
  const contracts = Object.keys(ledger)
    .sort()
    .map((contract) => {
      const entries = ledger[contract] ?? {};
      const lines = Object.keys(entries)
        .sort()
        .map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(entries[name])}`);
      return `  ${JSON.stringify(contract)}: {\n${lines.join(',\n')}\n  }`;
    });
  return `{\n${contracts.join(',\n')}\n}\n`;
}

/** The entry of each recipe that stands, by `contract/name`, and the ledger that holds all of them, the retired too. */
export function updateLedger(
  ledger: Ledger,
  recipes: readonly { readonly contract: string; readonly name: string; readonly digest: string }[],
): { readonly ledger: Ledger; readonly entries: ReadonlyMap<string, LedgerEntry> } {
  const taken = new Set(Object.values(ledger).flatMap((entries) => Object.values(entries).map(({ id }) => id)));
  const entries = new Map<string, LedgerEntry>();
  const next: Record<string, Record<string, LedgerEntry>> = {};
  for (const [contract, known] of Object.entries(ledger)) {
    next[contract] = {};
    for (const [name, entry] of Object.entries(known)) next[contract][name] = { ...entry, retired: true };
  }
  for (const { contract, name, digest } of recipes) {
    const known = ledger[contract]?.[name];
    const entry = known === undefined ? { id: drawId(contract, name, taken), rev: 1, digest } : revised(known, digest);
    next[contract] ??= {};
    next[contract][name] = entry;
    entries.set(`${contract}/${name}`, entry);
  }
  return { ledger: next, entries };
}

function revised({ id, rev, digest: before }: LedgerEntry, digest: string): LedgerEntry {
  return { id, rev: before === digest ? rev : rev + 1, digest };
}

// Four characters of five bits: enough for a million vectors; a collision takes the next draw.
function drawId(contract: string, name: string, taken: Set<string>): string {
  for (let draw = 0; ; draw += 1) {
    const bytes = createHash('sha256').update(`${contract}/${name}#${draw}`).digest();
    const bits = bytes.readUInt32BE(0);
    const id = [15, 10, 5, 0].map((shift) => CROCKFORD.charAt((bits >>> shift) % 32)).join('');
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
