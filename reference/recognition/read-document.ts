import type { Artifact } from '../archive/artifact.ts';
import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import { toNameKey } from '../archive/names/member-name.ts';
import type { ChunkSink, PackageMember } from '../archive/package-members.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { glanceAtTar } from './tar-glance.ts';
import { glanceAtZip } from './zip-names.ts';

/** The largest document that is read as a whole to show or compare a part of it. */
const LARGEST_SHOWN = 16 * 1024 * 1024;

/** Reads documents of one artifact by member path; undefined for what is no file there, or too large. */
export interface DocumentReader {
  /** `member` absent: the artifact itself. */
  read(member: string | undefined): Promise<Uint8Array | undefined>;
}

/** A reader over an artifact that stays open; its list of members is read once, when one is first asked for. */
export function documentReader(artifact: Artifact): DocumentReader {
  let container: Promise<ReadMember> | undefined;
  return {
    async read(member) {
      if (member === undefined) return artifact.kind === 'folder' ? undefined : readWhole(artifact.source);
      container ??= artifact.kind === 'folder' ? openFolder(artifact.path) : openArchive(artifact.source);
      return (await container)(member);
    },
  };
}

function readWhole(source: ByteSource): Uint8Array | undefined {
  return source.size > LARGEST_SHOWN ? undefined : readBytes(source, 0, source.size);
}

type ReadMember = (member: string) => Promise<Uint8Array | undefined>;

async function openArchive(source: ByteSource): Promise<ReadMember> {
  if (!glanceAtZip(source).fillsFile && glanceAtTar(source)) {
    const { readTar } = await import('../archive/tar/index.ts');
    return memberReader(await readTar(source, new FindingCollector(HARDENED), { digest: false }));
  }
  const { readZip } = await import('../archive/zip/index.ts');
  return memberReader(await readZip(source, new FindingCollector(HARDENED), { digest: false }));
}

async function openFolder(path: string): Promise<ReadMember> {
  const { readFolder } = await import('../archive/folder.ts');
  const { members, readMember } = readFolder(path, { digest: false });
  return memberReader({ listing: members, readMember });
}

interface Container {
  readonly listing: Iterable<PackageMember>;
  readMember(path: string, sink: ChunkSink): void | Promise<void>;
}

function memberReader({ listing, readMember }: Container): ReadMember {
  // By keys: paths may have 64 MiB.
  const files = new Map<string, number>();
  for (const { path, type, size } of listing) if (type === 'file') files.set(toNameKey(path), size);
  return async (path) => {
    const size = files.get(toNameKey(path));
    if (size === undefined || size > LARGEST_SHOWN) return undefined;
    const chunks: Buffer[] = [];
    await readMember(path, (chunk) => chunks.push(Buffer.from(chunk)));
    return Buffer.concat(chunks);
  };
}
