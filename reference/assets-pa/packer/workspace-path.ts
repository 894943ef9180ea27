import { CONTROL_NAME } from './workspace-layout.ts';

// Control characters, and what separates folders or names a drive elsewhere.
const UNSAFE = /[\0-\x1f\x7f-\x9f\\:]/u;

/** Whether a path leads from a folder to something below it, and says so in the one way that it can. */
export function isBelow(path: string): boolean {
  if (UNSAFE.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** Whether a path can be the root of an asset, from `assets/`. */
export function isRoot(path: string): boolean {
  return isBelow(path) && path.split('/')[0] !== CONTROL_NAME;
}

/** Whether a root lies in another one. */
export function liesIn(root: string, other: string): boolean {
  return root.startsWith(`${other}/`);
}
