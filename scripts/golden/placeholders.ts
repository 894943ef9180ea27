import { type ExpectedFile, type ExpectedFiles, readExpectedFiles } from './expected-files.ts';
import { type ExecutableFacts, executableFacts, ownExecutable, sha256 } from './own-executable.ts';

// A golden of the executable is committed under this name, with placeholders for what each build changes.
const COMMITTED = 'expected.in/';
const EXPECTED = 'expected/';
const PROGRAM = Buffer.from('@PROGRAM@');
const MANIFEST_SHA256 = '@MANIFEST_SHA256@';

/** The committed files below a folder, with the facts of the executable in the places of their names. */
export function readFilledFiles(folder: string): ExpectedFiles {
  return fillPlaceholders(readExpectedFiles(folder), executableFacts(ownExecutable()));
}

/** The files that a packager must make of an executable with these facts. */
export function fillPlaceholders(committed: ExpectedFiles, { program, texts }: ExecutableFacts): ExpectedFiles {
  const filled = inFolder(committed, COMMITTED, EXPECTED, (bytes) =>
    bytes.equals(PROGRAM) ? program : toBuffer([...texts].reduce((text, pair) => fill(text, ...pair), `${bytes}`)),
  );
  const digest = manifestDigest(filled);
  // The payload names the digest of the manifest, which is known only now.
  return inFolder(filled, EXPECTED, EXPECTED, (bytes) =>
    bytes === program ? program : toBuffer(fill(`${bytes}`, MANIFEST_SHA256, digest)),
  );
}

/** What is committed of such files: the facts of the executable are taken out of them. */
export function takeFactsOut(files: ExpectedFiles, { program, texts }: ExecutableFacts): ExpectedFiles {
  const pairs: readonly (readonly [string, string])[] = [[MANIFEST_SHA256, manifestDigest(files)], ...texts];
  // Digests first: the digits of a size may stand in one.
  const byLength = pairs.toSorted(([, one], [, other]) => other.length - one.length);
  return inFolder(files, EXPECTED, COMMITTED, (bytes) =>
    bytes.equals(program)
      ? PROGRAM
      : toBuffer(byLength.reduce((text, [name, value]) => fill(text, value, name), `${bytes}`)),
  );
}

function inFolder(
  files: ExpectedFiles,
  from: string,
  to: string,
  change: (bytes: Buffer) => Buffer,
): ReadonlyMap<string, ExpectedFile> {
  const moved = [...files].filter(([path]) => path.startsWith(from));
  return new Map(
    moved.map(([path, file]) => [`${to}${path.slice(from.length)}`, { ...file, bytes: change(file.bytes) }]),
  );
}

function manifestDigest(files: ExpectedFiles): string {
  return sha256(files.get(`${EXPECTED}package/release-manifest.json`)?.bytes ?? Buffer.alloc(0));
}

function fill(text: string, name: string, value: string): string {
  return text.replaceAll(name, () => value);
}

function toBuffer(text: string): Buffer {
  return Buffer.from(text);
}
