import type { Recipe } from '../recipe.ts';
import type { ArchiveFile } from './archive-draft.ts';
import { FILES, type Members, NAME, sha256 } from './artifact-draft.ts';
import { changed } from './repository-breaches.ts';
import { ONE } from './resolve-recipe.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const { artifactFile } = ONE;
const OTHER = sha256('other');
const LICENSE = FILES.slice(0, 1);
const PROGRAM = FILES.slice(1);

const archived = (name: string, why: string, rule: string, files: readonly ArchiveFile[]): Recipe =>
  changed(name, why, rule, { files }, { member: artifactFile });
const listed = FILES.map(({ path, mode, bytes }) => ({ path, mode, size: bytes.length, sha256: sha256(bytes) }));
const differing = (name: string, why: string, files: readonly Members[]): Recipe =>
  changed(name, why, 'content-mismatch', { manifest: { files } }, { member: artifactFile });
const withLicense = (change: Members): readonly Members[] =>
  listed.map((one) => (one.path === 'LICENSE' ? { ...one, ...change } : one));

/** Section 6: what stands in an archive. */
export const contentRecipes: readonly Recipe[] = [
  archived('folder-in-the-archive', 'The archive holds a folder.', 'archive-special-member', [
    ...FILES,
    { path: 'z/', mode: '0755', bytes: text(''), type: '5' },
  ]),
  differing('file-not-in-the-archive', 'The manifest lists a file that the archive does not hold.', [
    ...listed,
    { path: 'z', mode: '0644', size: 0, sha256: sha256('') },
  ]),
  differing('file-not-in-the-manifest', 'The archive holds a file that the manifest does not list.', listed.slice(1)),
  differing(
    'file-of-another-size',
    'The manifest states another size of a file in the archive.',
    withLicense({ size: 5 }),
  ),
  differing(
    'file-of-another-digest',
    'The manifest states another digest of a file in the archive.',
    withLicense({ sha256: OTHER }),
  ),
  differing(
    'file-of-another-mode',
    'The manifest states another mode of a file in the archive.',
    withLicense({ mode: '0755' }),
  ),
  archived(
    'program-missing',
    'The archive lacks the program that the contract names, and so does the manifest.',
    'entrypoint-missing',
    LICENSE,
  ),
  archived('program-not-executable', 'The program may not be executed.', 'entrypoint-missing', [
    ...LICENSE,
    ...PROGRAM.map((one) => ({ ...one, mode: '0644' as const })),
  ]),
  archived('program-in-a-folder', 'The program stands in a folder of the archive.', 'entrypoint-missing', [
    ...LICENSE,
    ...PROGRAM.map((one) => ({ ...one, path: `bin/${NAME}` })),
  ]),
  changed(
    'archive-compressed',
    'The archive is one of the same files, compressed by a library.',
    'archive-not-canonical',
    { archive: compressed },
    { member: artifactFile },
  ),
  changed(
    'archive-with-a-name',
    'The gzip header holds the name of the tar.',
    'archive-not-canonical',
    { archive: named },
    { member: artifactFile },
  ),
  changed(
    'archive-turned-round',
    'The files stand in the archive the other way round than in the manifest.',
    'archive-not-canonical',
    { files: [...FILES].reverse(), manifest: { files: listed } },
    { member: artifactFile },
  ),
];

/** The same tar in one block of deflate with fixed codes, as any library might write it; literals alone. */
function compressed(usual: Uint8Array): Uint8Array {
  const tar = usual.subarray(15, -8);
  let bits = '110';
  for (const byte of tar) {
    bits += byte < 144 ? (byte + 48).toString(2).padStart(8, '0') : (byte + 256).toString(2).padStart(9, '0');
  }
  bits += '0000000';
  const packed = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [at, bit] of [...bits].entries()) {
    const byte = Math.floor(at / 8);
    packed[byte] = (packed[byte] ?? 0) + (bit === '1' ? 2 ** (at % 8) : 0);
  }
  return Buffer.concat([usual.subarray(0, 10), packed, usual.subarray(-8)]);
}

/** With the flag FNAME, and a name behind the header. */
function named(usual: Uint8Array): Uint8Array {
  const header = Buffer.from(usual.subarray(0, 10));
  header[3] = 8;
  return Buffer.concat([header, text('a.tar\0'), usual.subarray(10)]);
}
