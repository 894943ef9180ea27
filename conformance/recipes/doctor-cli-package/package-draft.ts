import { createHash } from 'node:crypto';
import { compareCodePoints } from '../code-point-order.ts';
import { type DocumentText, toCanonicalText } from '../document-text.ts';
import type { ExpectedLocation, ExpectedObservation, FolderEntry, RecipeFolder } from '../recipe.ts';

export const MANIFEST = 'release-manifest.json';
export const PROGRAM = 'bin/doctor_demo';
export const CI = 'config/doctor_demo.ci.json';
export const LOCAL = 'config/doctor_demo.local.json';

type Members = Readonly<Record<string, FolderEntry | DocumentText>>;
export type JsonObject = Readonly<Record<string, unknown>>;

/** A package ahead of its release manifest: one change to a draft is one edit to the package. */
export interface PackageDraft {
  /** Every entry but the manifest. */
  readonly members: Members;
  /** Documents that are executable, which has no meaning. */
  readonly executable?: readonly string[];
  /** What the manifest says beyond sizes and digests. */
  readonly manifest: JsonObject;
  /** Changes the manifest once it has all sizes and digests; `undefined` as a result leaves it out. */
  readonly finish?: (manifest: JsonObject) => unknown;
}

/** The draft with some entries changed; `undefined` takes one out. */
export function withMembers(
  draft: PackageDraft,
  changed: Readonly<Record<string, Members[string] | undefined>>,
): PackageDraft {
  const members: Record<string, Members[string]> = { ...draft.members };
  for (const [path, content] of Object.entries(changed)) {
    if (content === undefined) delete members[path];
    else members[path] = content;
  }
  return { ...draft, members };
}

/** The draft with a document made of the value. */
export function withJson(draft: PackageDraft, path: string, value: unknown): PackageDraft {
  return withMembers(draft, { [path]: toCanonicalText(value) });
}

/** The draft with some members of its manifest changed ahead of sizes and digests; `undefined` takes one out. */
export function withManifest(draft: PackageDraft, changed: JsonObject): PackageDraft {
  return { ...draft, manifest: changeMembers(draft.manifest, changed) };
}

/** The draft with a manifest that is changed once it is complete. */
export function withFinishedManifest(draft: PackageDraft, finish: (manifest: JsonObject) => unknown): PackageDraft {
  return { ...draft, finish };
}

/** A copy of the object in which some members are others; `undefined` takes one out. */
export function changeMembers(object: JsonObject, changed: JsonObject): JsonObject {
  const members = Object.entries({ ...object, ...changed });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** The package as a folder. */
export function packageFolder(draft: PackageDraft): RecipeFolder {
  const manifest = manifestText(draft);
  const entries = Object.entries(draft.members).map(([path, content]) => {
    const entry = toEntry(content);
    return [path, draft.executable?.includes(path) ? { program: bytesOf(entry) } : entry];
  });
  return Object.fromEntries([...entries, ...(manifest === undefined ? [] : [[MANIFEST, toEntry(manifest)]])]);
}

/** What a reader understands of the package. */
export function packageObservation(draft: PackageDraft): ExpectedObservation {
  const entries = Object.entries(packageFolder(draft));
  const members = entries
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([path, entry]) => {
      if (entry === null) return { path, type: 'directory' as const, size: 0 };
      const bytes = bytesOf(entry);
      return { path, type: 'file' as const, size: bytes.length, sha256: sha256(bytes) };
    });
  const documents = documentsOf(draft);
  const from = (pointer: string) => ({ member: MANIFEST, pointer });
  const manifest = documents[MANIFEST];
  const references = [
    ...templatesOf(manifest).map((template, index) => ({
      from: from(`/config_templates/${index}/path`),
      to: String(memberOf(template, 'path')),
    })),
    { from: from('/packaged_binary/path'), to: String(memberOf(memberOf(manifest, 'packaged_binary'), 'path')) },
  ];
  return { members, documents, references };
}

/** The place of a value of a document of the package. */
export function placeIn(draft: PackageDraft, member: string, pointer: string): ExpectedLocation {
  const content = member === MANIFEST ? manifestText(draft) : draft.members[member];
  const place = isDocument(content) ? content.places.get(pointer) : undefined;
  if (place === undefined) throw new Error(`nothing at ${member}#${pointer}`);
  return { member, pointer, ...place };
}

/** The place of a value of the manifest. */
export const inManifest = (pointer: string, draft: PackageDraft): ExpectedLocation => placeIn(draft, MANIFEST, pointer);

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The manifest with the sizes and digests of what it names and the package holds. */
export function completeManifest(draft: PackageDraft): JsonObject {
  const { manifest } = draft;
  const path = memberOf(manifest.packaged_binary, 'path');
  return changeMembers(manifest, {
    source_binary: withDigest(draft, manifest.source_binary, path),
    packaged_binary: withDigest(draft, manifest.packaged_binary, path),
    config_templates: templatesOf(manifest).map((entry) => withDigest(draft, entry, memberOf(entry, 'path'))),
  });
}

function manifestText(draft: PackageDraft): DocumentText | undefined {
  const complete = completeManifest(draft);
  const value = draft.finish === undefined ? complete : draft.finish(complete);
  if (value === undefined) return undefined;
  return isDocument(value) ? value : toCanonicalText(value);
}

function withDigest({ members }: PackageDraft, entry: unknown, path: unknown): unknown {
  const content = members[String(path)];
  if (content === undefined || content === null || 'link' in content) return entry;
  const bytes = bytesOf(toEntry(content));
  return { ...toObject(entry), size_bytes: bytes.length, sha256: sha256(bytes) };
}

function documentsOf(draft: PackageDraft): Readonly<Record<string, unknown>> {
  const all: [string, unknown][] = [...Object.entries(draft.members), [MANIFEST, manifestText(draft)]];
  return Object.fromEntries(all.flatMap(([path, content]) => (isDocument(content) ? [[path, content.value]] : [])));
}

function templatesOf(manifest: unknown): readonly unknown[] {
  const templates = memberOf(manifest, 'config_templates');
  return Array.isArray(templates) ? templates : [];
}

function memberOf(value: unknown, key: string): unknown {
  return toObject(value)[key];
}

function toObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function toEntry(entry: FolderEntry | DocumentText): FolderEntry {
  return isDocument(entry) ? new TextEncoder().encode(entry.text) : entry;
}

function bytesOf(entry: FolderEntry): Uint8Array {
  if (entry instanceof Uint8Array) return entry;
  return entry !== null && 'program' in entry ? entry.program : new Uint8Array();
}

function isDocument(content: unknown): content is DocumentText {
  return typeof content === 'object' && content !== null && 'places' in content;
}
