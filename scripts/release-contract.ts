import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toChangeTable } from './evolution/change-table.ts';
import { compareContract, countKinds, isCompatible } from './evolution/compare-contract.ts';
import { compareVersions, DIGESTS, readContractFiles, toDigests, versionParts } from './evolution/released.ts';
import { listRelease } from './evolution/released-list.ts';
import { contractOrder } from './generate/catalogue.ts';

/**
 * Writes the released copy of a contract at the version of its `contract.json`, lists it, and gives its path. Throws where
 * there is such a copy, where the version does not say what changed, and where the change is not allowed.
 */
export function releaseContract(root: string, contract: string): string {
  const folder = join(root, 'contracts', contract, 'v1');
  const files = readContractFiles(folder);
  const version = String(JSON.parse(String(files.get('contract.json'))).version);
  const path = `contracts/${contract}/v1/released/${version}`;
  if (existsSync(join(root, path))) throw new Error(`${path} exists: what was released stays as it is`);
  const [major, minor] = versionParts(version);
  if (major !== 1) throw new Error(`${contract}/v1 cannot hold the version ${version}`);
  const comparison = compareContract(root, contract);
  if (!isCompatible(comparison)) throw new Error(`${contract} cannot be released\n${toChangeTable([comparison])}`);
  const { since, changes } = comparison;
  if (since !== undefined) {
    if (compareVersions(version, since) <= 0) throw new Error(`${version} does not follow ${since}`);
    const isMinor = countKinds(changes).additive > 0;
    if (isMinor && minor === versionParts(since)[1]) {
      throw new Error(`additive changes since ${since} ask for another minor version than ${version}`);
    }
  }
  mkdirSync(dirname(join(root, path)), { recursive: true });
  // The copy appears as a whole.
  const stage = mkdtempSync(join(folder, '.release-'));
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(stage, name)), { recursive: true });
    writeFileSync(join(stage, name), bytes);
  }
  writeFileSync(join(stage, DIGESTS), toDigests(files));
  renameSync(stage, join(root, path));
  listRelease(root, contract, version);
  return path;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(import.meta.dirname, '..');
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !contractOrder(root).includes(name));
  if (names.length === 0 || unknown.length > 0) {
    console.error(`release-contract: name contracts; there are ${contractOrder(root).join(', ')}`);
    process.exitCode = 2;
  } else {
    try {
      for (const name of names) console.log(`written: ${releaseContract(root, name)}`);
    } catch (error) {
      console.error(`release-contract: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}
