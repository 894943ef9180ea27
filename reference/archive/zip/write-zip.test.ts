import { describe, expect, it } from 'vitest';
import { buildZip } from '../../../conformance/recipes/zip-builder.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { bufferSource } from '../byte-source.ts';
import { validateZip, writeZip } from './index.ts';

function write(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = [];
  const members = Object.entries(files).map(([path, bytes]) => ({ path, source: bufferSource(bytes) }));
  writeZip(members, (bytes) => parts.push(Uint8Array.from(bytes)));
  return Buffer.concat(parts);
}

const large = new Uint8Array(700_001).fill(7);
const files = {
  'z.txt': Buffer.from('z'),
  'a/é.txt': Buffer.from('é'),
  '\u{1f600}': large,
  '\uffee': new Uint8Array(0),
};

describe('writeZip', () => {
  it('writes the bytes of the canonical form, which an independent builder builds too', () => {
    const built = buildZip(Object.entries(files).map(([name, data]) => ({ name, data })));
    expect(Buffer.compare(write(files), built.bytes)).toBe(0);
  });

  it('writes what the reader accepts without a warning, and observes as it was given', async () => {
    const judgement = await validateZip(bufferSource(write(files)), { selection: HARDENED, observe: true });
    expect(judgement.findings).toEqual([]);
    expect(judgement.observation?.members.map(({ path, size }) => [path, size])).toEqual([
      ['a/é.txt', 2],
      ['z.txt', 1],
      ['\uffee', 0],
      ['\u{1f600}', 700_001],
    ]);
  });

  it('writes an archive without members', () => {
    expect(Buffer.compare(write({}), buildZip([]).bytes)).toBe(0);
  });

  it.each(['../a', '/a', 'a//b', 'C:/a', 'a\\b', 'con', 'a/', '', 'a\ud800', 'x'.repeat(256)])(
    'refuses the path %j',
    (path) => {
      expect(() => write({ [path]: new Uint8Array(1) })).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );

  it.each([
    ['A', 'a'],
    ['é', 'e\u0301'],
    ['a', 'a/b'],
  ])('refuses %j beside %j', (first, second) => {
    expect(() => write({ [first]: large, [second]: large })).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('refuses a content that changes between its two readings', () => {
    let reads = 0;
    const source = { size: 300_000, read: (_position: number, target: Uint8Array) => void target.fill(reads++) };
    expect(() => writeZip([{ path: 'a', source }], () => {})).toThrow(
      expect.objectContaining({ code: 'source-changed' }),
    );
  });
});
