// https://semver.org, Semantic Versioning 2.0.0: the expression that its authors suggest.
const VERSION =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/u;

/** Whether a text is a version by Semantic Versioning (section 3). */
export function isPackageVersion(text: string): boolean {
  return VERSION.test(text);
}
