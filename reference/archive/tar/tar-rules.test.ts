import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { catalogue, type RuleId } from '../../generated/catalogue.ts';
import { CORE, HARDENED, type RuleSelection } from '../../report/rule-selection.ts';
import { bufferSource } from '../byte-source.ts';
import { END, memberOf, pax, paxRecord, type SampleMember, tarOf } from './sample-tar.test-fixture.ts';
import { validateTar } from './validate-tar.ts';

function judge(bytes: Uint8Array, selection: RuleSelection = HARDENED) {
  return validateTar(bufferSource(bytes), { selection, observe: true });
}

async function errorsOf(bytes: Uint8Array, selection?: RuleSelection): Promise<readonly string[]> {
  const { findings } = await judge(bytes, selection);
  const rules = findings.map(({ rule }) => rule).filter((rule) => catalogue[rule].level === 'MUST');
  return [...new Set(rules)];
}

const file = (name: string | Uint8Array, more: SampleMember = {}): SampleMember => ({ name, content: 'x', ...more });
const directory = (name: string, more: SampleMember = {}): SampleMember => ({ name, typeflag: '5', ...more });
const long = (content: string): SampleMember => ({ name: '././@LongLink', typeflag: 'L', content });
const zeros = (blocks: number): Buffer => Buffer.alloc(blocks * 512);

