import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '../archive/artifact.ts';
import { type ByteSource, openFileSource, readBytes } from '../archive/byte-source.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';

/** The largest document that is read as a whole to show or compare a part of it. */
export const LARGEST_SHOWN = 16 * 1024 * 1024;

/** Reads documents of one artifact by member path; undefined for what is no file there, or too large. */
export interface DocumentReader {
  /** `member` absent: the artifact itself. */
  read(member: string | undefined): Promise<Uint8Array | undefined>;
}

/** A reader over an artifact that stays open; an archive's directory is read once, when a member is first asked for. */
export function documentReader(artifact: Artifact): DocumentReader {
  if (artifact.kind === 'folder') return { read: async (member) => readFolderFile(artifact.path, member) };
  const { source } = artifact;
  let archive: Promise<(member: string) => Promise<Uint8Array | undefined>> | undefined;
  return {
    async read(member) {
      if (member === undefined) return source.size > LARGEST_SHOWN ? undefined : readBytes(source, 0, source.size);
      archive ??= openArchive(source);
      return (await archive)(member);
    },
  };
}

async function openArchive(source: ByteSource): Promise<(member: string) => Promise<Uint8Array | undefined>> {
  const { readZip } = await import('../archive/zip/index.ts');
  const collector = new FindingCollector(HARDENED);
  const { members, readMember } = await readZip(source, collector, { digest: false });
  return async (path) => {
    const member = members.find((candidate) => candidate.path === path && candidate.type === 'file');
    if (member === undefined || member.size > LARGEST_SHOWN) return undefined;
    const chunks: Buffer[] = [];
    await readMember(path, (chunk) => chunks.push(Buffer.from(chunk)));
    return Buffer.concat(chunks);
  };
}

// Only a regular file that is reached without a symbolic link: what the validator did not read is not shown either.
function readFolderFile(root: string, member: string | undefined): Uint8Array | undefined {
  if (member === undefined) return undefined;
  const segments = member.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
  let path = root;
  for (const segment of segments) {
    path = join(path, segment);
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined || status.isSymbolicLink()) return undefined;
  }
  const source = openFileSource(path);
  try {
    return source.size > LARGEST_SHOWN ? undefined : readBytes(source, 0, source.size);
  } finally {
    source.close();
  }
}
