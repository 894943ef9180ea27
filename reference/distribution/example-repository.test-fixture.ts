import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll } from 'vitest';

const EXAMPLES = join(import.meta.dirname, '../../contracts/distribution/v1/examples');
export const FOLDER: string = 'dist/1.0.0/0.1.0/x86_64-unknown-linux-gnu/release/1.84.0/ab12cd34/r1';
export const ARTIFACT: string = `${FOLDER}/codex-controller-loop-v0.1.0-x86_64-unknown-linux-gnu-release-1.84.0-ab12cd34-r1.tar.gz`;
export const EPOCH = 1_775_320_894;

/** The identity of the example. */
export const IDENTITY = {
  version: '0.1.0',
  target: 'x86_64-unknown-linux-gnu',
  profile: 'release',
  toolchain: '1.84.0',
  git_rev: 'ab12cd34',
  dist_revision: 'r1',
};

/** An example of the contract, as it is committed. */
export function example(name: string): string {
  return readFileSync(join(EXAMPLES, `${name}.json`), 'utf8');
}

/** A file of ustar: the header and the content, padded. */
function ustarMember(name: string, mode: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  header.write(name, 0, 'latin1');
  header.write(`${mode.padStart(7, '0')}\0`, 100, 'latin1');
  header.write(octal(0, 8), 108, 'latin1');
  header.write(octal(0, 8), 116, 'latin1');
  header.write(octal(content.length, 12), 124, 'latin1');
  header.write(octal(EPOCH, 12), 136, 'latin1');
  header.write('        0', 148, 'latin1');
  header.write('ustar\0' + '00', 257, 'latin1');
  header.write(octal(0, 8), 329, 'latin1');
  header.write(octal(0, 8), 337, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const padded = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  padded.write(content, 'latin1');
  return Buffer.concat([header, padded]);
}

/** The tar of the example. */
export function exampleTar(): Buffer {
  return Buffer.concat([
    ustarMember('LICENSE', '0644', 'MIT\n'),
    ustarMember('codex-controller-loop', '0755', '#!/bin/sh\necho codex-controller-loop 0.1.0\n'),
    Buffer.alloc(1024),
  ]);
}

/** The archive of the example: gzip with one stored block. */
export function exampleArchive(): Buffer {
  const tar = exampleTar();
  const block = Buffer.alloc(5);
  block.writeUInt8(1, 0);
  block.writeUInt16LE(tar.length, 1);
  block.writeUInt16LE(0xffff - tar.length, 3);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(tar), 0);
  trailer.writeUInt32LE(tar.length, 4);
  return Buffer.concat([Buffer.from('1f8b08000000000000ff', 'hex'), block, tar, trailer]);
}

const TEXT = `# Distribution Contract

- Contract version: \`distribution-contract@1.0\`
- Index: \`dist/index.json\`; until 2026-07-01 also \`dist/{distribution_contract_version}/index.json\`.
- Folder: \`dist/{distribution_contract_version}/{artifact_version}/{target}/{profile}/{toolchain}/{gitsha}/{dist_revision}/\`
- File: \`codex-controller-loop-v{version}-{target}-{profile}-{rust}-{gitsha}-{dist_revision}.{ext}\`

| Platform | OS | Arch | Binary compatibility |
|---|---|---|---|
| Linux | Linux | x86_64 / aarch64 | Recommended |
| macOS | Darwin | aarch64 / x86_64 | Recommended |
| Windows | Windows | x86_64 | Planned / not guaranteed |
`;

const CHANGELOG = `# Changelog

## 1.0.0

- 2026-04-04
- First version. The legacy index is supported until 2026-07-01.
- Migration: read dist/index.json.
`;

/** Every file of the example repository, by path. */
export type RepositoryFiles = Record<string, string | Buffer>;

export function exampleFiles(): RepositoryFiles {
  return {
    'docs/distribution-contract.json': example('contract'),
    'docs/distribution.md': TEXT,
    'docs/distribution-changelog.md': CHANGELOG,
    'scripts/release-orchestrator.config.json': example('orchestrator-config'),
    'dist/index.json': example('index'),
    [ARTIFACT]: exampleArchive(),
    [`${FOLDER}/package/manifest.json`]: example('manifest'),
    [`${FOLDER}/package/checksums.json`]: example('checksums'),
    [`${FOLDER}/package/provenance.json`]: example('provenance'),
  };
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** Writes files into a new folder, which is removed when the tests are done. */
export function writeRepository(files: RepositoryFiles): string {
  const root = mkdtempSync(join(tmpdir(), 'distribution-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** The example with some files changed, added, or (undefined) left out. */
export function repositoryWith(changes: Record<string, string | Buffer | undefined>): string {
  const files = exampleFiles();
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) delete files[path];
    else files[path] = content;
  }
  return writeRepository(files);
}
