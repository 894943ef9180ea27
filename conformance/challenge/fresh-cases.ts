import { gzipMember } from '../recipes/envelope-builder.ts';
import { headerOf, packSegments } from '../recipes/limit/pack-segments.ts';
import { emptyMembers, MOST_MEMBERS, oneByteTooMany, zeroMembers } from '../recipes/limit/zip-segments.ts';
import { buildTar, END_OF_ARCHIVE, tarHeader } from '../recipes/tar-builder.ts';
import { buildZip } from '../recipes/zip-builder.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import type { LimitVector, Segment, VectorExpectation } from '../suite/vector.ts';
import { digestDocument } from './document-digest.ts';
import { drawWord } from './renewal.ts';

/** A case that is made from draws alone. */
export type FreshCase = FreshDocument | FreshLimit;

export interface FreshDocument {
  readonly kind: 'accept' | 'reject';
  readonly bytes: Uint8Array;
  readonly expect: VectorExpectation;
  readonly why: string;
}

export interface FreshLimit extends Pick<LimitVector, 'kind' | 'expect' | 'budget' | 'why'> {
  readonly segments: readonly Segment[];
}

const MEBIBYTE = 1024 * 1024;
const BUDGET = { seconds: 20, mebibytes: 1024 };

/** Rules whose published vectors cannot be renewed as a whole: how cases of them are made, by contract. */
export const FRESH_CASES: Readonly<
  Record<string, Readonly<Record<string, (draws: SeededDraws) => readonly FreshCase[]>>>
> = {
  'strict-zip@1': {
    'zip/too-many-members': (draws) => {
      const start = 10_000 + draws.below(20_000);
      return [
        acceptedLimit(emptyMembers(MOST_MEMBERS, start), 'As many members as an archive may have.'),
        rejectedLimit('zip/too-many-members', emptyMembers(MOST_MEMBERS + 1, start), 'One member too many.'),
      ];
    },
    'zip/total-too-large': (draws) => {
      const names = ['a', 'b', 'c', 'd', 'e'].map((first) => `${first}${drawWord(draws, 1 + draws.below(9))}`);
      return [rejectedLimit('zip/total-too-large', zeroMembers(oneByteTooMany(names)), 'One byte more than 16 GiB.')];
    },
    'zip/leading-data': (draws) => {
      const leading = Buffer.from(`${drawWord(draws, 1 + draws.below(60))}\n`);
      const member = { name: `${drawWord(draws, 7)}.txt`, data: drawWord(draws, 1 + draws.below(90)) };
      const { bytes } = buildZip([member], { leading });
      return [rejected('zip/leading-data', bytes, { offset: 0 }, 'A line stands ahead of the archive.')];
    },
    'zip/no-end-record': (draws) => {
      const member = { name: `${drawWord(draws, 7)}.txt`, data: drawWord(draws, 1 + draws.below(90)) };
      const { bytes, end } = buildZip([member]);
      return [
        rejected('zip/no-end-record', bytes.subarray(0, end), {}, 'The archive is cut off ahead of its end record.'),
      ];
    },
  },
  'strict-tar@1': {
    'tar/nested-envelope': (draws) => {
      const { bytes } = buildTar([{ name: `${drawWord(draws, 7)}.txt`, data: drawWord(draws, 1 + draws.below(90)) }]);
      const twice = gzipMember(gzipMember(bytes));
      return [rejected('tar/nested-envelope', twice, { offset: 0 }, 'The tar is wrapped twice.')];
    },
    'tar/too-many-members': (draws) => {
      const hex = tarHeader({ name: drawWord(draws, 12) }).toString('hex');
      const files = (count: number): readonly Segment[] => [
        { repeat: count, segments: [{ hex }] },
        { zeros: END_OF_ARCHIVE.length },
      ];
      return [
        acceptedLimit(files(65_535), 'As many members as a tar may have.'),
        rejectedLimit('tar/too-many-members', files(65_536), 'One member too many.'),
      ];
    },
    'gzip/header-too-large': (draws) => {
      const name = drawWord(draws, 64);
      const segments = [{ hex: '1f8b08080000000000ff' }, { repeat: 2048, segments: [{ text: name }] }, { hex: '00' }];
      return [rejectedLimit('gzip/header-too-large', segments, 'The file name fills more than a header may have.')];
    },
  },
  'strict-json@1': {
    'json/empty-document': (draws) => {
      const bytes = Buffer.from(
        Array.from({ length: 1 + draws.below(400) }, () => ' \t\r\n'.charAt(draws.below(4))).join(''),
      );
      return [rejected('json/empty-document', bytes, { offset: bytes.length }, 'White space alone is no document.')];
    },
    'json/too-large': (draws) => {
      const text = (size: number): readonly Segment[] => fill('"', drawWord(draws, 8), '"', size);
      const size = 16 * MEBIBYTE;
      return [
        acceptedLimit(text(size), 'As large as a document may be.'),
        rejectedLimit('json/too-large', text(size + 1 + draws.below(5000)), 'Larger than a document may be.'),
      ];
    },
  },
  'assets-pa@1': {
    'assets-pa/truncated-prelude': (draws) => {
      const bytes = Uint8Array.from({ length: 5 + draws.below(27) }, () => draws.below(256));
      const at = { offset: bytes.length };
      return [rejected('assets-pa/truncated-prelude', bytes, at, 'Fewer bytes than a prelude has.')];
    },
    'assets-pa/too-many-assets': (draws) => {
      const digit = 1 + draws.below(9);
      const items: readonly Segment[] = [
        { text: `{"asset_table":[${draws.below(100_000)}` },
        { repeat: MEBIBYTE, segments: [{ text: `,${digit}` }] },
        { text: '],"preload":[]}' },
      ];
      return [rejectedLimit('assets-pa/too-many-assets', packSegments(items), 'One item too many in the table.')];
    },
    'assets-pa/header-too-large': (draws) => {
      const size = 64 * MEBIBYTE + 1 + draws.below(5000);
      return [
        rejectedLimit('assets-pa/header-too-large', packSegments(headerOf(size), 1), 'Larger than a header may be.'),
      ];
    },
  },
  'distribution@1': {
    'distribution/index-too-large': (draws) => {
      const size = 128 * MEBIBYTE + 1 + draws.below(5000);
      const segments = spaced(`{"name":"${drawWord(draws, 9)}","releases":[]`, size);
      return [rejectedLimit('distribution/index-too-large', segments, 'Larger than an index may be.')];
    },
    'distribution/sidecar-too-large': (draws) => {
      const head = `{"artifact_sha256":"${draws.below(10).toString().repeat(64)}"`;
      const size = MEBIBYTE + 1 + draws.below(5000);
      const warnings = ['distribution/missing-producer-member', 'distribution/document-not-canonical'];
      return [
        {
          ...acceptedLimit(spaced(head, MEBIBYTE), 'As large as a sidecar may be.'),
          expect: { valid: true, warnings },
        },
        rejectedLimit('distribution/sidecar-too-large', spaced(head, size), 'Larger than a sidecar may be.'),
      ];
    },
  },
  'strict-yaml@1': {
    'yaml/too-large': (draws) => {
      const text = (size: number): readonly Segment[] => fill(`a: 1\n# `, drawWord(draws, 8), '\n', size);
      return [
        acceptedLimit(text(MEBIBYTE), 'As large as a document may be.'),
        rejectedLimit('yaml/too-large', text(MEBIBYTE + 1 + draws.below(5000)), 'Larger than a document may be.'),
      ];
    },
    'yaml/too-many-tokens': (draws) => {
      // Brackets, scalars, commas between them, and the line break: 2n + 2.
      const list = (count: number): readonly Segment[] => [
        { text: `[x${drawWord(draws, 5)}` },
        { repeat: count - 1, segments: [{ text: `,x${drawWord(draws, 2 + draws.below(3))}` }] },
        { text: ']\n' },
      ];
      return [
        acceptedLimit(list(24_999), 'As many tokens as a document may have.'),
        rejectedLimit('yaml/too-many-tokens', list(25_000 + draws.below(500)), 'Too many tokens.'),
      ];
    },
    'yaml/too-many-aliases': (draws) => {
      const [anchor, word] = [drawWord(draws, 6), `x${drawWord(draws, 6)}`];
      const text = `- &${anchor} ${word}\n${`- *${anchor}\n`.repeat(100)}`;
      return [
        accepted(
          text,
          Array.from({ length: 101 }, () => word),
          'As many aliases as a document may have.',
        ),
      ];
    },
    'yaml/too-many-nodes': (draws) => {
      const [anchor, word] = [drawWord(draws, 6), `x${drawWord(draws, 4)}`];
      const list = Array.from({ length: 1000 }, () => word);
      const text = `- &${anchor} [${list.join(', ')}]\n${`- *${anchor}\n`.repeat(98)}`;
      return [
        accepted(
          text,
          Array.from({ length: 99 }, () => list),
          'Nearly as many nodes as a document may have.',
        ),
      ];
    },
  },
};

