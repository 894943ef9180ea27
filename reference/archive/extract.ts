import { mkdirSync } from 'node:fs';
import { ContractsError } from '../report/contracts-error.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ObservedMember } from '../report/observation.ts';
import { HARDENED } from '../report/rule-selection.ts';
import type { ByteSource } from './byte-source.ts';
import { hearSignals } from './interruption.ts';
import { confine, MemberFile, memberChanged } from './member-file.ts';
import { toNameKey } from './names/member-name.ts';
import type { ChunkSink, MemberTap } from './package-members.ts';
import { assertAbsentOrEmpty, fillFolder } from './staged-folder.ts';
import { readZip } from './zip/index.ts';

export interface ExtractRequest {
  /** The folder to make: absent or empty before. */
  readonly out: string;
  /** Members to write, a folder standing for all below it; every member when there are none. */
  readonly members: readonly string[];
  /** Told of each file that was written and verified, ahead of the folder's appearance. */
  readonly onFile?: (file: { readonly path: string; readonly size: number }) => void;
}

/** What can be extracted: the members that were judged, and their bytes. */
export interface ExtractedContainer {
  /** May be walked several times, and its items may be made when they are walked to. */
  readonly members: Iterable<ObservedMember>;
  readMember(path: string, sink: ChunkSink): void | Promise<void>;
  /** Reads the files that the tap wants, one after the other: where each alone would take as long as all of them. */
  readInOnePass?(tap: MemberTap): Promise<void>;
  /** The members that a word of the caller stands for, where that is not their path or a folder above it. */
  find?(word: string): readonly ObservedMember[];
}

/** Reads and judges a container; of one with errors, nothing is extracted. */
export type OpenContainer = (
  source: ByteSource,
  collector: FindingCollector,
) => ExtractedContainer | Promise<ExtractedContainer>;

/**
 * Extracts a container, a zip unless `open` reads another one, that keeps its contract in the hardened profile. The
 * members are compared with the digests of the judged bytes, and `out` appears as a whole or not at all.
 * @returns the judgement of an archive that has errors; nothing was written then.
 * Throws ContractsError `usage` (unknown member, `out` not empty), `io`, and `source-changed`.
 */
export async function extractMembers(
  source: ByteSource,
  request: ExtractRequest,
  open: OpenContainer = openZip,
): Promise<Judgement | undefined> {
  assertAbsentOrEmpty(request.out);
  const collector = new FindingCollector(HARDENED);
  const container = await open(source, collector);
  if (collector.errorCount > 0) {
    return { findings: collector.findings(), dropped: collector.droppedCount, secrets: [] };
  }
  const wanted = chooseMembers(container, request.members);
  const { onFile = () => {} } = request;
  await fillFolder(request.out, async (stage) => {
    if (container.readInOnePass !== undefined) {
      await writeInOnePass({ folder: stage, onFile }, wanted, (tap) => container.readInOnePass?.(tap));
      return;
    }
    for (const member of wanted) {
      await writeMember({ folder: stage, onFile }, member, (sink) => container.readMember(member.path, sink));
      await hearSignals();
    }
  });
  return undefined;
}

async function openZip(source: ByteSource, collector: FindingCollector): Promise<ExtractedContainer> {
  const { listing, readMember } = await readZip(source, collector, { digest: true });
  return { members: listing, readMember };
}

function chooseMembers(container: ExtractedContainer, wanted: readonly string[]): Iterable<ObservedMember> {
  const { members } = container;
  if (wanted.length === 0) return members;
  const chosen = new Map<string, ObservedMember>();
  for (const name of wanted) {
    const found = container.find?.(name) ?? findByPath(members, name.replace(/\/$/u, ''));
    if (found.length === 0) throw new ContractsError('usage', `there is no member ${name}`);
    for (const member of found) chosen.set(toNameKey(member.path), member);
  }
  return [...chosen.values()];
}

function findByPath(members: Iterable<ObservedMember>, path: string): readonly ObservedMember[] {
  const found: ObservedMember[] = [];
  for (const member of members) {
    if (member.path === path || member.path.startsWith(`${path}/`)) found.push(member);
  }
  return found;
}

/** Where members are written, and who is told. */
interface Stage {
  readonly folder: string;
  readonly onFile: NonNullable<ExtractRequest['onFile']>;
}

async function writeMember(
  { folder, onFile }: Stage,
  member: ObservedMember,
  read: (sink: ChunkSink) => void | Promise<void>,
): Promise<void> {
  if (member.type === 'directory') {
    mkdirSync(confine(folder, member.path), { recursive: true });
    return;
  }
  const file = new MemberFile(folder, member);
  try {
    await read((chunk) => file.write(chunk));
  } finally {
    file.close();
  }
  onFile(file.verify());
}

async function writeInOnePass(
  { folder, onFile }: Stage,
  members: Iterable<ObservedMember>,
  read: (tap: MemberTap) => Promise<void> | undefined,
): Promise<void> {
  // By keys: paths may have 64 MiB.
  const wanted = new Map<string, string | undefined>();
  for (const member of members) {
    if (member.type === 'directory') mkdirSync(confine(folder, member.path), { recursive: true });
    else wanted.set(toNameKey(member.path), member.sha256);
  }
  let file: MemberFile | undefined;
  const finish = (): void => {
    file?.close();
    if (file !== undefined) onFile(file.verify());
    file = undefined;
  };
  try {
    await read(({ path }) => {
      finish();
      const key = toNameKey(path);
      const sha256 = wanted.get(key);
      if (sha256 === undefined) return undefined;
      wanted.delete(key);
      const opened = new MemberFile(folder, { path, sha256 });
      file = opened;
      return (chunk) => opened.write(chunk);
    });
    finish();
  } finally {
    file?.close();
  }
  if (wanted.size === 0) return;
  for (const { path } of members) if (wanted.has(toNameKey(path))) throw memberChanged(path);
}
