import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const WHOLE_FOLDERS = ['conformance/vectors'];
const CONTRACT_FILES = ['README.md', 'contract.json', 'limits.json', 'rules.json'];

/**
 * What an author of another implementation needs of this repository, as paths from its root, in the order of their
 * code points: the vectors with their manifest, how to use them, and the contracts (text, catalogue, limits, schemas).
 */
export function archiveFiles(root: string): readonly string[] {
  const contracts = readdirSync(join(root, 'contracts'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `contracts/${name}/v1`);
  const ofContracts = contracts.flatMap((folder) => [
    ...CONTRACT_FILES.map((name) => `${folder}/${name}`).filter((path) => isFile(join(root, path))),
    ...filesBelow(root, `${folder}/schemas`),
  ]);
  const paths = ['LICENSE', 'conformance/README.md', ...ofContracts];
  return [...paths, ...WHOLE_FOLDERS.flatMap((folder) => filesBelow(root, folder))].sort(compareBytes);
}

function filesBelow(root: string, folder: string): readonly string[] {
  if (!statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => isFile(join(root, path)));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
