import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readField, withField } from '../differential/zip-records.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { isFolderInput, readFileInput } from '../suite/stage-input.ts';
import type { FolderInput, VectorExpectation } from '../suite/vector.ts';
import { digestDocument, provenDocument, readDocument } from './document-digest.ts';
import { drawAlike, type FreshEntry, type Renew } from './renewal.ts';
import { fieldIn, readDirectory, valueIn, type ZipEntry } from './zip-directory.ts';

/**
 * The package with other names and values of the same length, wherever they stand: in paths, in documents and in what is
 * expected. The digests and checksums of what has changed follow, where they were right before.
 */
export function renewPackage(words: readonly string[]): Renew {
  return renewBy((draws) => {
    const fresh = new Map(words.map((word) => [word, drawAlike(draws, word)]));
    return (text) => replaceWords(text, fresh);
  });
}

/** The same with any substitution that leaves lengths as they are. */
export function renewBy(toSubstitution: (draws: SeededDraws) => Substitution): Renew {
  return (stored, draws) => {
    const substitute = toSubstitution(draws);
    const { vector } = stored;
    const expect: VectorExpectation = JSON.parse(substitute(JSON.stringify(vector.expect)));
    if (!isFolderInput(vector.input)) {
      return renewFile(readFileInput(stored), substitute, { before: vector.expect, expect });
    }
    const { input, files } = renewFolder(stored, vector.input, substitute);
    const renewed = renewObservation(vector.expect, expect, files, substitute);
    return renewed === undefined ? undefined : { input, expect: renewed };
  };
}

/** A text with other words in it. */
export type Substitution = (text: string) => string;

/**
 * The entries of a folder, renewed; with them, by path, what became of each file. A file that is `beside` them is one
 * whose digests follow too.
 */
export function renewFolder(
  { folder }: StoredVector,
  { entries }: FolderInput,
  substitute: Substitution,
  beside: ReadonlyMap<string, Uint8Array> = new Map(),
): { readonly input: readonly FreshEntry[]; readonly files: ReadonlyMap<string, FileChange> } {
  const files = new Map<string, FileChange>();
  const renamed = entries.map((entry): FreshEntry => {
    const path = substitute(entry.path);
    if (entry.type === 'link') return { ...entry, path, target: substitute(entry.target) };
    if (entry.type === 'directory') return { ...entry, path };
    const { sha256: _, content, ...rest } = entry;
    const bytes = new Uint8Array(readFileSync(join(folder, content)));
    files.set(path, toChange(bytes, substitute));
    return { ...rest, path, bytes };
  });
  for (const [path, bytes] of beside) files.set(path, toChange(bytes, substitute));
  followDigests(files);
  const input = renamed.map((entry): FreshEntry => {
    const change = files.get(entry.path);
    return entry.type === 'file' && change !== undefined ? { ...entry, bytes: change.after } : entry;
  });
  return { input, files };
}

export interface FileChange {
  readonly before: Uint8Array;
  after: Uint8Array;
}

function renewFile(
  bytes: Uint8Array,
  substitute: (text: string) => string,
  { before, expect }: { readonly before: VectorExpectation; readonly expect: VectorExpectation },
): ReturnType<Renew> {
  const input = Buffer.from(substitute(Buffer.from(bytes).toString('latin1')), 'latin1');
  const directory = readDirectory(bytes);
  if (directory === undefined) {
    const files = new Map([['', { before: bytes, after: input }]]);
    const renewed = renewObservation(before, expect, files, substitute);
    return renewed === undefined ? undefined : { input, expect: renewed };
  }
  const stored = directory.entries.filter(({ central }) => valueIn(bytes, central, 'method') === 0);
  const files = new Map(
    stored.map((entry) => [
      substitute(entry.name),
      { before: contentOf(bytes, entry), after: contentOf(input, entry) },
    ]),
  );
  followDigests(files);
  let changed: Uint8Array = input;
  for (const entry of stored) {
    const change = files.get(substitute(entry.name));
    if (change !== undefined) changed = withContent(changed, entry, change);
  }
  const renewed = renewObservation(before, expect, files, substitute);
  return renewed === undefined ? undefined : { input: changed, expect: renewed };
}

function contentOf(bytes: Uint8Array, { data, size }: ZipEntry): Uint8Array {
  return bytes.subarray(data, data + size);
}

// A checksum that was wrong stays as it is.
function withContent(bytes: Uint8Array, { central, local, data }: ZipEntry, { before, after }: FileChange): Uint8Array {
  let changed = Uint8Array.from(bytes);
  changed.set(after, data);
  for (const record of [central, local]) {
    const field = fieldIn(record, 'crc-32');
    if (readField(changed, field) === BigInt(crc32(before)))
      changed = Uint8Array.from(withField(changed, field, BigInt(crc32(after))));
  }
  return changed;
}

function toChange(bytes: Uint8Array, substitute: (text: string) => string): FileChange {
  return { before: bytes, after: Buffer.from(substitute(Buffer.from(bytes).toString('latin1')), 'latin1') };
}

/** Lets digests in other files follow those that have changed, until none is left to follow. */
function followDigests(files: ReadonlyMap<string, FileChange>): void {
  const followed = new Map<string, string>();
  for (let round = 0; round < 4; round += 1) {
    for (const { before, after } of files.values()) {
      const [from, to] = [sha256(before), sha256(after)];
      const last = followed.get(from) ?? from;
      if (last === to) continue;
      for (const change of files.values()) change.after = replaceDigest(change.after, last, to);
      followed.set(from, to);
    }
  }
}

function replaceDigest(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.toLowerCase().includes(from)) return bytes;
  const replaced = text.replaceAll(from, to).replaceAll(from.toUpperCase(), to.toUpperCase());
  return Buffer.from(replaced, 'latin1');
}

function renewObservation(
  before: VectorExpectation,
  expect: VectorExpectation,
  files: ReadonlyMap<string, FileChange>,
  substitute: (text: string) => string,
): VectorExpectation | undefined {
  if (!expect.valid || !before.valid) return expect;
  const { observation } = expect;
  const members = observation.members.map((member) => {
    const change = files.get(member.path);
    return change === undefined || member.sha256 !== sha256(change.before)
      ? member
      : { ...member, sha256: sha256(change.after) };
  });
  const documents: Record<string, string> = {};
  for (const [path, digest] of Object.entries(before.observation.documents)) {
    const change = files.get(substitute(path));
    if (change === undefined) return undefined;
    const value = readDocument(change.after, path);
    if (provenDocument(change.before, path, digest) === undefined || value === undefined) return undefined;
    documents[substitute(path)] = digestDocument(value.value);
  }
  return { ...expect, observation: { ...observation, members, documents } };
}

function replaceWords(text: string, fresh: ReadonlyMap<string, string>): string {
  let replaced = text;
  for (const [word, other] of fresh) replaced = replaced.replaceAll(word, other);
  return replaced;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
