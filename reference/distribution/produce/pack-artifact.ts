import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type FileSource, openFileSource } from '../../archive/byte-source.ts';
import { gzipWriter } from '../../archive/gzip/write-gzip.ts';
import { digestSource } from '../../archive/source-digest.ts';
import { writeTar } from '../../archive/tar/write-tar.ts';
import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { DistributionManifest } from '../../generated/types/distribution-manifest.ts';
import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { platformOf } from '../documents/matrix.ts';
import type { BuildOutput } from './build-facts.ts';

/** The file that fixes the dependencies, where the configuration names none. */
export const LOCKFILE = 'Cargo.lock';

/** A file that goes into an archive. */
export interface PackedFile {
  /** Its path in the archive. */
  readonly path: string;
  readonly location: string;
  readonly isExecutable: boolean;
}

/** An archive by its digests. */
export interface PackedArtifact {
  readonly sha256: string;
  readonly size: number;
  /** SHA-256 of the tar within. */
  readonly contentSha256: string;
  readonly files: DistributionManifest['files'];
}

/** The files of an archive, sorted by path (section 6); the problem is what the build or the sources lack. */
export function filesOf(
  { programs, sources }: BuildOutput,
  target: string,
  { artifact }: DistributionContract,
  { include = [], lockfile = LOCKFILE }: OrchestratorConfig,
): { readonly files: readonly PackedFile[]; readonly problem: string | undefined } {
  const suffix = platformOf(target)?.family === 'windows' ? '.exe' : '';
  const entrypoints = artifact.entrypoints.map((name) => `${name}${suffix}`);
  const program = entrypoints.find((name) => !isFile(join(programs, name)));
  const source = [...include.map(({ from }) => from), lockfile].find((path) => !isFile(join(sources, path)));
  const lack = source === undefined ? undefined : `the sources have no file ${source}`;
  const files = [
    ...entrypoints.map((name) => ({ path: name, location: join(programs, name), isExecutable: true })),
    ...include.map(({ from, to, mode }) => ({
      path: to,
      location: join(sources, from),
      isExecutable: mode === '0755',
    })),
  ];
  return {
    files: files.sort((a, b) => compareCodePoints(a.path, b.path)),
    problem: program === undefined ? lack : `the build of ${target} left no program ${program}`,
  };
}

/**
 * Writes the archive of section 6: a canonical tar in stored blocks of gzip. Throws ContractsError as `writeTar` does, and
 * `io` where a file cannot be read.
 */
export function packArtifact(
  files: readonly PackedFile[],
  time: number,
  write: (bytes: Uint8Array) => void,
): PackedArtifact {
  const opened: FileSource[] = [];
  try {
    const members = files.map(({ path, location, isExecutable }) => {
      const source = openFileSource(location);
      opened.push(source);
      return { path, source, isExecutable };
    });
    const [archive, content] = [createHash('sha256'), createHash('sha256')];
    let size = 0;
    const gzip = gzipWriter((bytes) => {
      archive.update(bytes);
      size += bytes.length;
      write(bytes);
    });
    writeTar(members, { time }, (bytes) => {
      content.update(bytes);
      gzip.write(bytes);
    });
    gzip.end();
    return {
      sha256: archive.digest('hex'),
      size,
      contentSha256: content.digest('hex'),
      files: members.map(({ path, source, isExecutable }) => ({
        path,
        mode: isExecutable ? '0755' : '0644',
        size: source.size,
        sha256: digestSource(source),
      })),
    };
  } finally {
    for (const source of opened) source.close();
  }
}

/** The path of the first file in which two builds differ; undefined where they are the same. */
export function firstDifference(one: PackedArtifact, other: PackedArtifact): string | undefined {
  const known = new Map(other.files.map((file) => [file.path, file.sha256]));
  const changed = one.files.find(({ path, sha256 }) => known.get(path) !== sha256);
  if (changed !== undefined) return changed.path;
  return one.sha256 === other.sha256 ? undefined : other.files[0]?.path;
}

/** Whether a regular file stands there; a symbolic link is none. */
function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
