import { createHash } from 'node:crypto';
import rules from '../../../contracts/strict-tar/v1/rules.json' with { type: 'json' };
import type { AcceptRecipe, ExpectedLocation, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';
import { type BuiltTar, buildTar, type TarEntry, toBytes } from '../tar-builder.ts';

const CONTRACT = 'strict-tar@1';

/** Ids of the rules in the order of the catalogue. */
export const RULE_IDS: readonly string[] = rules.map(({ id }) => id);

/** An accepted vector: what was put in, and the warnings that it gives. */
export interface AcceptedTar {
  readonly name: string;
  /** Rules that it comes close to breaking. */
  readonly cites: readonly string[];
  readonly why: string;
  readonly input: BuiltTar | Uint8Array;
  /** Path → content, or `null` for a directory. */
  readonly members: Readonly<Record<string, string | Uint8Array | null>>;
  readonly warnings?: readonly string[];
  readonly profile?: 'core' | 'hardened';
}

export function accepted({ name, why, input, members, profile, ...tar }: AcceptedTar): AcceptRecipe {
  const warnings = RULE_IDS.filter((id) => tar.warnings?.includes(id));
  const cites = [...new Set([...tar.cites, ...warnings])];
  const observed = Object.entries(members)
    .map(([path, content]) => observe(path, content))
    .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  return {
    kind: 'accept',
    name,
    contract: CONTRACT,
    role: 'consumer',
    profile: profile ?? profileOfAccepted(cites, warnings),
    input: 'bytes' in input ? input.bytes : input,
    cites,
    why,
    expect: { valid: true, warnings, observation: { members: observed, documents: {}, references: [] } },
  };
}

/** A rejected vector. */
export interface RejectedTar {
  readonly name: string;
  /** The primary rule first. */
  readonly cites: readonly string[];
  readonly why: string;
  readonly input: BuiltTar | Uint8Array;
  readonly at: ExpectedLocation;
  readonly twin: string;
}

export function rejected({ name, cites, why, input, at, twin }: RejectedTar): RejectRecipe {
  const [primary] = cites;
  if (primary === undefined) throw new Error(`${name} cites nothing`);
  return {
    kind: 'reject',
    name,
    contract: CONTRACT,
    role: 'consumer',
    profile: profileOfRejected(primary),
    input: 'bytes' in input ? input.bytes : input,
    cites,
    why,
    expect: { valid: false, primary, at },
    twin,
  };
}

export const ALPHA: TarEntry = { name: 'a.txt', data: 'alpha\n' };
export const BETA: TarEntry = { name: 'b.txt', data: 'beta\n' };
export const TWO_FILES: Readonly<Record<string, string>> = { 'a.txt': 'alpha\n', 'b.txt': 'beta\n' };
/** Name of the accepted vector that holds the two files in canonical form. */
export const TWO_FILES_NAME = 'two-files';
/** Where the second of the two files stands. */
export const BETA_OFFSET = 1024;

/** The two files, with other fields in the header of the first. */
export function twoFiles(first: TarEntry = {}, second: TarEntry = {}): BuiltTar {
  return buildTar([
    { ...ALPHA, ...first },
    { ...BETA, ...second },
  ]);
}

function observe(
  path: string,
  content: string | Uint8Array | null,
): AcceptRecipe['expect']['observation']['members'][number] {
  if (content === null) return { path, type: 'directory', size: 0 };
  const bytes = toBytes(content);
  return { path, type: 'file', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
