const MOST_BYTES = 1024;
// The longest text whose bytes need not be counted.
const SURELY_SHORT = Math.floor(MOST_BYTES / 3);
// Segments that are not empty, `.` or `..`, without control characters and what separates folders or names a drive elsewhere.
const SAFE = /^dist(?:\/(?!\.{1,2}(?:\/|$))[^\0-\x1f\x7f-\x9f\\:/]+)+$/u;

/** Whether a path leads from the root to something below `dist/`, and says so in the one way that it can (section 4). */
export function isDistPath(path: string): boolean {
  return (path.length <= SURELY_SHORT || Buffer.byteLength(path) <= MOST_BYTES) && SAFE.test(path);
}
