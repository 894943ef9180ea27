import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../../reference/report/code-point-order.ts';
import { DIGESTS, releasedVersions } from './released.ts';

/** The list of every copy that was ever released, in the form that `sha256sum -c` reads from `contracts`. */
export const RELEASED_LIST = 'contracts/RELEASED.sha256';

/** What is wrong between the list and the released copies of a contract: a copy that is gone, unlisted, or another one. */
export function listProblems(root: string, contract: string): readonly string[] {
  const listed = listedDigests(root, contract);
  const versions = new Set([...listed.keys(), ...releasedVersions(join(root, 'contracts', contract, 'v1'))]);
  return [...versions].flatMap((version) => {
    const [stated, found] = [listed.get(version), digestOf(root, contract, version)];
    if (stated === found) return [];
    if (found === undefined) return [`released/${version} is gone: ${RELEASED_LIST} lists it`];
    if (stated === undefined) return [`released/${version} does not stand in ${RELEASED_LIST}`];
    return [`released/${version} is another one than ${RELEASED_LIST} lists`];
  });
}

/** Adds a copy to the list. */
export function listRelease(root: string, contract: string, version: string): void {
  const line = `${digestOf(root, contract, version)}  ${listedPath(contract, version)}`;
  const lines = [...listLines(readList(root)), line].sort((one, other) =>
    compareCodePoints(pathOf(one), pathOf(other)),
  );
  writeFileSync(join(root, RELEASED_LIST), lines.map((each) => `${each}\n`).join(''));
}

/** Lines of the list. */
export function listLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function readList(root: string): string {
  const path = join(root, RELEASED_LIST);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function listedDigests(root: string, contract: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of listLines(readList(root))) {
    const [prefix, suffix] = listedPath(contract, ' ').split(' ');
    const path = pathOf(line);
    if (prefix === undefined || suffix === undefined || !path.startsWith(prefix) || !path.endsWith(suffix)) continue;
    found.set(path.slice(prefix.length, -suffix.length), line.slice(0, line.indexOf(' ')));
  }
  return found;
}

function digestOf(root: string, contract: string, version: string): string | undefined {
  const path = join(root, 'contracts', listedPath(contract, version));
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : undefined;
}

function listedPath(contract: string, version: string): string {
  return `${contract}/v1/released/${version}/${DIGESTS}`;
}

function pathOf(line: string): string {
  return line.slice(line.indexOf(' ')).trimStart();
}
