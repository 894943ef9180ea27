import layout from '../../contracts/assets-pa/v1/layout.json' with { type: 'json' };
import { toHeaderText } from '../recipes/assets-pa/header-text.ts';
import { buildPack, PRELUDE_SIZE } from '../recipes/assets-pa/pack-builder.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type DrawnPack, drawBrokenPack, drawPack, mutateTable } from './draw-pack.ts';
import { type Mutator, mutateBytes, pick, splice } from './mutate-bytes.ts';
import { tokenMutator } from './mutate-text.ts';
import { mutateValue } from './mutate-value.ts';
import { SPELLINGS, spellJson } from './spell-json.ts';
import { JSON_TOKENS } from './token-languages.ts';

const mutateHeader: Mutator = tokenMutator(JSON_TOKENS);

const TELLING_VALUES: readonly unknown[] = [
  ...[0, 1, -1, 15, 16, 255, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 0.5, 1e21],
  ...['GLYPH', 'TILES', 'NONE', '', '\ud800', null, true, [], {}],
];

/** One edit of a pack: of the prelude, of the header with all lengths made good again, or of the payload; or another pack. */
export const mutatePack: Mutator = (bytes, draws) => {
  const parts = partsOf(bytes);
  if (parts === undefined || draws.below(12) === 0) return mutateBytes(bytes, draws);
  if (draws.below(6) === 0) return mutatePrelude(bytes, draws);
  const { header: text, payload } = parts;
  if (draws.below(6) === 0) return buildPack({ header: text, payload: mutatePayload(payload, draws) });
  if (draws.below(6) === 0) {
    const header = mutateHeader(text, draws);
    return header && buildPack({ header, payload });
  }
  if (draws.below(60) === 0) return spelled(drawBrokenPack(draws), draws);
  const pack = draws.below(3) === 0 ? drawPack(draws) : { header: parseHeader(text), payload };
  return pack.header === undefined ? undefined : spelled(mutateDrawn(pack, draws), draws);
};

function mutateDrawn({ header, payload }: DrawnPack, draws: SeededDraws): DrawnPack {
  let changed = header;
  for (let left = draws.below(4); left > 0; left -= 1) {
    const edit = draws.below(3) === 0 ? mutateValue(changed, draws, TELLING_VALUES) : mutateTable(changed, draws);
    changed = edit ?? changed;
  }
  return { header: changed, payload: draws.below(8) === 0 ? mutatePayload(payload, draws) : payload };
}

function spelled({ header, payload }: DrawnPack, draws: SeededDraws): Uint8Array {
  if (draws.below(3) > 0) return buildPack({ header: toHeaderText(header).text, payload });
  const rarity = pick([1, 4, 30, 300], draws);
  return buildPack({ header: spellJson(header, pick(SPELLINGS, draws), { draws, rarity }), payload });
}

function mutatePayload(payload: Uint8Array, draws: SeededDraws): Uint8Array {
  return mutateBytes(payload, draws) ?? payload;
}

interface PackParts {
  readonly header: Uint8Array;
  readonly payload: Uint8Array;
}

function partsOf(bytes: Uint8Array): PackParts | undefined {
  if (bytes.length < PRELUDE_SIZE) return undefined;
  const end = PRELUDE_SIZE + Number(readWord(bytes, fieldOf('header_len')));
  if (end > bytes.length) return undefined;
  return { header: bytes.subarray(PRELUDE_SIZE, end), payload: bytes.subarray(end) };
}

interface PreludeField {
  readonly offset: number;
  readonly size: number;
}

function fieldOf(name: string): PreludeField {
  const field = layout.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`the layout has no field ${name}`);
  return field;
}

function readWord(bytes: Uint8Array, { offset, size }: PreludeField): bigint {
  const word = Buffer.alloc(8);
  word.set(bytes.subarray(offset, offset + size));
  return word.readBigUInt64LE();
}

const STEPS = [-33n, -1n, 1n, 8n, 2n ** 32n, 2n ** 53n, 2n ** 63n];

/** One field, or two of them, with words that tell and those that are near to what is right. */
function mutatePrelude(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  if (draws.below(10) === 0) return bytes.slice(0, pick([0, 1, 4, 8, 31, 32, 33], draws));
  let changed = bytes;
  for (let left = 1 + (draws.below(3) === 0 ? 1 : 0); left > 0; left -= 1) {
    const field = pick(layout.fields, draws);
    const stated = readWord(changed, field);
    const size = BigInt(bytes.length);
    const words = [0n, 1n, 32n, 2n ** 26n, 2n ** 26n + 1n, size, size - 32n, size + 1n, 2n ** 31n, 2n ** 64n - 1n];
    const word = Buffer.alloc(8);
    word.writeBigUInt64LE(BigInt.asUintN(64, pick([...words, ...STEPS.map((step) => stated + step)], draws)));
    changed = splice(changed, field.offset, field.size, word.subarray(0, field.size));
  }
  return changed;
}

function parseHeader(header: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(header));
  } catch {
    return undefined;
  }
}
