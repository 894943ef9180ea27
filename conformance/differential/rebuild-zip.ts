import { crc32, deflateRawSync } from 'node:zlib';
import {
  type ArchiveFields,
  buildZip,
  concatBytes,
  extraBlock,
  toBytes,
  type ZipMember,
  zip64Extra,
} from '../recipes/zip-builder.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, mutateBytes, pick } from './mutate-bytes.ts';
import { readMembers } from './stored-members.ts';

type Content = ZipMember & { readonly name: string; readonly data: Uint8Array };

const MOST_MEMBERS = 20;

/** Writes the members of an archive anew, one or two of them in another way that zip knows, and the end as well. */
export const rebuildZip: Mutator = (bytes, draws) => {
  const members: Content[] = [...readMembers(bytes)].slice(0, MOST_MEMBERS).map(([name, data]) => ({ name, data }));
  if (members.length === 0) return undefined;
  const places = new Set([draws.below(members.length), draws.below(members.length)]);
  const names = members.map(({ name }) => name);
  const rebuilt = members.map((member, index): ZipMember => {
    if (!places.has(index)) return member;
    const first = pick(MEMBER_FORMS, draws)(member, draws, names);
    // A second form takes the place of what both say.
    return draws.below(3) > 0 ? first : { ...first, ...pick(MEMBER_FORMS, draws)(member, draws, names) };
  });
  const archive = draws.below(3) === 0 ? pick(ARCHIVE_FORMS, draws)(draws, members.length) : {};
  return buildZip(rebuilt, { order: draws.below(4) === 0 ? 'given' : 'sorted', ...archive }).bytes;
};

type MemberForm = (member: Content, draws: SeededDraws, names: readonly string[]) => ZipMember;

const ONES_32 = 0xffffffff;

const MEMBER_FORMS: readonly MemberForm[] = [
  deflated,
  deflated,
  (member, draws) => ({ ...member, descriptor: { signature: draws.below(2) === 0 } }),
  (member, draws) => ({
    ...deflated(member, draws),
    descriptor: { signature: draws.below(2) === 0, ...pick([{}, {}, { zip64: true }, { crc32: 1 }], draws) },
  }),
  withLargeDescriptor,
  withZip64,
  withExtra,
  withExtra,
  withName,
  withName,
  (member, draws) => ({ ...member, comment: pick(['c', 'é', 'PK\x05\x06'], draws) }),
  (member, draws) => ({
    ...member,
    externalAttributes: pick(MODES, draws) * 0x10000 + pick([0, 0, 0x10, 0x20], draws),
    ...(draws.below(2) === 0 ? { name: `${member.name}/`, data: new Uint8Array(0) } : {}),
  }),
  (member, draws) => ({
    ...member,
    versionNeeded: pick([10, 20, 45, 46, 0x114], draws),
    versionMadeBy: draws.below(2 ** 16),
  }),
  (member, draws) => ({ ...member, time: draws.below(2 ** 16), date: draws.below(2 ** 16) }),
];

const MODES = [0, 0o644, 0o100644, 0o100755, 0o40755, 0o42755, 0o104755, 0o120777, 0o10644, 0o101777];

function deflated(member: Content, draws: SeededDraws): ZipMember {
  const level = draws.below(10);
  const stream = new Uint8Array(deflateRawSync(member.data, { level }));
  const stored = draws.below(3) > 0 ? stream : (mutateBytes(stream, draws) ?? stream);
  const size = draws.below(8) > 0 ? member.data.length : pick([0, member.data.length + 1, 1, 2 ** 21], draws);
  return { ...member, method: 8, stored, uncompressedSize: size };
}

function withLargeDescriptor(member: Content, draws: SeededDraws): ZipMember {
  const sizes = pick([[0, 0], [member.data.length, member.data.length], [0]], draws);
  const ones = { compressedSize: ONES_32, uncompressedSize: ONES_32 };
  return {
    ...member,
    descriptor: { zip64: draws.below(4) > 0, signature: draws.below(2) === 0 },
    local: { versionNeeded: 45, crc32: 0, ...pick([ones, ones, {}], draws), extra: zip64Extra(sizes) },
  };
}

function withZip64(member: Content, draws: SeededDraws): ZipMember {
  const { length } = member.data;
  const inCentral = pick(
    [
      { uncompressedSize: ONES_32, extra: zip64Extra([length]) },
      { uncompressedSize: ONES_32, compressedSize: ONES_32, extra: zip64Extra([length, length]) },
      { localOffset: ONES_32, extra: zip64Extra([draws.below(64)]) },
      { diskStart: 0xffff, extra: zip64Extra([], draws.below(2)) },
      { compressedSize: ONES_32, extra: zip64Extra([length, 0]) },
      { extra: zip64Extra([]) },
    ],
    draws,
  );
  const inLocal = pick(
    [
      {},
      { uncompressedSize: ONES_32, extra: zip64Extra([length, length]) },
      { uncompressedSize: ONES_32, compressedSize: ONES_32, extra: zip64Extra([length, length]) },
      { compressedSize: ONES_32, extra: zip64Extra([length]) },
    ],
    draws,
  );
  return { ...member, versionNeeded: 45, ...(draws.below(2) === 0 ? {} : { central: inCentral }), local: inLocal };
}

const EXTRA_IDS = [0x0001, 0x000a, 0x5455, 0x5855, 0x6375, 0x7075, 0x7855, 0x7875, 0x9901, 0xa11e, 0xcafe, 0xd935];

