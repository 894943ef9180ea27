import { createHash, randomFillSync } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildZip, type ZipMember } from '../../../conformance/recipes/zip-builder.ts';
import { catalogue, type RuleId } from '../../generated/catalogue.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import type { Judgement } from '../../report/judgement.ts';
import { CORE, HARDENED, type RuleSelection } from '../../report/rule-selection.ts';
import { bufferSource } from '../byte-source.ts';
import { readZip, validateZip, ZIP_LIMITS } from './index.ts';

const judge = (bytes: Uint8Array, selection: RuleSelection = HARDENED): Promise<Judgement> =>
  validateZip(bufferSource(bytes), { selection, observe: true });

const isError = (rule: RuleId): boolean => catalogue[rule].level === 'MUST';

const small = buildZip([
  { name: 'a.txt', data: 'alpha\n' },
  { name: 'd/é.txt', data: 'beta beta beta beta\n', method: 8, stored: deflateRawSync('beta beta beta beta\n') },
]).bytes;

describe('every change of a small archive', () => {
  it('cut short anywhere, it is refused', async () => {
    for (let length = 0; length < small.length; length += 1) {
      const judgement = await judge(small.subarray(0, length));
      expect(judgement.observation, `cut to ${length} bytes`).toBeUndefined();
    }
  });

  it('with any one bit flipped, it is refused or observed with other names, or else as before', async () => {
    const before = (await judge(small)).observation;
    const digests = before?.members.map(({ size, sha256 }) => ({ size, sha256 }));
    for (let bit = 0; bit < small.length * 8; bit += 1) {
      const flipped = Uint8Array.from(small);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { observation, findings } = await judge(flipped);
      if (observation === undefined) expect(findings.some(({ rule }) => isError(rule))).toBe(true);
      else
        expect(
          observation.members.map(({ size, sha256 }) => ({ size, sha256 })),
          `bit ${bit}`,
        ).toEqual(digests);
    }
  });

  it('random bytes behind a signature never throw', async () => {
    for (let round = 0; round < 300; round += 1) {
      const bytes = Uint8Array.from(small);
      randomFillSync(bytes, round % bytes.length, Math.min(8, bytes.length - (round % bytes.length)));
      await judge(bytes);
      await judge(bytes, { profile: 'hardened', without: ALL_RULES });
    }
  });
});

const ALL_RULES: ReadonlySet<RuleId> = new Set(
  (Object.keys(catalogue) as RuleId[]).filter((id) => id.startsWith('zip/')),
);

describe('with every rule left out', () => {
  it('cut short or with a bit flipped, an archive is still read in bounds', async () => {
    const selection: RuleSelection = { profile: 'hardened', without: ALL_RULES };
    for (let at = 0; at < small.length; at += 1) {
      expect((await judge(small.subarray(0, at), selection)).findings).toEqual([]);
      const flipped = Uint8Array.from(small);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      expect((await judge(flipped, selection)).findings).toEqual([]);
    }
  });
});

describe('core', () => {
  it('takes the last of two members with the same name', async () => {
    const twice = buildZip(
      [
        { name: 'a', data: 'first' },
        { name: 'a', data: 'last' },
      ],
      { order: 'given' },
    );
    const { observation } = await judge(twice.bytes, CORE);
    const sha256 = createHash('sha256').update('last').digest('hex');
    expect(observation?.members).toEqual([{ path: 'a', type: 'file', size: 4, sha256 }]);
  });
});

