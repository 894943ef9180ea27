import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { readZip, writeZip } from '../../reference/archive/zip/index.ts';
import { FindingCollector } from '../../reference/report/finding-collector.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { buildZip } from '../recipes/zip-builder.ts';
import { type ArbitraryFile, files } from './archive-arbitraries.ts';

function write(members: readonly ArbitraryFile[]): Buffer {
  const chunks: Buffer[] = [];
  writeZip(
    members.map(({ path, data }) => ({ path, source: bufferSource(data) })),
    (bytes) => chunks.push(Buffer.from(bytes)),
  );
  return Buffer.concat(chunks);
}

/** Every file that the reader gives, with its bytes; no finding may come with it. */
async function read(bytes: Uint8Array): Promise<Readonly<Record<string, Buffer>>> {
  const collector = new FindingCollector(HARDENED);
  const contents = new Map<string, Buffer[]>();
  await readZip(bufferSource(bytes), collector, {
    digest: false,
    tap({ path }) {
      const chunks: Buffer[] = [];
      contents.set(path, chunks);
      return (chunk) => chunks.push(Buffer.from(chunk));
    },
  });
  expect(collector.findings()).toEqual([]);
  return Object.fromEntries([...contents].map(([path, chunks]) => [path, Buffer.concat(chunks)]));
}

describe('the writer and the reader', () => {
  it('give back the files that were written, and no finding, not even a warning', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (members) => {
        const expected = Object.fromEntries(members.map(({ path, data }) => [path, Buffer.from(data)]));
        expect(await read(write(members))).toEqual(expected);
      }),
    );
  });

  it('do not depend on the order in which the files are given', () => {
    fc.assert(
      fc.property(files, (members) => {
        expect(write([...members].reverse()).equals(write(members))).toBe(true);
      }),
    );
  });

  it("make the same bytes as the suite's own builder", () => {
    fc.assert(
      fc.property(files, (members) => {
        const built = buildZip(members.map(({ path, data }) => ({ name: path, data })));
        expect(write(members).equals(built.bytes)).toBe(true);
      }),
    );
  });
});
