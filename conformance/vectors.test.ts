import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { answerInProcess, resolveInProcess } from './adapters/reference/in-process-adapter.ts';
import { applySplices } from './suite/apply-splices.ts';
import { compareOutcome } from './suite/compare-outcome.ts';
import { compareResolution } from './suite/kinds/resolve-kind.ts';
import { isResolveVector, isVerdictVector, readVectors, type StoredVector } from './suite/read-vectors.ts';
import { readRules } from './suite/rule-facts.ts';
import { isFolderInput, readFileInput } from './suite/stage-input.ts';
import type {
  FolderInput,
  Replacement,
  ResolveTwin,
  ResolveVector,
  VectorTwin,
  VerdictTwin,
  VerdictVector,
} from './suite/vector.ts';

const FOLDER = join(import.meta.dirname, 'vectors');
const all = readVectors(FOLDER);
const vectors = all.filter(isVerdictVector);
const resolutions = all.filter(isResolveVector);
const byId = new Map(all.map((stored) => [stored.vector.id, stored]));
const rules = [...readRules(join(import.meta.dirname, '..')).values()];
const ours = new Set(rules.filter(({ origin, limit }) => origin === 'ours' && limit === undefined).map(({ id }) => id));
const isInCore = (id: string): boolean => !ours.has(id);
const named = vectors.map((stored) => ({ name: `${stored.vector.id} ${stored.vector.why}`, stored }));

describe.each([...new Set(vectors.map(({ vector }) => vector.contract))])('the vectors of %s', (contract) => {
  const own = named.filter(({ stored }) => stored.vector.contract === contract);

  it.each(own)('$name', async ({ stored }) => {
    expect(compareOutcome(stored.vector, await answerInProcess(stored))).toEqual({ outcome: 'pass' });
  });
});

describe.runIf(resolutions.length > 0)('the vectors of resolutions', () => {
  it.each(resolutions.map((stored) => ({ name: `${stored.vector.id} ${stored.vector.why}`, stored })))(
    '$name',
    async ({ stored }) => {
      expect(compareResolution(stored.vector, await resolveInProcess(stored))).toEqual({ outcome: 'pass' });
    },
  );
});

describe('a vector of the profile core, judged by all rules,', () => {
  const ofCore = named.filter(({ stored }) => stored.vector.profile === 'core');

  it.each(ofCore)('$name', async ({ stored }) => {
    const { vector } = stored;
    const answer = await answerInProcess(stored, [], 'hardened');
    const primary = answer.findings.find(({ severity }) => severity === 'error')?.rule ?? 'none';
    if (vector.expect.valid && vector.cites.every(isInCore)) {
      // What core accepts without coming near our own rules, both profiles accept alike.
      expect(compareOutcome(vector, answer)).toEqual({ outcome: 'pass' });
    } else if (vector.expect.valid) {
      // An accepted vector of core that cites rules of ours breaks one.
      // What is judged within it names its rule in the details.
      const broken = answer.findings.flatMap(({ rule, details }) => [rule, String(details.rule)]);
      expect(broken.filter((rule) => ours.has(rule) && vector.cites.includes(rule))).not.toEqual([]);
    } else if (primary !== vector.expect.primary) {
      // Only a rule of ours, which core lacks, can come ahead of the one that core names.
      expect({ primary, isOurs: ours.has(primary) }).toEqual({ primary, isOurs: true });
    } else {
      expect(answer.valid).toBe(false);
    }
  });
});

describe('the vectors as data', () => {
  it('are what the manifest says', () => {
    const lines = readFileSync(join(FOLDER, 'MANIFEST.sha256'), 'utf8').trimEnd().split('\n');
    const wrong = lines.filter((line) => {
      const [digest, path] = line.split('  ');
      return sha256(readFileSync(join(FOLDER, path ?? ''))) !== digest;
    });
    expect(wrong).toEqual([]);
    expect(lines.filter((line) => line.endsWith('/vector.json')).length).toBe(all.length);
  });

  it('state the digest of their input', () => {
    const wrong = [...vectors, ...resolutions].filter((stored) => {
      const { input } = stored.vector;
      return isFolderInput(input) ? !isWholeFolder(stored, input) : sha256(readFileInput(stored)) !== input.sha256;
    });
    expect(wrong.map(({ vector }) => vector.id)).toEqual([]);
  });

  it('follow from their twins by the edit that they state', () => {
    const wrong = vectors.filter((stored) => {
      const { kind, twin } = stored.vector;
      return kind === 'accept' ? twin !== undefined : twin === undefined || !followsFrom(stored, twin);
    });
    expect(wrong.map(({ vector }) => vector.id)).toEqual([]);
    const alone = resolutions.filter((stored) => {
      const { expect: expected, twin } = stored.vector;
      return 'resolved' in expected ? twin !== undefined : twin === undefined || !isOneEditAway(stored, twin);
    });
    expect(alone.map(({ vector }) => vector.id)).toEqual([]);
  });
});