/** Archives with one defect each, and the rule that refuses it. */
const DEFECTS: readonly (readonly [RuleId, string, Buffer])[] = [
  ['tar/truncated-header', 'a header of 100 bytes', memberOf(file('a')).subarray(0, 100)],
  ['tar/header-checksum-mismatch', 'a checksum that is one too high', tarOf(file('a', { checksum: '007311\0 ' }))],
  ['tar/header-checksum-mismatch', 'an empty checksum', tarOf(file('a', { checksum: '        ' }))],
  ['tar/unknown-magic', 'another version', tarOf(file('a', { magic: 'ustar\x0001' }))],
  ['tar/invalid-number', 'a mode with a letter', tarOf(file('a', { mode: '00006x4\0' }))],
  ['tar/invalid-number', 'an empty size', tarOf({ name: 'a', size: '            ' })],
  ['tar/negative-size', 'a size of -512', tarOf({ size: Buffer.from('fffffffffffffffffffffe00', 'hex') })],
  ['tar/text-after-nul', 'bytes behind the name', tarOf(file('a\0b'))],
  ['tar/nonzero-reserved', 'bytes at the end of the header', tarOf(file('a', { at: [[508, 'tar\0']] }))],
  ['tar/nonzero-reserved', 'a prefix in a GNU header', tarOf(file('a', { magic: 'ustar  \0', at: [[345, 'x']] }))],
  ['tar/extension-header-too-large', 'a pax header of 1 MiB and one byte', tarOf(oversized(), file('a'))],
  ['tar/malformed-pax-record', 'a length of 0', tarOf({ typeflag: 'x', content: '0 a=b\n' }, file('a'))],
  ['tar/malformed-pax-record', 'a length beyond the end', tarOf({ typeflag: 'x', content: '999 a=b\n' }, file('a'))],
  ['tar/malformed-pax-record', 'a record without a keyword', tarOf({ typeflag: 'x', content: '5 =b\n' }, file('a'))],
  ['tar/duplicate-pax-keyword', 'two comments', tarOf(pax(['comment', 'a'], ['comment', 'b']), file('a'))],
  ['tar/unknown-pax-keyword', 'another keyword', tarOf(pax(['colour', 'red']), file('a'))],
  ['tar/empty-pax-value', 'a path without a value', tarOf(pax(['path', '']), file('a'))],
  ['tar/invalid-pax-value', 'a time in words', tarOf(pax(['mtime', 'noon']), file('a'))],
  ['tar/pax-charset', 'binary names', tarOf(pax(['hdrcharset', 'BINARY']), file('a'))],
  ['tar/global-override', 'a global path', tarOf({ ...pax(['path', 'b']), typeflag: 'g' }, file('a'))],
  ['tar/malformed-long-name', 'a long name with something behind its end', tarOf(long('b\0c\0'), file('a'))],
  ['tar/repeated-extension-header', 'two pax headers', tarOf(pax(['comment', 'a']), pax(['comment', 'b']), file('a'))],
  ['tar/conflicting-names', 'a long name and a path', tarOf(long('b\0'), pax(['path', 'b']), file('a'))],
  ['tar/size-mismatch', 'two sizes', tarOf(pax(['size', '2']), { name: 'a', content: 'xy', size: '00000000001\0' })],
  ['tar/sparse-file', 'a keyword of sparse files', tarOf(pax(['GNU.sparse.major', '1']), file('a'))],
  ['tar/sparse-file', 'a sparse file of GNU', tarOf(file('a', { typeflag: 'S' }))],
  ['tar/hard-link', 'a hard link', tarOf({ name: 'a', typeflag: '1', linkName: 'b' })],
  ['tar/symbolic-link', 'a symbolic link', tarOf({ name: 'a', typeflag: '2', linkName: 'b' })],
  ['tar/special-file', 'a character device', tarOf({ name: 'a', typeflag: '3' })],
  ['tar/special-file', 'a block device', tarOf({ name: 'a', typeflag: '4' })],
  ['tar/special-file', 'a FIFO', tarOf({ name: 'a', typeflag: '6' })],
  ['tar/unsupported-type', 'a contiguous file', tarOf(file('a', { typeflag: '7' }))],
  ['tar/unsupported-type', 'a volume label', tarOf({ name: 'a', typeflag: 'V' })],
  ['tar/link-name-on-file', 'a file with a link name', tarOf(file('a', { linkName: 'b' }))],
  ['tar/link-name-on-file', 'a file with a linkpath', tarOf(pax(['linkpath', 'b']), file('a'))],
  ['tar/directory-with-data', 'a directory with a size', tarOf(directory('a/', { size: '00000001000\0' }))],
  ['tar/setuid-or-setgid', 'a set-user-ID file', tarOf(file('a', { mode: '0004755\0' }))],
  ['tar/truncated-member', 'a content that is cut short', memberOf(file('a')).subarray(0, 600)],
  ['tar/nonzero-padding', 'a letter behind the content', tarOf(file('a', { padding: 'y' }))],
  ['tar/invalid-utf8-name', 'a name in Latin-1', tarOf(file(Buffer.from('gr\xf6\xdfe', 'latin1')))],
  ['tar/empty-name', 'no name', tarOf(file(''))],
  ['tar/empty-name', 'a file named ./', tarOf(file('./'))],
  ['tar/absolute-path', 'a name from the root', tarOf(file('/a'))],
  ['tar/drive-letter', 'a name on a drive', tarOf(file('C:a'))],
  ['tar/backslash-in-name', 'a backslash', tarOf(file('a\\b'))],
  ['tar/parent-segment', 'a way out', tarOf(file('a/../b'))],
  ['tar/dot-segment', 'a dot in the middle', tarOf(file('a/./b'))],
  ['tar/empty-segment', 'two slashes', tarOf(file('a//b'))],
  ['tar/control-character-in-name', 'a line feed', tarOf(file('a\nb'))],
  ['tar/control-character-in-name', 'a NUL in a path of pax', tarOf(pax(['path', 'a\0b']), file('a'))],
  ['tar/bidirectional-control-in-name', 'an override of direction', tarOf(file('a\u202eb'))],
  ['tar/invisible-character-in-name', 'a joiner', tarOf(file('a\u200db'))],
  ['tar/lookalike-separator-in-name', 'a fullwidth slash', tarOf(file('a\uff0fb'))],
  ['tar/colon-in-name', 'a stream', tarOf(file('ab:c'))],
  ['tar/reserved-device-name', 'a console', tarOf(file('con.txt'))],
  ['tar/trailing-dot-or-space', 'a dot at the end', tarOf(file('a.'))],
  ['tar/slash-after-file-name', 'a file with a slash', tarOf(file('a/'))],
  ['tar/name-too-long', 'a name of 1,025 bytes', tarOf(pax(['path', name(1025)]), file('a'))],
  ['tar/segment-too-long', 'a segment of 256 bytes', tarOf(pax(['path', 'n'.repeat(256)]), file('a'))],
  ['tar/path-too-deep', '33 segments', tarOf(file('a/'.repeat(32).concat('b')))],
  ['tar/duplicate-name', 'one file twice', tarOf(file('a'), file('a'))],
  ['tar/duplicate-name', 'one file twice, once behind ./', tarOf(file('a'), file('./a'))],
  ['tar/normalization-collision', 'composed and decomposed', tarOf(file('\u00e9'), file('e\u0301'))],
  ['tar/case-collision', 'upper and lower case', tarOf(file('A'), file('a'))],
  ['tar/file-directory-collision', 'a file as a folder', tarOf(file('a'), file('a/b'))],
  ['tar/lone-zero-block', 'a zero block between members', Buffer.concat([zeros(1), tarOf(file('a'))])],
  ['tar/missing-end-of-archive', 'no zero block', memberOf(file('a'))],
  ['tar/missing-end-of-archive', 'one zero block', Buffer.concat([memberOf(file('a')), zeros(1)])],
  ['tar/missing-end-of-archive', 'nothing at all', Buffer.alloc(0)],
  ['tar/data-after-end', 'a member behind the end', Buffer.concat([tarOf(file('a')), tarOf(file('b'))])],
  ['tar/partial-block', 'ten zeros behind the end', Buffer.concat([tarOf(file('a')), Buffer.alloc(10)])],
];

