import { createHash } from 'node:crypto';
import rules from '../../../contracts/strict-zip/v1/rules.json' with { type: 'json' };
import type { AcceptRecipe, ExpectedLocation, Recipe, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';
import { type ArchiveFields, type BuiltZip, buildZip, toBytes, type ZipMember } from '../zip-builder.ts';

/** An accepted vector: what was put in, and the warnings that it gives. */
export interface AcceptedZip {
  readonly name: string;
  /** Rules that it comes close to breaking, or SHOULD rules that it breaks. */
  readonly cites: readonly string[];
  readonly why: string;
  readonly zip: BuiltZip;
  /** Path → content, or `null` for a directory. */
  readonly members: Readonly<Record<string, string | Uint8Array | null>>;
  readonly warnings?: readonly string[];
}

/** A rejected vector. */
export interface RejectedZip {
  readonly name: string;
  /** The primary rule first. */
  readonly cites: readonly string[];
  readonly why: string;
  readonly zip: BuiltZip | Uint8Array;
  readonly at: ExpectedLocation;
  readonly twin: string;
}

const CONTRACT = 'strict-zip@1';

export function accepted(zip: AcceptedZip): AcceptRecipe {
  const warnings = inCatalogueOrder(zip.warnings ?? []);
  const cites = [...new Set([...zip.cites, ...warnings])];
  const members = Object.entries(zip.members)
    .map(([path, content]) => observed(path, content))
    .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  return {
    kind: 'accept',
    name: zip.name,
    contract: CONTRACT,
    role: 'consumer',
    profile: profileOfAccepted(cites, warnings),
    input: zip.zip.bytes,
    cites,
    why: zip.why,
    expect: { valid: true, warnings, observation: { members, documents: {}, references: [] } },
  };
}

export function rejected(zip: RejectedZip): RejectRecipe {
  const [primary] = zip.cites;
  if (primary === undefined) throw new Error(`${zip.name} cites nothing`);
  return {
    kind: 'reject',
    name: zip.name,
    contract: CONTRACT,
    role: 'consumer',
    profile: profileOfRejected(primary),
    input: zip.zip instanceof Uint8Array ? zip.zip : zip.zip.bytes,
    cites: zip.cites,
    why: zip.why,
    expect: { valid: false, primary, at: zip.at },
    twin: zip.twin,
  };
}

/** The members that most vectors have, and the archive that they make in canonical form. */
export const ALPHA: ZipMember = { name: 'a.txt', data: 'alpha\n' };
export const BETA: ZipMember = { name: 'b.txt', data: 'beta\n' };
export const TWO_FILES: Readonly<Record<string, string>> = { 'a.txt': 'alpha\n', 'b.txt': 'beta\n' };

/** Name of the accepted vector that holds the two files in canonical form; most rejected ones are one edit away. */
export const TWO_FILES_NAME = 'two-files';

/** The two files, with other fields in the first or in the archive. */
export function twoFiles(first: Partial<ZipMember> = {}, archive: ArchiveFields = {}): BuiltZip {
  return buildZip([{ ...ALPHA, ...first }, BETA], archive);
}

/** The two files, with other fields in both headers of the second. */
export function twoFilesSecond(second: Partial<ZipMember>, archive: ArchiveFields = {}): BuiltZip {
  return buildZip([ALPHA, { ...BETA, ...second }], archive);
}

/** Place of a record of a member, by the member's position as written. */
export function place(zip: BuiltZip, index: number, record: 'local' | 'data' | 'descriptor' | 'central'): number {
  const member = zip.members[index];
  if (member === undefined) throw new RangeError(`no member ${index}`);
  return member[record];
}

/** Location at a record of the first of the two files. */
export function atAlpha(
  zip: BuiltZip,
  record: 'local' | 'data' | 'descriptor' | 'central' = 'central',
): ExpectedLocation {
  return { member: 'a.txt', offset: place(zip, 0, record) };
}

/** Location at a record of the second of the two files. */
export function atBeta(
  zip: BuiltZip,
  record: 'local' | 'data' | 'descriptor' | 'central' = 'central',
): ExpectedLocation {
  return { member: 'b.txt', offset: place(zip, 1, record) };
}

/** Ids of the rules in the order of the catalogue. */
export const RULE_IDS: readonly string[] = rules.map(({ id }) => id);

function observed(
  path: string,
  content: string | Uint8Array | null,
): AcceptRecipe['expect']['observation']['members'][number] {
  if (content === null) return { path, type: 'directory', size: 0 };
  const bytes = toBytes(content);
  return { path, type: 'file', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function inCatalogueOrder(ids: readonly string[]): readonly string[] {
  return RULE_IDS.filter((id) => ids.includes(id));
}

export type { Recipe };
