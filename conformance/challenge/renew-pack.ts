import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import layout from '../../contracts/assets-pa/v1/layout.json' with { type: 'json' };
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { isFolderInput, readFileInput } from '../suite/stage-input.ts';
import type { VectorExpectation } from '../suite/vector.ts';
import { digestDocument } from './document-digest.ts';
import { drawWord, type FreshEntry, type Renew, type Renewal } from './renewal.ts';

const PACK = 'assets.pa';
// Names that no rule is about, and that stand in the order of no other ones.
const WORDS = ['sfx_blip', 'sfx_coin', 'sfx_ding', 'ui_atlas'];

/**
 * The pack with other names of the same length and another payload of the same length; in a cartridge, with another file
 * beside it. What is expected follows, where it is understood.
 */
export const renewPack: Renew = (stored, draws) => {
  const { expect, input } = stored.vector;
  if (!isFolderInput(input)) return renewFile(new Uint8Array(readFileInput(stored)), expect, draws);
  const entries = input.entries.map((entry): FreshEntry => {
    if (entry.type !== 'file') return entry;
    const { sha256: _, content, ...rest } = entry;
    const bytes = new Uint8Array(readFileSync(join(stored.folder, content)));
    return { ...rest, bytes: entry.path === PACK ? renewBytes(bytes, draws) : bytes };
  });
  const note = { path: `${drawWord(draws, 12)}.txt`, type: 'file', bytes: Buffer.from(drawWord(draws, 40)) } as const;
  return { input: [...entries, note], expect: followFile(expect, entries) };
};

function followFile(expect: VectorExpectation, entries: readonly FreshEntry[]): VectorExpectation {
  if (!expect.valid) return expect;
  const pack = entries.find(({ path }) => path === PACK);
  const members = expect.observation.members.map((member) =>
    member.path === PACK && pack?.type === 'file' ? { ...member, sha256: sha256(pack.bytes) } : member,
  );
  return { ...expect, observation: { ...expect.observation, members } };
}

function renewFile(before: Uint8Array, expect: VectorExpectation, draws: SeededDraws): Renewal | undefined {
  const input = renewBytes(before, draws);
  if (!expect.valid) return { input, expect };
  const [old, fresh] = [observe(before), observe(input)];
  if (old === undefined || fresh === undefined) return undefined;
  const { members, documents } = expect.observation;
  const isUnderstood =
    documents.header === old.header && members.every(({ path, sha256: digest }) => old.slices.get(path) === digest);
  if (!isUnderstood) return undefined;
  const renewed = members.map((member) => ({ ...member, sha256: fresh.slices.get(member.path) ?? '' }));
  return {
    input,
    expect: {
      ...expect,
      observation: { ...expect.observation, members: renewed, documents: { header: fresh.header } },
    },
  };
}

function renewBytes(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  const end = headerEnd(bytes);
  const header = WORDS.reduce(
    (text, word) => text.replaceAll(`"${word}"`, `"${word.slice(0, 4)}${drawWord(draws, word.length - 4)}"`),
    Buffer.from(bytes.subarray(0, end)).toString('latin1'),
  );
  const payload = Uint8Array.from(bytes.subarray(end), () => draws.below(256));
  return Uint8Array.from(Buffer.concat([Buffer.from(header, 'latin1'), payload]));
}

/** Where the header ends, as its length says; the end of the file where that lies behind it. */
function headerEnd(bytes: Uint8Array): number {
  const length = fieldOf(bytes, 'header_len');
  const end = PRELUDE_SIZE + Number(length ?? 0n);
  return length === undefined || end > bytes.length ? bytes.length : end;
}

const PRELUDE_SIZE = layout.fields.reduce((end, { offset, size }) => Math.max(end, offset + size), 0);

function fieldOf(bytes: Uint8Array, name: string): bigint | undefined {
  const field = layout.fields.find((one) => one.name === name);
  if (field === undefined || bytes.length < PRELUDE_SIZE) return undefined;
  const digits = [...bytes.subarray(field.offset, field.offset + field.size)].reverse();
  return digits.reduce((sum, digit) => sum * 256n + BigInt(digit), 0n);
}

interface Observed {
  readonly header: string;
  /** SHA-256 of each slice by the path that it is observed under. */
  readonly slices: ReadonlyMap<string, string>;
}

/** What the pack holds; nothing where it is not understood. */
function observe(bytes: Uint8Array): Observed | undefined {
  const start = Number(fieldOf(bytes, 'payload_offset') ?? 0n);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(PRELUDE_SIZE, headerEnd(bytes)));
    const header = JSON.parse(text);
    const entries: readonly Readonly<Record<string, number>>[] = header.asset_table;
    const slices = entries.map(({ asset_id, offset = 0, size = 0 }): [string, string] => [
      String(asset_id),
      sha256(bytes.subarray(start + offset, start + offset + size)),
    ]);
    return { header: digestDocument(header), slices: new Map(slices) };
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
