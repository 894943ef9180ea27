import type { RelationRecipe } from '../case-recipe.ts';
import { GZIP_HEADER, gzipMember } from '../envelope-builder.ts';
import { profileOfAccepted } from '../rule-profile.ts';
import { buildTar } from '../tar-builder.ts';

const archive = buildTar([
  { name: 'notes/first.txt', data: 'Mixing at 36.5 degrees, for as long as it takes.\n'.repeat(20) },
  { name: 'notes/second.txt', data: 'short\n' },
  { name: 'zero' },
]);
const compressed = gzipMember(archive.bytes);
const CHECKSUM = { start: 148, stop: 156 };
const HEADER_BYTES = 512;

/** All of each header but the checksum itself: that may be written in more than one way. */
const covered = archive.offsets.flatMap((offset) => [
  { offset, length: CHECKSUM.start },
  { offset: offset + CHECKSUM.stop, length: HEADER_BYTES - CHECKSUM.stop },
]);

/** All behind the first byte of the compressed data, which has bits without a meaning: one stored block, and the trailer. */
const dataStart = GZIP_HEADER.length / 2 + 1;

type Given = Pick<RelationRecipe, 'name' | 'cites' | 'why' | 'input' | 'relation'>;

function refused(given: Given): RelationRecipe {
  const profile = profileOfAccepted(given.cites, []);
  return { ...given, contract: 'strict-tar@1', kind: 'relation', role: 'consumer', profile, expect: { valid: false } };
}

export const strictTarRelations: readonly RelationRecipe[] = [
  refused({
    name: 'relation-tar-cut-off',
    cites: ['tar/truncated-header', 'tar/truncated-member', 'tar/missing-end-of-archive'],
    why: 'A tar ends in two zero blocks: its first bytes are none.',
    input: archive.bytes,
    relation: { name: 'truncation', seed: 'strict-tar truncation', count: 128 },
  }),
  refused({
    name: 'relation-tar-header-flipped',
    cites: ['tar/header-checksum-mismatch'],
    why: 'The checksum of a header covers each bit of it.',
    input: archive.bytes,
    relation: { name: 'flip', seed: 'strict-tar headers', count: 128, ranges: covered },
  }),
  refused({
    name: 'relation-gzip-flipped',
    cites: ['gzip/invalid-deflate', 'gzip/crc-mismatch', 'gzip/size-mismatch'],
    why: 'The length of a stored block stands there twice, and the trailer covers each bit of the content.',
    input: compressed,
    relation: {
      name: 'flip',
      seed: 'strict-tar gzip',
      count: 96,
      ranges: [{ offset: dataStart, length: compressed.length - dataStart }],
    },
  }),
];