/** An object that is closed behind so many spaces that the whole has the size. */
function spaced(head: string, size: number): readonly Segment[] {
  return [{ text: head }, { repeat: size - head.length - 1, segments: [{ text: ' ' }] }, { text: '}' }];
}

/** A text between two others, so long that the whole has the size. */
function fill(head: string, word: string, tail: string, size: number): readonly Segment[] {
  const room = size - head.length - tail.length;
  const whole = Math.floor(room / word.length);
  const rest = word.slice(0, room - whole * word.length);
  return [{ text: head }, { repeat: whole, segments: [{ text: word }] }, { text: `${rest}${tail}` }];
}

function accepted(text: string, value: unknown, why: string): FreshDocument {
  const observation = { members: [], documents: { '': digestDocument(value) }, references: [] };
  return { kind: 'accept', bytes: Buffer.from(text), expect: { valid: true, warnings: [], observation }, why };
}

function rejected(primary: string, bytes: Uint8Array, at: { readonly offset?: number }, why: string): FreshDocument {
  return { kind: 'reject', bytes, expect: { valid: false, primary, at }, why };
}

function acceptedLimit(segments: readonly Segment[], why: string): FreshLimit {
  return { kind: 'limit', segments, budget: BUDGET, expect: { valid: true, warnings: [] }, why };
}

function rejectedLimit(primary: string, segments: readonly Segment[], why: string): FreshLimit {
  return { kind: 'limit', segments, budget: BUDGET, expect: { valid: false, primary, at: {} }, why };
}