function oversized(): SampleMember {
  return { typeflag: 'x', content: paxRecord('comment', 'c'.repeat(1024 * 1024 + 1 - 17)) };
}

/** A name of so many bytes in segments that are short enough. */
function name(length: number): string {
  return `${'n'.repeat(200)}/`.repeat(Math.floor(length / 201)).padEnd(length, 'n');
}

describe.each(DEFECTS)('%s: %s', (rule, _what, bytes) => {
  test('is the one rule that is broken, and without it nothing is', async () => {
    expect(await errorsOf(bytes)).toEqual([rule]);
    const without: RuleSelection = { profile: 'hardened', without: new Set([rule]) };
    expect(await errorsOf(bytes, without)).toEqual([]);
  });
});

test('each rule on a tar has a defect here, but those that need more than a few bytes', () => {
  const covered = new Set<string>(DEFECTS.map(([rule]) => rule));
  const missing = Object.entries(catalogue).filter(
    ([rule, { level }]) => rule.startsWith('tar/') && level === 'MUST' && !covered.has(rule),
  );
  expect(missing.map(([rule]) => rule).sort()).toEqual([
    'tar/dangling-extension-header',
    'tar/nested-envelope',
    'tar/too-many-members',
    'tar/total-too-large',
  ]);
});

test('an extension header without a member is reported at the first of them', async () => {
  const { findings } = await judge(
    Buffer.concat([memberOf(file('a')), memberOf(long('b\0')), memberOf(pax(['comment', 'c'])), END]),
  );
  expect(findings.find(({ rule }) => rule === 'tar/dangling-extension-header')?.at).toEqual({ offset: 1024 });
  const global = { ...pax(['comment', 'b']), typeflag: 'g' };
  expect(await errorsOf(tarOf(pax(['comment', 'a']), global, file('a')))).toEqual(['tar/dangling-extension-header']);
});