describe('limits', () => {
  const three = buildZip([{ name: 'a' }, { name: 'b' }, { name: 'c' }]).bytes;
  const rules = async (bytes: Uint8Array, limits: Partial<typeof ZIP_LIMITS>): Promise<readonly string[]> => {
    const collector = new FindingCollector(CORE);
    await readZip(bufferSource(bytes), collector, { digest: false, limits: { ...ZIP_LIMITS, ...limits } });
    return collector.findings().map(({ rule }) => rule);
  };

  it('allow as many members as they say and not one more', async () => {
    expect(await rules(three, { members: 3 })).toEqual([]);
    expect(await rules(three, { members: 2 })).toEqual(['zip/too-many-members']);
  });

  it('allow as many bytes in all as they say and not one more', async () => {
    const bytes = buildZip([
      { name: 'a', data: 'xx' },
      { name: 'b', data: 'yy' },
    ]).bytes;
    expect(await rules(bytes, { total: 4 })).toEqual([]);
    expect(await rules(bytes, { total: 3 })).toEqual(['zip/total-too-large']);
  });

  it('accept 65,535 members and refuse 65,536', async () => {
    const members = Array.from(
      { length: 65_536 },
      (_, index): ZipMember => ({ name: index.toString(36).padStart(4, '0') }),
    );
    const most = buildZip(members.slice(0, 65_535)).bytes;
    expect((await judge(most)).findings).toEqual([]);
    const more = buildZip(members, { zip64End: {} }).bytes;
    expect((await judge(more)).findings.map(({ rule }) => rule)).toContain('zip/too-many-members');
    const without = await judge(more, { profile: 'core', without: new Set<RuleId>(['zip/too-many-members']) });
    expect(without.observation?.members.length).toBe(65_536);
  });
});

describe('large deflated members', () => {
  const content = Buffer.alloc(9 * 1024 * 1024);
  for (let at = 0; at < content.length; at += 4) content.writeUInt32LE((at * 2_654_435_761) % 0x100000000, at);
  const packed = deflateRawSync(content, { level: 1 });
  const member: ZipMember = {
    name: 'a.bin',
    method: 8,
    stored: packed,
    crc32: crc32(content),
    uncompressedSize: content.length,
  };
  const rulesOf = async (edit: Partial<ZipMember>): Promise<readonly string[]> => {
    const { findings } = await judge(buildZip([{ ...member, ...edit }]).bytes);
    return findings.map(({ rule }) => rule).filter(isError);
  };

  it('are streamed to the same digest and the tap', async () => {
    const collector = new FindingCollector(HARDENED);
    const hash = createHash('sha256');
    const source = bufferSource(buildZip([member]).bytes);
    const reading = await readZip(source, collector, { digest: true, tap: () => (chunk) => hash.update(chunk) });
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(reading.members).toEqual([{ path: 'a.bin', type: 'file', size: content.length, sha256 }]);
    expect(hash.digest('hex')).toBe(sha256);
    const again = createHash('sha256');
    await reading.readMember('a.bin', (chunk) => again.update(chunk));
    expect(again.digest('hex')).toBe(sha256);
  });

  it.each([
    ['one byte less declared', { uncompressedSize: content.length - 1 }, 'zip/size-mismatch'],
    ['one byte more declared', { uncompressedSize: content.length + 1 }, 'zip/size-mismatch'],
    ['cut short', { stored: packed.subarray(0, -1) }, 'zip/invalid-deflate'],
    ['followed by a byte', { stored: Buffer.concat([packed, Buffer.alloc(1)]) }, 'zip/data-after-deflate-end'],
    [
      'followed by a megabyte',
      { stored: Buffer.concat([packed, Buffer.alloc(1_000_000)]) },
      'zip/data-after-deflate-end',
    ],
    ['broken at the start', { stored: Buffer.concat([Buffer.of(7), packed]) }, 'zip/invalid-deflate'],
    ['of another checksum', { crc32: 1 }, 'zip/crc-mismatch'],
  ] as const)('%s are refused', async (_what, edit, rule) => {
    expect(await rulesOf(edit)).toEqual([rule]);
  });
});

describe('readMember', () => {
  it('refuses a path that is not in the archive', async () => {
    const reading = await readZip(bufferSource(small), new FindingCollector(HARDENED), { digest: false });
    await expect(reading.readMember('nowhere', () => {})).rejects.toMatchObject({ code: 'usage' });
  });

  it('notices that the content has changed since it was verified', async () => {
    const bytes = Uint8Array.from(small);
    const reading = await readZip(bufferSource(bytes), new FindingCollector(HARDENED), { digest: false });
    bytes[30 + 'a.txt'.length] = 0x41;
    await expect(reading.readMember('a.txt', () => {})).rejects.toMatchObject({ code: 'source-changed' });
  });
});
