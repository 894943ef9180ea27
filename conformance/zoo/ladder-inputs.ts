import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleReference } from './bundle-reference.ts';
import type { LadderInputs } from './ladder.ts';

/** Digests of what the ladder follows from, as it stands now. */
export async function readLadderInputs(root: string): Promise<LadderInputs> {
  const { sources } = await bundleReference({ root, out: 'inputs.mjs', swappable: true });
  const contracts = filesBelow(root, 'contracts');
  const zoo = filesBelow(root, 'conformance/zoo').filter((path) => !/\/(?:degenerate|tampered)\//.test(path));
  const suite = [...sources.filter((path) => !path.startsWith('reference/')), ...zoo];
  const digest = (paths: readonly string[]): string => digestOfFiles(root, paths);
  return {
    rules: digest(contracts.filter((path) => /^contracts\/[^/]+\/v1\/rules\.json$/.test(path))),
    schemas: digest(contracts.filter((path) => /^contracts\/[^/]+\/v1\/schemas\/[^/]+$/.test(path))),
    vectors: digest(['conformance/vectors/MANIFEST.sha256']),
    goldens: digest(['golden/MANIFEST.sha256']),
    reference: digest(filesBelow(root, 'reference').filter((path) => !/^reference\/(?:cli|server)\//.test(path))),
    suite: digest([...new Set(suite)].sort()),
  };
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test(?:-fixture)?\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** SHA-256 of the list that `sha256sum` prints for the files. */
function digestOfFiles(root: string, paths: readonly string[]): string {
  const lines = paths.map((path) => `${sha256(readFileSync(join(root, path)))}  ${path}\n`);
  return sha256(lines.join(''));
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