/** Whether a refusal follows from a resolution by the edits of its input and of what the resolver is told. */
function isOneEditAway(stored: StoredVector<ResolveVector>, twin: ResolveTwin): boolean {
  const other = byId.get(twin.id);
  if (other === undefined || !isResolveVector(other) || !('resolved' in other.vector.expect)) return false;
  const { identity, now, options } = other.vector;
  const told = {
    identity: withReplacements(identity, twin.identity),
    options: withReplacements(options, twin.options),
    now: twin.now?.delete === now ? twin.now.insert : now,
  };
  const own = { identity: stored.vector.identity, options: stored.vector.options, now: stored.vector.now };
  return isDeepStrictEqual(told, own) && hasEditedInput(stored, other, twin);
}

function withReplacements(
  before: Readonly<Record<string, unknown>>,
  replacements: Readonly<Record<string, Replacement>> = {},
): Readonly<Record<string, unknown>> {
  const after = { ...before };
  for (const [name, { delete: taken, insert }] of Object.entries(replacements)) {
    if (!isDeepStrictEqual(after[name], taken)) return {};
    if (insert === undefined) delete after[name];
    else after[name] = insert;
  }
  return after;
}

function isWholeFolder(stored: StoredVector, input: FolderInput): boolean {
  return input.entries.every(
    (entry) => entry.type !== 'file' || sha256(readFileSync(join(stored.folder, entry.content))) === entry.sha256,
  );
}

function followsFrom(stored: StoredVector<VerdictVector>, twin: VerdictTwin): boolean {
  const other = byId.get(twin.id);
  if (other?.vector.kind !== 'accept') return false;
  const told = withReplacements(other.vector.options ?? {}, twin.options);
  return isDeepStrictEqual(told, stored.vector.options ?? {}) && hasEditedInput(stored, other, twin);
}

function hasEditedInput(stored: StoredVector, other: StoredVector, twin: VectorTwin): boolean {
  if (other.vector.contract !== stored.vector.contract) return false;
  const { input } = stored.vector;
  const from = other.vector.input;
  if (!isFolderInput(input) || !isFolderInput(from)) {
    return Buffer.from(readFileInput(stored)).equals(applySplices(readFileInput(other), twin.splices));
  }
  const edited = new Map(from.entries.map((entry) => [entry.path, stateOf(other, entry)]));
  for (const path of twin.removed ?? []) edited.delete(path);
  for (const path of new Set(twin.splices.map((splice) => splice.path ?? ''))) {
    const before = edited.get(path);
    const splices = twin.splices.filter((splice) => splice.path === path);
    const after = applySplices(Buffer.from(before?.content ?? '', 'latin1'), splices);
    edited.set(path, { is: before?.is ?? '', content: Buffer.from(after).toString('latin1') });
  }
  for (const entry of twin.added ?? []) {
    const content = entry.type === 'file' ? Buffer.from(entry.hex, 'hex').toString('latin1') : '';
    edited.set(entry.path, { is: kindOf(entry), content });
  }
  const expected = new Map(input.entries.map((entry) => [entry.path, stateOf(stored, entry)]));
  return isDeepStrictEqual(edited, expected);
}

interface EntryState {
  /** What the entry is. */
  readonly is: string;
  /** A file's bytes, one character each. */
  readonly content: string;
}

function stateOf(stored: StoredVector, entry: FolderInput['entries'][number]): EntryState {
  const content = entry.type === 'file' ? readFileSync(join(stored.folder, entry.content), 'latin1') : '';
  return { is: kindOf(entry), content };
}

function kindOf(entry: { readonly type: string; readonly target?: string; readonly executable?: true }): string {
  return `${entry.type} ${entry.executable === true ? 'executable' : ''} ${entry.target ?? ''}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
