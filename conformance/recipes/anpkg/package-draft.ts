import { createHash } from 'node:crypto';
import { compareCodePoints } from '../code-point-order.ts';
import { type DocumentText, toCanonicalText, toYaml } from '../document-text.ts';
import type { ExpectedLocation, ExpectedObservation, RecipeFolder } from '../recipe.ts';
import { type ArchiveFields, buildZip, toBytes, type ZipMember } from '../zip-builder.ts';
import { packageReferences } from './package-references.ts';

export const PROFILE = 'machine-profile.yaml';
export const SIM0 = 'providers/sim0.yaml';
export const RUNTIME = 'runtime/anolis-runtime.yaml';
export const PROVENANCE = 'meta/provenance.json';
export const LIST = 'meta/checksums.sha256';

/** A package ahead of its checksum list: one change to a draft is one edit to the package. */
export interface PackageDraft {
  /** Every member but the checksum list: a document, or plain content. */
  readonly members: Readonly<Record<string, DocumentText | string | Uint8Array>>;
  /** Changes the canonical checksum list; `undefined` as a result leaves it out. */
  readonly list?: (canonical: string) => string | Uint8Array | undefined;
  /** What the archive has beyond the canonical form. */
  readonly archive?: ArchiveFields;
  /** Fields of single members beyond the canonical form. */
  readonly fields?: Readonly<Record<string, Partial<ZipMember>>>;
}

/** The draft with some members changed; `undefined` takes one out. */
export function withMembers(
  draft: PackageDraft,
  changed: Readonly<Record<string, DocumentText | string | Uint8Array | undefined>>,
): PackageDraft {
  const members = { ...draft.members };
  for (const [path, content] of Object.entries(changed)) {
    if (content === undefined) delete members[path];
    else members[path] = content;
  }
  return { ...draft, members };
}

/** The draft with a YAML document made of the value. */
export function withYaml(draft: PackageDraft, path: string, value: unknown): PackageDraft {
  return withMembers(draft, { [path]: toYaml(value) });
}

/** The draft with a JSON document in canonical form made of the value. */
export function withJson(draft: PackageDraft, path: string, value: unknown): PackageDraft {
  return withMembers(draft, { [path]: toCanonicalText(value) });
}

/** All members of the package with their bytes, the checksum list included. */
export function packageFiles(draft: PackageDraft): ReadonlyMap<string, Uint8Array> {
  const files = memberBytes(draft);
  const canonical = canonicalList(draft);
  const list = draft.list === undefined ? canonical : draft.list(canonical);
  if (list !== undefined) files.set(LIST, toBytes(list));
  return files;
}

/** The checksum list as an exporter writes it: sorted lines of digest, two spaces and path. */
export function canonicalList(draft: PackageDraft): string {
  return [...memberBytes(draft)]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`)
    .join('');
}

/** The package as an archive. */
export function packageArchive(draft: PackageDraft): Uint8Array {
  const members = [...packageFiles(draft)].map(([name, data]) => ({ name, data, ...draft.fields?.[name] }));
  return buildZip(members, draft.archive).bytes;
}

/** The package as a folder. */
export function packageFolder(draft: PackageDraft): RecipeFolder {
  return Object.fromEntries(packageFiles(draft));
}

/** What a reader understands of the package. */
export function packageObservation(draft: PackageDraft): ExpectedObservation {
  const members = [...packageFiles(draft)]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([path, bytes]) => ({ path, type: 'file' as const, size: bytes.length, sha256: sha256(bytes) }));
  const documents = Object.fromEntries(
    Object.entries(draft.members).flatMap(([path, content]) => (isDocument(content) ? [[path, content.value]] : [])),
  );
  return { members, documents, references: packageReferences(documents, new Set(Object.keys(draft.members))) };
}

/** The place of a value of a document of the package. */
export function placeIn(draft: PackageDraft, member: string, pointer: string): ExpectedLocation {
  const content = draft.members[member];
  const place = content !== undefined && isDocument(content) ? content.places.get(pointer) : undefined;
  if (place === undefined) throw new Error(`nothing at ${member}#${pointer}`);
  return { member, pointer, ...place };
}

/** The index of the line of the canonical list that names the path, counted from 0. */
export function lineOf(canonical: string, path: string): number {
  const index = canonical.split('\n').findIndex((line) => line.endsWith(`  ${path}`));
  if (index < 0) throw new Error(`no line for ${path}`);
  return index;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function memberBytes({ members }: PackageDraft): Map<string, Uint8Array> {
  return new Map(Object.entries(members).map(([path, content]) => [path, contentBytes(content)]));
}

function contentBytes(content: DocumentText | string | Uint8Array): Uint8Array {
  return isDocument(content) ? toBytes(content.text) : toBytes(content);
}

function isDocument(content: DocumentText | string | Uint8Array): content is DocumentText {
  return typeof content === 'object' && 'places' in content;
}
