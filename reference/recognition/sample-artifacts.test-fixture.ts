import { minimalFiles, withChecksums } from '../anpkg/minimal-package.test-fixture.ts';
import { bufferSource } from '../archive/byte-source.ts';
import { writeZip } from '../archive/zip/index.ts';

/** A zip of the files, in the canonical form. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const chunks: Buffer[] = [];
  const members = Object.entries(files).map(([path, content]) => ({
    path,
    source: bufferSource(Buffer.from(content)),
  }));
  writeZip(members, (bytes) => chunks.push(Buffer.from(bytes)));
  return Buffer.concat(chunks);
}

/** A valid handoff package; `changes` replace files before the checksum list is made. */
export function packageOf(changes: Readonly<Record<string, string>> = {}): Buffer {
  return zipOf(withChecksums({ ...minimalFiles(), ...changes }));
}
