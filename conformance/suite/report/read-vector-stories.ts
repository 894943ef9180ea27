import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredVector } from '../read-vectors.ts';
import { isFolderInput } from '../stage-input.ts';
import type { GeneratedInput, Replacement, Splice, Vector, VectorInput } from '../vector.ts';
import type { ByteChange, ByteExcerpt, VectorStory } from './vector-story.ts';

/** Edits that are shown of one twin, bytes around each, and bytes of an edit that are shown. */
const MOST_CHANGES = 6;
const AROUND = 8;
const MOST_BYTES = 48;

/** What the vectors are about, by id. Inputs of twins are read for the bytes around each edit. */
export function readVectorStories(vectors: readonly StoredVector[]): ReadonlyMap<string, VectorStory> {
  const byId = new Map(vectors.map((stored) => [stored.vector.id, stored]));
  return new Map(vectors.map((stored) => [stored.vector.id, storyOf(stored, byId)]));
}

function storyOf({ vector }: StoredVector, byId: ReadonlyMap<string, StoredVector>): VectorStory {
  const expects = toExpectation(vector.expect);
  const twin = 'twin' in vector ? vector.twin : undefined;
  const accepted = twin === undefined ? undefined : byId.get(twin.id);
  if (twin === undefined || accepted === undefined) return { why: vector.why, expects };
  const bytesOf = twinBytes(accepted);
  const changes = twin.splices.slice(0, MOST_CHANGES).map((splice): ByteChange => {
    const change = toChange(splice, bytesOf(splice.path));
    return splice.path === undefined ? change : { path: splice.path, ...change };
  });
  const entries = [
    ...(twin.removed ?? []).map((path) => `without ${path}`),
    ...(twin.added ?? []).map(({ path, type }) => `with the ${type} ${path}`),
    ...(vector.kind === 'resolve' ? toldOtherwise(vector.twin ?? {}) : []),
  ];
  return {
    why: vector.why,
    expects,
    twin: { id: twin.id, changes, entries, more: twin.splices.length - changes.length },
  };
}

/** What a resolver is told otherwise than for the twin, in words. */
function* toldOtherwise({
  identity = {},
  now,
  options = {},
}: Partial<NonNullable<Extract<Vector, { kind: 'resolve' }>['twin']>>): Iterable<string> {
  const told = [
    ...Object.entries(identity),
    ...(now === undefined ? [] : [['now', now] as const]),
    ...Object.entries(options),
  ];
  for (const [name, { delete: before, insert: after }] of told) yield `${name}: ${show(before)} → ${show(after)}`;
}

function show(value: Replacement['delete']): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function toExpectation(expect: object): string {
  if ('refused' in expect && typeof expect.refused === 'string') return expect.refused;
  if ('resolved' in expect) return 'resolved';
  if ('primary' in expect && typeof expect.primary === 'string') return expect.primary;
  if ('produced' in expect) return 'produced';
  return 'valid' in expect && expect.valid === true ? 'valid' : 'invalid';
}

/** Reads the twin's file, or that of a path within its folder, once each. */
function twinBytes({ vector, folder }: StoredVector): (path: string | undefined) => Buffer {
  const read = new Map<string, Buffer>();
  return (path) => {
    const name = path === undefined ? vector.input.path : contentOf(vector.input, path);
    const bytes = read.get(name) ?? readFileSync(join(folder, name));
    read.set(name, bytes);
    return bytes;
  };
}

function contentOf(input: VectorInput | GeneratedInput, path: string): string {
  const entry = isFolderInput(input) ? input.entries.find((one) => one.path === path) : undefined;
  if (entry?.type !== 'file') throw new Error(`the twin has no file ${path}`);
  return entry.content;
}

function toChange({ offset, delete: taken, insert }: Splice, bytes: Buffer): ByteChange {
  const lead = bytes.subarray(Math.max(0, offset - AROUND), offset).toString('hex');
  const behind = offset + taken.length / 2;
  const trail = bytes.subarray(behind, behind + AROUND).toString('hex');
  return { offset, before: toExcerpt(lead, taken, trail), after: toExcerpt(lead, insert, trail) };
}

function toExcerpt(lead: string, changed: string, trail: string): ByteExcerpt {
  const shown = changed.slice(0, 2 * MOST_BYTES);
  return { lead, changed: shown, cut: (changed.length - shown.length) / 2, trail };
}
