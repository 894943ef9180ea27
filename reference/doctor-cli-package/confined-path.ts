// Control characters, and what separates folders or names a drive elsewhere.
const UNSAFE = /[\0-\x1f\x7f-\x9f\\:]/u;

/** Whether a path leads from a folder to something below it, and says so in the one way that it can (section 4). */
export function isConfinedPath(path: string): boolean {
  if (UNSAFE.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}
