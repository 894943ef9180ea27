import layout from '../../contracts/assets-pa/v1/layout.json' with { type: 'json' };
import { toHeaderText } from '../recipes/assets-pa/header-text.ts';
import { buildPack, PRELUDE_SIZE } from '../recipes/assets-pa/pack-builder.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, mutateBytes, pick, splice } from './mutate-bytes.ts';
import { tokenMutator } from './mutate-text.ts';
import { JSON_TOKENS } from './token-languages.ts';

const mutateHeader: Mutator = tokenMutator(JSON_TOKENS);

const TELLING_WORDS = [
  0n,
  1n,
  2n,
  31n,
  32n,
  33n,
  0xffn,
  0x8000_0000n,
  0xffff_ffffn,
  2n ** 32n,
  2n ** 53n,
  2n ** 64n - 1n,
];
const TELLING_VALUES: readonly unknown[] = [
  0,
  1,
  -1,
  15,
  16,
  255,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  'GLYPH',
  'TILES',
  'NONE',
  '',
  null,
  [],
  {},
];

/** One edit of a pack: of a field of the prelude, of the header with all lengths made good again, or of the payload. */
export const mutatePack: Mutator = (bytes, draws) => {
  const parts = partsOf(bytes);
  if (parts === undefined || draws.below(10) === 0) return mutateBytes(bytes, draws);
  const { header, payload } = parts;
  switch (draws.below(6)) {
    case 0:
      return mutateField(bytes, draws);
    case 1: {
      const changed = mutateBytes(payload, draws);
      return changed && buildPack({ header, payload: changed });
    }
    case 2: {
      const changed = mutateHeader(header, draws);
      return changed && buildPack({ header: changed, payload });
    }
    default: {
      const value = mutateValue(parseHeader(header), draws);
      return value === undefined ? undefined : buildPack({ header: toHeaderText(value).text, payload });
    }
  }
};

interface PackParts {
  readonly header: Uint8Array;
  readonly payload: Uint8Array;
}

function partsOf(bytes: Uint8Array): PackParts | undefined {
  if (bytes.length < PRELUDE_SIZE) return undefined;
  const { offset } = fieldOf('header_len');
  const end = PRELUDE_SIZE + Buffer.from(bytes).readUInt32LE(offset);
  if (end > bytes.length) return undefined;
  return { header: bytes.subarray(PRELUDE_SIZE, end), payload: bytes.subarray(end) };
}

function fieldOf(name: string): { readonly offset: number; readonly size: number } {
  const field = layout.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`the layout has no field ${name}`);
  return field;
}

function mutateField(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  const { offset, size } = pick(layout.fields, draws);
  const word = Buffer.alloc(8);
  word.writeBigUInt64LE(pick(TELLING_WORDS, draws));
  return splice(bytes, offset, size, word.subarray(0, size));
}

function parseHeader(header: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(header));
  } catch {
    return undefined;
  }
}

/** The value with one value in it replaced, removed, repeated or moved by one; undefined where there is none. */
function mutateValue(root: unknown, draws: SeededDraws): unknown {
  const places = placesOf(root);
  if (places.length === 0) return undefined;
  const path = pick(places, draws);
  return changeAt(root, path, (value) => {
    if (typeof value === 'number' && draws.below(3) > 0) return value + pick([-8, -1, 1, 4, 2 ** 32], draws);
    if (Array.isArray(value) && value.length > 0 && draws.below(2) === 0) {
      return draws.below(2) === 0 ? [...value, pick(value, draws)] : draws.shuffle(value);
    }
    return pick(TELLING_VALUES, draws);
  });
}

type Path = readonly (string | number)[];

function placesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [...keys].flatMap((key) => [[...path, key], ...placesOf(Reflect.get(value, key), [...path, key])]);
}

function changeAt(value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changeAt(item, rest, change) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === key ? changeAt(member, rest, change) : member]),
  );
}
