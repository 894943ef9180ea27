const NUMBER = '(?:0|[1-9][0-9]*)';
const IDENTIFIER = `(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
// https://semver.org, Semantic Versioning 2.0.0, without build metadata (section 3.2).
const VERSION = new RegExp(`^(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?$`, 'u');
const TOOLCHAIN = /^[0-9]+\.[0-9]+\.[0-9]+(?:-(?:nightly|beta(?:\.[0-9]+)?))?$/u;
const TARGET = /^[a-z0-9_]+(?:-[a-z0-9_.]+){2,3}$/u;
const DIGITS = /^[0-9]+$/u;

/** Whether a text is a version that can be published. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Whether a text is the release of a compiler. */
export function isToolchain(text: string): boolean {
  return TOOLCHAIN.test(text);
}

/** Whether a text is a target triple. */
export function isTarget(text: string): boolean {
  return TARGET.test(text);
}

/** The major and the minor number, as `1.0`. */
export function majorMinor(version: string): string {
  return version.split('.', 2).join('.');
}

/**
 * Negative, zero or positive: the precedence of Semantic Versioning (clause 11). A toolchain is compared likewise. What
 * is no version has an order too, so that sorting never fails.
 */
export function compareVersions(left: string, right: string): number {
  if (left === right) return 0;
  const [leftCore, leftRest] = cut(left);
  const [rightCore, rightRest] = cut(right);
  const core = compareLists(leftCore.split('.'), rightCore.split('.'));
  if (core !== 0) return core;
  // A prerelease comes ahead of its release.
  if (leftRest === undefined || rightRest === undefined) {
    return leftRest === rightRest ? 0 : leftRest === undefined ? 1 : -1;
  }
  return compareLists(leftRest.split('.'), rightRest.split('.'));
}

/** Negative, zero or positive: revisions are numbers, `r10` is higher than `r2`. */
export function compareRevisions(left: string, right: string): number {
  return compareNumbers(left.slice(1), right.slice(1));
}

function cut(version: string): readonly [string, string | undefined] {
  const at = version.indexOf('-');
  return at === -1 ? [version, undefined] : [version.slice(0, at), version.slice(at + 1)];
}

function compareLists(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < left.length && index < right.length; index += 1) {
    const order = compareIdentifiers(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareIdentifiers(left: string, right: string): number {
  const isNumber = DIGITS.test(left);
  // Numbers come ahead of words.
  if (isNumber !== DIGITS.test(right)) return isNumber ? -1 : 1;
  return isNumber ? compareNumbers(left, right) : compareTexts(left, right);
}

// Numbers of any length, which a number of the language does not hold.
function compareNumbers(left: string, right: string): number {
  const [a, b] = [withoutZeros(left), withoutZeros(right)];
  return a.length === b.length ? compareTexts(a, b) : a.length - b.length;
}

function withoutZeros(digits: string): string {
  return digits.startsWith('0') ? digits.replace(/^0+(?=.)/u, '') : digits;
}

function compareTexts(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