function withExtra(member: Content, draws: SeededDraws): ZipMember {
  const one = block(member, draws);
  const other = draws.below(3) === 0 ? concatBytes(one, block(member, draws)) : one;
  const cut = draws.below(8) === 0 ? other.subarray(0, other.length - 1) : other;
  return pick(
    [
      { ...member, extra: cut },
      { ...member, extra: one, local: { extra: cut } },
      { ...member, local: { extra: cut } },
      { ...member, central: { extra: cut } },
    ],
    draws,
  );
}

function block({ name }: Content, draws: SeededDraws): Uint8Array {
  if (draws.below(3) > 0) {
    return extraBlock(pick(EXTRA_IDS, draws), draws.bytes().subarray(0, draws.below(12)));
  }
  const path = toBytes(pick([name, name, `${name}x`, name.toUpperCase()], draws));
  const crc = new Uint8Array(4);
  new DataView(crc.buffer).setUint32(0, crc32(path), true);
  return extraBlock(0x7075, concatBytes(Uint8Array.of(pick([1, 1, 1, 2], draws)), crc, path));
}

const TELLING_NAMES = [
  ...[
    '',
    '/',
    '.',
    '..',
    'a/../b',
    './a',
    'a//b',
    '/a',
    'C:/a',
    'c:',
    'a\\b',
    'a:b',
    'CON',
    'nul.txt',
    'a/com1/b',
    'LPT¹',
  ],
  ...[
    'a.',
    'a ',
    'a./b',
    ' a',
    '...',
    'a\u0000',
    'a\n',
    'a\u007f',
    'a\u0085',
    'a\u202e',
    'a\u200d',
    'a\u00ad',
    '\ufeffa',
  ],
  ...['a\u2024', 'a\u2215b', 'a\uff0fb', 'a\uff1ab', 'a\u2026', 'CONIN$', 'con .x', 'COM0', 'com1.', 'aux\u00a0'],
  ...['\u00e9', 'e\u0301', '\u212b', 'stra\u00dfe', 'STRASSE', '\u0131', 'I', 'i', '\u03c3', '\u03c2', '\ufb01', 'fi'],
  ...['\u1e9e', '\u0345', '\u0130', 'i\u0307', '\u{10400}', '\u{10428}', '\u{1f600}', '\u0958', '\u0915\u093c'],
  ...[
    'x'.repeat(255),
    'x'.repeat(256),
    'é'.repeat(128),
    'a/'.repeat(31),
    'a/'.repeat(32),
    'a/'.repeat(33),
    'n/'.repeat(512),
  ],
];

function withName(member: Content, draws: SeededDraws, names: readonly string[]): ZipMember {
  const other = pick(names, draws);
  const name = pick(
    [
      pick(TELLING_NAMES, draws),
      pick(TELLING_NAMES, draws),
      `${member.name}${pick(TELLING_NAMES, draws)}`,
      other.toUpperCase(),
      other.normalize('NFD'),
      `${other}/x`,
      `${other}/`,
      other,
    ],
    draws,
  );
  const bytes = draws.below(6) === 0 ? (mutateBytes(toBytes(name), draws) ?? toBytes(name)) : name;
  return draws.below(6) === 0
    ? { ...member, name: bytes, flags: pick([0, 0x0800], draws) }
    : { ...member, name: bytes };
}

const STRAY: readonly Uint8Array[] = [
  Uint8Array.of(0),
  toBytes('#!/bin/sh\n'),
  Uint8Array.of(0x50, 0x4b, 3, 4),
  Uint8Array.of(0x50, 0x4b, 1, 2),
  Uint8Array.of(0x50, 0x4b, 5, 6),
  new Uint8Array(22),
];

const ARCHIVE_FORMS: readonly ((draws: SeededDraws, count: number) => ArchiveFields)[] = [
  (draws) => ({ leading: pick(STRAY, draws), offsetsIncludeLeading: draws.below(2) === 0 }),
  (draws) => ({ beforeCentral: pick(STRAY, draws) }),
  (draws) => ({ beforeEnd: pick(STRAY, draws) }),
  (draws) => ({ trailing: pick(STRAY, draws) }),
  (draws) => ({ end: { comment: pick(STRAY, draws) } }),
  (draws, count) => ({ centralOrder: draws.shuffle(Array.from({ length: count }, (_, index) => index)) }),
  () => ({ zip64End: {} }),
  (draws) => ({
    zip64End: {},
    end: pick(
      [
        { entries: 0xffff, entriesOnDisk: 0xffff },
        { centralSize: ONES_32 },
        { centralOffset: ONES_32 },
        { disk: 0xffff },
      ],
      draws,
    ),
  }),
  (draws) => ({ zip64End: { extensible: pick(STRAY, draws) } }),
  (draws) => ({ zip64End: { beforeLocator: pick(STRAY, draws) } }),
  (draws) => ({ zip64End: {}, beforeClassicEnd: pick(STRAY, draws) }),
  (draws) => ({
    zip64End: pick([{ omitRecord: true }, { omitLocator: true }, { versionNeeded: 62 }, { disk: 1 }], draws),
  }),
  (draws) => ({
    zip64End: pick([{ locatorDisk: 1 }, { locatorDisks: 0 }, { locatorDisks: 2 }, { locatorOffset: 0 }], draws),
  }),
  (draws) => ({ zip64End: {}, leading: pick(STRAY, draws), offsetsIncludeLeading: draws.below(2) === 0 }),
];
