import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** SHA-256 of every file of a project by its path; the path of a folder ends in a slash, and has no digest. */
export type ProjectState = ReadonlyMap<string, string>;

// Whatever operation comes first makes these folders, and they stay.
const KEPT = /^assets\/\.prometeu\/(?:lane\/)?$/;
const LANE = /^assets\/\.prometeu\/lane\//;
const CACHE = /^assets\/\.prometeu\/cache\//;
const PACK = 'build/assets.pa';
const STAGE = /(?:^|\/)\.assets-pa-stage\//;

/** Reads the whole of a project. */
export function readState(project: string): ProjectState {
  const entries = readdirSync(project, { recursive: true, withFileTypes: true });
  const paths = entries.map(
    (entry) => `${relative(project, join(entry.parentPath, entry.name))}${entry.isDirectory() ? '/' : ''}`,
  );
  return new Map(
    paths
      .filter((path) => !KEPT.test(path))
      .sort()
      .map((path) => [path, path.endsWith('/') ? '' : digestOf(join(project, path))]),
  );
}

/** What counts: neither who works on the project, nor the cache, nor what is staged. */
export function lastingFiles(state: ProjectState): ProjectState {
  return new Map([...state].filter(([path]) => !LANE.test(path) && !CACHE.test(path) && !STAGE.test(path)));
}

/** What was left in a stage or in the lane. */
export function leftovers(state: ProjectState): readonly string[] {
  return [...state.keys()].filter((path) => LANE.test(path) || STAGE.test(path));
}

export function isSameState(a: ProjectState, b: ProjectState): boolean {
  return a.size === b.size && [...a].every(([path, digest]) => b.get(path) === digest);
}

/**
 * What is wrong with a project that an operation was interrupted on, between the states before and after it: a file that
 * is neither what it was nor what it was to be, and content of an author that is nowhere any more.
 */
export function brokenPromises(now: ProjectState, before: ProjectState, after: ProjectState): readonly string[] {
  const problems: string[] = [];
  for (const [path, digest] of lastingFiles(now)) {
    if (digest !== before.get(path) && digest !== after.get(path)) problems.push(`${path} is neither old nor new`);
  }
  const there = new Set(now.values());
  for (const [path, digest] of lastingFiles(before)) {
    const isWritten = path.startsWith('build/') || path === 'assets/.prometeu/index.json';
    if (!isWritten && !there.has(digest)) problems.push(`the content of ${path} is lost`);
    if (isWritten && !now.has(path)) problems.push(`${path} is gone`);
  }
  return [...problems, ...outOfOrder(now, before, after)];
}

// Who waits for the pack finds the companions that belong to it.
function outOfOrder(now: ProjectState, before: ProjectState, after: ProjectState): readonly string[] {
  const isNew = (path: string): boolean => now.get(path) === after.get(path);
  if (now.get(PACK) === before.get(PACK) || !isNew(PACK)) return [];
  const beside = [...after.keys()].filter((path) => path.startsWith('build/') && !STAGE.test(path));
  return beside.filter((path) => !isNew(path)).map((path) => `the pack is new, and ${path} is not`);
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
