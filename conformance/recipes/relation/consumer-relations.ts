import { minimal, rich } from '../anpkg/base-packages.ts';
import { packageArchive, packageFiles } from '../anpkg/package-draft.ts';
import type { RelationRecipe } from '../case-recipe.ts';
import { profileOfAccepted } from '../rule-profile.ts';
import { type BuiltZip, buildZip } from '../zip-builder.ts';

const SAMPLE = 'Mixing at 36.5 degrees, for as long as it takes.\n'.repeat(20);
const MEMBERS = [
  { name: 'notes/first.txt', data: SAMPLE },
  { name: 'notes/second.txt', data: 'short\n' },
  { name: 'zero', data: '' },
];

const archive = buildZip(MEMBERS);
const packed = packageArchive(rich);

/** A document of texts, names, whole numbers and literals, without white space at its end. */
const DOCUMENT = JSON.stringify({
  name: 'Käserei "Süd"',
  'path/to~it': 'C:\\data\\naïve \u{1f600}',
  '': [0, -1, 42, 9007199254740991, -9007199254740991],
  nested: { b: [[], {}, [{ a: null }]], a: { true: true, false: false } },
  control: 'tab\tline\nnull\u0000 delete\u007f next\u0085',
  Zürich: '\u{10ffff}\u00e9e\u0301',
});

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Where the content of each member stands, as it is stored. */
function contentRanges({ members }: BuiltZip): readonly { readonly offset: number; readonly length: number }[] {
  return members
    .map(({ data, descriptor }) => ({ offset: data, length: descriptor - data }))
    .filter(({ length }) => length > 0);
}

function packageRanges(): readonly { readonly offset: number; readonly length: number }[] {
  const members = [...packageFiles(rich)].map(([name, data]) => ({ name, data }));
  return contentRanges(buildZip(members));
}

type Given = Pick<RelationRecipe, 'name' | 'contract' | 'cites' | 'why' | 'input' | 'relation' | 'expect'>;

function relation(given: Given): RelationRecipe {
  return { ...given, kind: 'relation', role: 'consumer', profile: profileOfAccepted(given.cites, []) };
}

export const consumerRelations: readonly RelationRecipe[] = [
  relation({
    name: 'relation-archive-cut-off',
    contract: 'strict-zip@1',
    cites: ['zip/no-end-record'],
    why: 'An archive ends with its end record: its first bytes are none.',
    input: archive.bytes,
    relation: { name: 'truncation', seed: 'strict-zip truncation', count: 96 },
    expect: { valid: false },
  }),
  relation({
    name: 'relation-content-flipped',
    contract: 'strict-zip@1',
    cites: ['zip/crc-mismatch'],
    why: 'The checksum of a member covers each bit of its content.',
    input: archive.bytes,
    relation: { name: 'flip', seed: 'strict-zip flip', count: 96, ranges: contentRanges(archive) },
    expect: { valid: false },
  }),
  relation({
    name: 'relation-document-cut-off',
    contract: 'strict-json@1',
    cites: ['json/unexpected-end', 'json/empty-document'],
    why: 'An object ends with its last brace: its first bytes are no document.',
    input: utf8(DOCUMENT),
    relation: { name: 'truncation', seed: 'strict-json truncation', count: 96 },
    expect: { valid: false },
  }),
  relation({
    name: 'relation-document-respelled',
    contract: 'strict-json@1',
    cites: ['json/invalid-escape', 'json/invalid-number', 'json/unsafe-integer', 'json/lone-surrogate'],
    why: 'White space, the order of members, escape sequences and the notation of numbers do not change a document.',
    input: utf8(DOCUMENT),
    relation: { name: 'respelling', seed: 'strict-json respelling', count: 96 },
    expect: { valid: true },
  }),
  relation({
    name: 'relation-package-cut-off',
    contract: 'anpkg@1',
    cites: ['zip/no-end-record'],
    why: 'A package is an archive, which ends with its end record.',
    input: packageArchive(minimal),
    relation: { name: 'truncation', seed: 'anpkg truncation', count: 48 },
    expect: { valid: false },
  }),
  relation({
    name: 'relation-package-content-flipped',
    contract: 'anpkg@1',
    cites: ['zip/crc-mismatch', 'anpkg/checksum-mismatch'],
    why: 'Checksums cover each bit of each member.',
    input: packed,
    relation: { name: 'flip', seed: 'anpkg flip', count: 96, ranges: packageRanges() },
    expect: { valid: false },
  }),
];
