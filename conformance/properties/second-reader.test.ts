import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { catalogue } from '../../reference/generated/catalogue.ts';
import { severityOf } from '../../reference/report/artifact-report.ts';
import type { ObservedMember } from '../../reference/report/observation.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { buildZip } from '../recipes/zip-builder.ts';
import { type ArbitraryFile, files, zipMembers } from './archive-arbitraries.ts';
import { VALIDATORS } from './judge-bytes.ts';
import { observeWithYauzl } from './second-reader.ts';

/** The members of an archive that must be accepted. */
async function membersOfAccepted(bytes: Uint8Array): Promise<readonly ObservedMember[]> {
  const judgement = await VALIDATORS['strict-zip'](bytes, { selection: HARDENED, observe: true });
  expect(judgement.findings.filter((finding) => severityOf(finding) === 'error')).toEqual([]);
  return judgement.observation?.members ?? [];
}

async function writeWithYazl(members: readonly ArbitraryFile[], compress: boolean): Promise<Uint8Array> {
  const archive = new ZipFile();
  const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compress };
  for (const { path, data } of members) archive.addBuffer(Buffer.from(data), path, options);
  archive.end();
  return buffer(archive.outputStream);
}

const VECTORS = join(import.meta.dirname, '../vectors');

function isOursOnArchives(id: string): boolean {
  return Object.entries(catalogue).some(
    ([rule, { origin }]) => rule === id && id.startsWith('zip/') && origin === 'ours',
  );
}

/** Accepted archives among the vectors; an extracted package is a folder, and a text is no archive. */
function acceptedArchives(): readonly (readonly [id: string, bytes: Uint8Array])[] {
  return ['anpkg', 'strict-zip'].flatMap((contract) =>
    readdirSync(join(VECTORS, contract)).flatMap((id): (readonly [string, Uint8Array])[] => {
      const folder = join(VECTORS, contract, id);
      const { kind, input, profile, cites } = JSON.parse(readFileSync(join(folder, 'vector.json'), 'utf8'));
      const path = join(folder, input.path);
      // An archive that only core accepts breaks a rule of ours.
      const isStrict = profile === 'hardened' || !cites.some(isOursOnArchives);
      return kind === 'accept' && isStrict && statSync(path).isFile()
        ? [[`${contract} ${id}`, readFileSync(path)]]
        : [];
    }),
  );
}

describe('what the reference accepts', () => {
  it('is read the same by yauzl: names, sizes and bytes', async () => {
    await fc.assert(
      fc.asyncProperty(zipMembers, async (members) => {
        const { bytes } = buildZip(members);
        expect(await observeWithYauzl(bytes)).toEqual(await membersOfAccepted(bytes));
      }),
    );
  });

  it.each(acceptedArchives())('is read the same by yauzl: vector %s', async (_, bytes) => {
    expect(await observeWithYauzl(bytes)).toEqual(await membersOfAccepted(bytes));
  });
});

describe('what yazl writes', () => {
  it('is accepted and observed as the same members', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), async (members, compress) => {
        const observed = await membersOfAccepted(await writeWithYazl(members, compress));
        expect(observed).toEqual(
          await membersOfAccepted(buildZip(members.map(({ path, data }) => ({ name: path, data }))).bytes),
        );
        expect(observed.map(({ path }) => path).sort()).toEqual(members.map(({ path }) => path).sort());
      }),
    );
  });
});