test('too many members, and too much content, end the reading', async () => {
  const limits = { members: 2, name: 1024, segment: 255, depth: 32, total: 3, extensionHeader: 1024 };
  const { readTar, FindingCollector, ENVELOPE_LIMITS } = await import('./index.ts');
  const errors = async (bytes: Buffer): Promise<readonly string[]> => {
    const collector = new FindingCollector(HARDENED);
    await readTar(bufferSource(bytes), collector, { digest: false, limits: { ...limits, ...ENVELOPE_LIMITS } });
    return collector
      .findings()
      .map(({ rule, at }) => `${rule} ${at.member ?? ''}`)
      .filter((text) => /too/.test(text));
  };
  expect(await errors(tarOf(file('a'), file('b')))).toEqual([]);
  expect(await errors(tarOf(file('a'), file('b'), file('c'), file('d')))).toEqual(['tar/too-many-members c']);
  expect(await errors(tarOf(file('a'), { name: 'b', content: 'xy' }))).toEqual([]);
  expect(await errors(tarOf(file('a'), { name: 'b', content: 'xyz' }))).toEqual(['tar/total-too-large b']);
});

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('an accepted tar', () => {
  test.each([
    ['of no member', END, []],
    [
      'of version 7',
      tarOf({ name: 'd/', typeflag: '\0', magic: '' }, { name: 'd/a', typeflag: '\0', magic: '', content: 'x' }),
      ['d:', `d/a:${digest('x')}`],
    ],
    ['of GNU', tarOf(long('b/c\0'), file('a', { magic: 'ustar  \0' })), [`b/c:${digest('x')}`]],
    [
      'of pax',
      tarOf(pax(['path', 'b/\u00e9'], ['mtime', '1.5'], ['SCHILY.xattr.user.x', '\n']), file('a')),
      [`b/\u00e9:${digest('x')}`],
    ],
    ['of git', tarOf({ ...pax(['comment', 'f'.repeat(40)]), typeflag: 'g' }, file('a')), [`a:${digest('x')}`]],
    ['with a prefix', tarOf(file('b', { prefix: 'a' })), [`a/b:${digest('x')}`]],
    ['of the folder it was made in', tarOf(directory('./'), file('./a')), [`a:${digest('x')}`]],
    [
      'with numbers in base 256',
      tarOf({
        name: 'a',
        content: 'x',
        uid: '',
        at: [
          [108, Buffer.from('8000000000ffffff', 'hex')],
          [124, Buffer.from('800000000000000000000001', 'hex')],
        ],
      }),
      [`a:${digest('x')}`],
    ],
    [
      'with numbers in other forms',
      tarOf({ name: 'a', content: 'x', mode: '   644 \0', uid: '        ', mtime: '777777777777' }),
      [`a:${digest('x')}`],
    ],
    ['padded to a record', Buffer.concat([tarOf(file('a')), zeros(17)]), [`a:${digest('x')}`]],
  ] as const)('%s is observed', async (_what, bytes, members) => {
    const { observation, findings } = await judge(bytes);
    expect(findings.filter(({ rule }) => catalogue[rule].level === 'MUST')).toEqual([]);
    expect(observation?.members.map(({ path, sha256 }) => `${path}:${sha256 ?? ''}`)).toEqual(members);
  });
});

describe('under the profile core', () => {
  const core = async (bytes: Uint8Array): Promise<readonly string[] | undefined> => {
    const { observation } = await judge(bytes, CORE);
    return observation?.members.map(({ path, sha256 }) => `${path}:${sha256 ?? ''}`);
  };
  const x = digest('x');

  test.each([
    ['of one path twice the last counts', tarOf(file('a', { content: 'y' }), file('a')), [`a:${x}`]],
    [
      'links are passed over, without content whatever their size says',
      tarOf({ name: 'l', typeflag: '2', linkName: 'a', size: '00000001000\0' }, file('a')),
      [`a:${x}`],
    ],
    ['another type is a file', tarOf(file('a', { typeflag: '7' })), [`a:${x}`]],
    ['the last of two pax headers counts', tarOf(pax(['path', 'b']), pax(['path', 'c']), file('a')), [`c:${x}`]],
    ['the last of two values counts', tarOf(pax(['path', 'b'], ['path', 'c']), file('a')), [`c:${x}`]],
    ['a pax path wins over a long name', tarOf(pax(['path', 'b']), long('c\0'), file('a')), [`b:${x}`]],
    ['an empty value means the header', tarOf(pax(['path', '']), file('a')), [`a:${x}`]],
    [
      'a global size holds',
      tarOf({ ...pax(['size', '1']), typeflag: 'g' }, file('a', { size: '00000000002\0' })),
      [`a:${x}`],
    ],
    ['what follows the end is passed over', Buffer.concat([tarOf(file('a')), tarOf(file('b'))]), [`a:${x}`]],
    ['a name that is no UTF-8 is mended', tarOf(file(Buffer.from([0x61, 0xff]))), [`a\ufffd:${x}`]],
  ])('%s', async (_what, bytes, members) => {
    expect(await core(bytes)).toEqual(members);
  });
});
