const MOST_BYTES = 1024;
// Control characters, and what separates folders or names a drive elsewhere.
const UNSAFE = /[\0-\x1f\x7f-\x9f\\:]/u;

/** Whether a path leads from the root to something below `dist/`, and says so in the one way that it can (section 4). */
export function isDistPath(path: string): boolean {
  if (!path.startsWith('dist/') || UNSAFE.test(path) || Buffer.byteLength(path) > MOST_BYTES) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}
