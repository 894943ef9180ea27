import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../../reference/report/code-point-order.ts';

/** List of the digests of a released copy, in the form that `sha256sum -c` reads. */
export const DIGESTS = 'SHA256SUMS';

/** The files of a contract by path from its folder: those that are law, and the examples, which are not text. */
export type ContractFiles = ReadonlyMap<string, Buffer>;

/** The working files of a contract that a released copy holds. `folder` is `contracts/<contract>/v1` or a copy. */
export function readContractFiles(folder: string): ContractFiles {
  const paths = readdirSync(folder).filter((name) => name.endsWith('.json'));
  for (const inner of ['examples', 'schemas']) {
    if (!existsSync(join(folder, inner))) continue;
    paths.push(...readdirSync(join(folder, inner)).map((name) => `${inner}/${name}`));
  }
  return new Map(paths.sort(compareCodePoints).map((path) => [path, readFileSync(join(folder, path))]));
}

/** Versions of which there is a released copy, the oldest first. */
export function releasedVersions(contractFolder: string): readonly string[] {
  const folder = join(contractFolder, 'released');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort(compareVersions);
}

/** Text of the list of digests. */
export function toDigests(files: ContractFiles): string {
  const lines = [...files].map(([path, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`);
  return lines.join('');
}

/** By Semantic Versioning, without pre-releases: a released copy is none. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [versionParts(one), versionParts(other)];
  for (const [index, part] of a.entries()) {
    const difference = part - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Major, minor and patch. Throws where the text is no released version. */
export function versionParts(version: string): readonly number[] {
  const match = /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$/.exec(version);
  if (match === null) throw new Error(`not the version of a release: ${version}`);
  return match.slice(1).map(Number);
}
