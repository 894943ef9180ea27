import { spawnSync } from 'node:child_process';
import type { Program } from '../protocol/watched-process.ts';

// `unshare` of util-linux replaces itself by the program, which so keeps the process id and the streams. As another user
// than root a namespace needs a user namespace, in which the program keeps its own user.
const WRAPPERS: readonly (readonly string[])[] = [
  ['--net', '--'],
  ['--map-current-user', '--net', '--'],
];

let found: readonly string[] | undefined | null = null;

/** The program without a network, where this system can take it away from a program; the program itself elsewhere. */
export function withoutNetwork(program: Program): { readonly program: Program; readonly isolated: boolean } {
  if (found === null) found = findWrapper();
  if (found === undefined) return { program, isolated: false };
  return { program: { ...program, file: 'unshare', args: [...found, program.file, ...program.args] }, isolated: true };
}

function findWrapper(): readonly string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  return WRAPPERS.find((flags) => spawnSync('unshare', [...flags, 'true'], { stdio: 'ignore' }).status === 0);
}
