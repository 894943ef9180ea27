import { compareCodePoints } from '../../reference/report/code-point-order.ts';
import type { ExpectedFiles } from './expected-files.ts';
import { explainDifference, explainMember } from './explain-difference.ts';

const NO_BYTES = Buffer.alloc(0);

/** How what is expected and what was made differ, in words; nothing where all files and their modes are equal. */
export async function explainFiles(before: ExpectedFiles, after: ExpectedFiles): Promise<readonly string[]> {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(compareCodePoints);
  const differences: string[] = [];
  for (const path of paths) {
    const [old, young] = [before.get(path), after.get(path)];
    if (path.endsWith('.anpkg')) {
      differences.push(...(await explainDifference(old?.bytes ?? NO_BYTES, young?.bytes ?? NO_BYTES)));
    } else differences.push(...explainMember(path, old?.bytes, young?.bytes));
    if (old !== undefined && young !== undefined && old.isExecutable !== young.isExecutable) {
      differences.push(`${path}: ${young.isExecutable ? 'executable' : 'not executable'} now`);
    }
  }
  return differences;
}
