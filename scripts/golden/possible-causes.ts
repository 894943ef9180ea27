import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
// What a golden's bytes can come from.
const CAUSES = [
  'contracts/anpkg',
  'contracts/assets-pa',
  'contracts/distribution',
  'contracts/doctor-cli-package',
  'contracts/strict-tar',
  'contracts/strict-yaml',
  'contracts/strict-zip',
  'golden',
  'reference/anpkg',
  'reference/archive',
  'reference/assets-pa',
  'reference/distribution',
  'reference/doctor-cli-package',
  'reference/document',
  'reference/process',
];

/** Files under golden/ that differ from the last commit. */
export function uncommittedGoldens(): readonly string[] {
  return linesOf('status', '--porcelain', '--', 'golden').map((line) => line.slice(3));
}

/** Contracts, inputs and code that changed since the expected bytes were last committed: why they may differ. */
export function changedSince(): readonly string[] {
  const [last] = linesOf('log', '-1', '--format=%H', '--', 'golden/*/*/expected*');
  if (last === undefined) return [];
  return linesOf(
    'diff',
    '--name-only',
    last,
    '--',
    ...CAUSES,
    ':!golden/**/expected*',
    ':!golden/MANIFEST.sha256',
    ':!*.test.ts',
  );
}

function linesOf(...parameters: readonly string[]): readonly string[] {
  const output = execFileSync('git', parameters, { cwd: ROOT, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  return output.split('\n').filter((line) => line !== '');
}
