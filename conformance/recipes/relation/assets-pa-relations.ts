import { glyphsAndSounds, threeSounds, twoSounds } from '../assets-pa/base-packs.ts';
import { PRELUDE_SIZE } from '../assets-pa/pack-builder.ts';
import { type PackDraft, writePack } from '../assets-pa/pack-draft.ts';
import type { RelationRecipe } from '../case-recipe.ts';
import { profileOfAccepted } from '../rule-profile.ts';

const rule = (name: string): string => `assets-pa/${name}`;

interface Range {
  readonly offset: number;
  readonly length: number;
}

const PRELUDE: Range = { offset: 0, length: PRELUDE_SIZE };

/** Where the parts of the header stand that have no other meaning: bank type and codec, offset and size of each entry. */
function fixedParts(draft: PackDraft): readonly Range[] {
  const { text } = writePack(draft).header;
  return [...text.matchAll(/"bank_type":"[A-Z]+","codec":"NONE","decoded_size":|"offset":[0-9]+,"size":[0-9]+\}/g)].map(
    ({ index, 0: part }) => ({ offset: PRELUDE_SIZE + Buffer.byteLength(text.slice(0, index)), length: part.length }),
  );
}

type Given = Pick<RelationRecipe, 'name' | 'cites' | 'why' | 'input' | 'relation'>;

function refused(given: Given): RelationRecipe {
  const profile = profileOfAccepted(given.cites, []);
  return { ...given, contract: 'assets-pa@1', kind: 'relation', role: 'consumer', profile, expect: { valid: false } };
}

export const assetsPaRelations: readonly RelationRecipe[] = [
  refused({
    name: 'relation-pack-cut-off',
    cites: [rule('truncated-prelude'), rule('truncated-header'), rule('slice-beyond-end')],
    why: 'A pack ends with its last slice: its first bytes are none.',
    input: writePack(twoSounds).bytes,
    relation: { name: 'truncation', seed: 'assets-pa truncation', count: 128 },
  }),
  refused({
    name: 'relation-large-pack-cut-off',
    cites: [rule('slice-beyond-end')],
    why: 'Whatever is missing of a long payload is missing of a slice.',
    input: writePack(glyphsAndSounds).bytes,
    relation: { name: 'truncation', seed: 'assets-pa truncation of slices', count: 32 },
  }),
  refused({
    name: 'relation-prelude-flipped',
    cites: [
      'bad-magic',
      'unsupported-schema-version',
      'nonzero-flags',
      'nonzero-reserved',
      'payload-offset-mismatch',
    ].map(rule),
    why: 'Every bit of a prelude follows from the format and the length of the header.',
    input: writePack(twoSounds).bytes,
    relation: { name: 'flip', seed: 'assets-pa prelude', count: 128, ranges: [PRELUDE] },
  }),
  refused({
    name: 'relation-header-flipped',
    cites: ['header-schema', 'unknown-bank-type', 'unknown-codec', 'slice-overlap', 'slice-gap'].map(rule),
    why: 'Of names of fields, bank types, codecs, offsets and sizes no bit may be another one.',
    input: writePack(threeSounds).bytes,
    relation: { name: 'flip', seed: 'assets-pa header', count: 256, ranges: fixedParts(threeSounds) },
  }),
];
