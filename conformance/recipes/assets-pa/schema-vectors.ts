import { boundaryRecipes } from '../boundary-recipes.ts';
import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { listOf, toSchema } from '../schema-breaches.ts';
import { emptyPack, glyphsAndSounds, twoSounds } from './base-packs.ts';
import { markerPlace, replaced } from './header-place.ts';
import { toHeaderText } from './header-text.ts';
import { buildPack, PRELUDE_SIZE } from './pack-builder.ts';
import { headerValue, type PackDraft, writePack } from './pack-draft.ts';
import { accept, reject } from './pack-recipe.ts';
import { everySlot } from './preload-recipes.ts';

const SCHEMA = 'assets-pa/header-schema';

/** The schemas of the contract that readers hold documents against, and the rule that each of them is. */
export const schemaConstraints: Readonly<Record<string, string>> = {
  header: SCHEMA,
  'cartridge-manifest': 'assets-pa/cartridge-manifest-schema',
};

/** Each slice has a byte, and ids and slots are the least that there are. */
const least: PackDraft = {
  assets: [{ id: 1, name: 'a', bank: 'SCENE', data: Uint8Array.of(0), decoded: 0 }],
  preload: [{ asset_id: 1, slot: 0 }],
};
const greatest: PackDraft = {
  assets: [{ id: 2147483647, name: 'z', bank: 'SCENE', data: Uint8Array.of(255), decoded: 0 }],
  preload: [],
};

const drafts = [twoSounds, least, greatest, everySlot, emptyPack, glyphsAndSounds];
const byHeader = new Map(drafts.map((draft) => [JSON.stringify(sorted(headerValue(draft))), draft]));

/** For every constraint of the header's schema, packs just inside and just outside of it. */
const boundaries: readonly Recipe[] = boundaryRecipes({
  contract: 'assets-pa',
  schema: 'header',
  rule: SCHEMA,
  bases: drafts.slice(0, 4).map((draft) => headerValue(draft)),
  // What is accepted must be sound beyond the schema, and so is one of the packs that are known.
  isUsable: (instance) => byHeader.has(JSON.stringify(sorted(instance))),
  // A number that is no integer breaks a rule of its own, which is judged first.
  isApt: (instance) => !/[0-9]\.[0-9]/.test(JSON.stringify(instance)),
  accepted: ({ name, why, instance }) => {
    const draft = byHeader.get(JSON.stringify(sorted(instance)));
    if (draft === undefined) throw new Error(`${name} is no pack that is known`);
    return accept({ name, cites: [SCHEMA], why, draft });
  },
  rejected: ({ name, why, instance, pointer, isOfNames, twin }) => {
    const expect = { valid: false, primary: SCHEMA, at: placeOf(instance, pointer, name, isOfNames) } as const;
    const input = packOf(instance);
    const common = { name, contract: 'assets-pa@1', role: 'consumer', profile: 'core', cites: [SCHEMA], why } as const;
    return { ...common, kind: 'reject', input, expect, twin };
  },
});

const SOUNDS = writePack(twoSounds).header.text;

/** A member whose name sets what an object inherits, where a reader makes objects of that kind. */
const prototypes = [
  {
    name: 'prototype-member-of-header',
    edit: ['{"asset_table"', '{"__proto__":{"preload":[]},"asset_table"'],
    pointer: '/__proto__',
  },
  {
    name: 'prototype-member-of-entry',
    edit: ['{"asset_id":3', '{"__proto__":{"size":8},"asset_id":3'],
    pointer: '/asset_table/0/__proto__',
  },
  {
    name: 'prototype-member-of-preload',
    edit: ['[{"asset_id":7', '[{"__proto__":null,"asset_id":7'],
    pointer: '/preload/0/__proto__',
  },
] as const;

/** Headers that fit the schema and that do not. */
export const schemaRecipes: readonly Recipe[] = [
  ...boundaries,
  ...prototypes.map(({ name, edit: [from, to], pointer }) => {
    const text = replaced(SOUNDS, from, to);
    return reject({
      name,
      cites: [SCHEMA],
      why: 'A member that the schema does not know has a name that some languages treat as special.',
      draft: twoSounds,
      changes: { text: () => text },
      at: markerPlace(text, '"__proto__"', 1, pointer),
      twin: 'two-sounds',
    });
  }),
];

/** A pack of any header, with as much payload as its slices ask for. */
function packOf(instance: unknown): Uint8Array {
  const ends = listOf(toObject(instance).asset_table).map((entry) => {
    const { offset, size } = toObject(entry);
    return typeof offset === 'number' && typeof size === 'number' ? offset + size : 0;
  });
  const length = Math.max(0, ...ends.filter((end) => Number.isInteger(end)));
  return buildPack({ header: toHeaderText(instance).text, payload: new Uint8Array(length) });
}

// A member too many is found at its name, everything else at the value.
function placeOf(instance: unknown, pointer: string, name: string, isOfNames: boolean): ExpectedLocation {
  const { values, names } = toHeaderText(instance);
  const place = (isOfNames && name.includes('additional-properties') ? names : values).get(pointer);
  if (place === undefined) throw new Error(`nothing at ${pointer}`);
  return { pointer, ...place, offset: PRELUDE_SIZE + place.offset };
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? toSchema(value) : {};
}

function sorted(value: unknown): unknown {
  return JSON.parse(toHeaderText(value).text);
}
