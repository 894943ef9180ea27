import { expect, test } from 'vitest';
import { draftGzip, draftTar } from './archive-draft.ts';
import { draftArtifact, EPOCH, FILES, FIRST, sha256 } from './artifact-draft.ts';
import { draftIndex } from './repository-draft.ts';

// Computed by another program ahead of this one, from the description of the example alone.
test('the example that the vectors are made from has the digests that were published with it', () => {
  const tar = draftTar(FILES, EPOCH);
  const first = draftArtifact(FIRST);
  const digests = Object.entries(first.files).map(([path, bytes]) => [
    path.slice(first.folder.length + 1),
    bytes instanceof Uint8Array ? sha256(bytes) : '',
  ]);
  expect(tar).toHaveLength(3072);
  expect(sha256(tar)).toBe('cb2499598cf7a5689d59a7bb514c9f8e0b13dddae0034b6c3da9beeaabbcd3d6');
  expect(draftGzip(tar)).toHaveLength(3095);
  expect(digests).toEqual([
    [
      'codex-controller-loop-v0.1.0-x86_64-unknown-linux-gnu-release-1.84.0-ab12cd34-r1.tar.gz',
      '49476b0c23a22ddfd10faa5790295461710fbe3a40bbf1245dd7cbd5e6d12138',
    ],
    ['package/manifest.json', '6e35ed91bbfb871afa338c11ca1725791ed898e170e7e5986c80470323fd5c8a'],
    ['package/checksums.json', '2564d9c375ea56c0362e49b683de79f5e1629b9f10507452ba3f78bf4c892a6e'],
    ['package/provenance.json', '3e01b11d3cd8c7e257e39037d0c4ba40444df15ae7bea29708918dc7bf7e5b73'],
  ]);
  expect(sha256(draftIndex([first]))).toBe('acf6b07ac8f10fc06f9df33d37eb4c652448fbc2b2736490d6e9df61980144ee');
});
