import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineDocuments } from './examine-documents.ts';
import { examineFailures } from './examine-failures.ts';
import { examineOutputs } from './examine-outputs.ts';
import { readTree, treeDifferences } from './folder-tree.ts';
import { type Packager, type PackagerBreach, packageArguments, shellProgram } from './packager.ts';

/**
 * Has a packager make packages in a fresh folder, and fail in it, and names the producer's rules of doctor-cli-package
 * that it breaks. Knows the packager by its command line alone. `root` is the folder with `contracts`.
 * Throws where it packages nothing that could be examined.
 */
export async function examinePackager(
  packager: Packager,
  { folder, root }: { readonly folder: string; readonly root: string },
): Promise<readonly PackagerBreach[]> {
  const source = join(folder, 'program');
  writeFileSync(source, shellProgram(), { mode: 0o755 });
  const first = await packageInto(packager, join(folder, 'package'), source);
  mkdirSync(join(folder, 'elsewhere'));
  const second = await packageInto(packager, join(folder, 'elsewhere/package'), source);
  return [
    ...checkRuns(first, second),
    ...examineDocuments(root, first.folder, first.payload),
    ...(await examineFailures(packager, folder)),
    ...(await examineOutputs(packager, folder, source)),
  ];
}

interface MadePackage {
  readonly folder: string;
  readonly payload: string;
}

async function packageInto(packager: Packager, folder: string, source: string): Promise<MadePackage> {
  const { code, stdout, stderr } = await packager(packageArguments(folder, source, '--smoke'));
  if (code !== 0) throw new Error(`the packager ended with exit code ${code}: ${stderr}`);
  return { folder, payload: stdout };
}

function checkRuns(one: MadePackage, other: MadePackage): readonly PackagerBreach[] {
  const differences = treeDifferences(readTree(one.folder), readTree(other.folder));
  const paths = one.payload === other.payload ? differences : ['the payload', ...differences];
  return paths.map((what) => ({ rule: 'doctor-cli-package/package-not-deterministic', what }));
}
