import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openFileSource } from '../../archive/byte-source.ts';
import { type PublishedFile, publishFiles } from '../../archive/publish-files.ts';
import type { WriteChunk } from '../../archive/publish-steps.ts';
import type { PublishSystem } from '../../archive/publish-system.ts';
import { severityOf } from '../../report/artifact-report.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { validateAssetsPa } from '../validate.ts';
import { encodePreload, encodeTable } from './encode-pack.ts';
import type { InputDigests } from './input-digests.ts';
import type { PackPlan } from './plan-pack.ts';
import { encodeTableMetadata } from './table-metadata.ts';
import { ASSET_TABLE, ASSET_TABLE_METADATA, PRELOAD } from './workspace-layout.ts';
import { type WrittenSlices, writePack } from './write-pack.ts';

/** A pack that is to be published. */
export interface PackPublication {
  readonly plan: PackPlan;
  readonly digests: InputDigests;
  /** What tools are told of each asset, in the form of RFC 8785. */
  readonly described: readonly string[];
  readonly target: PackTarget;
  readonly onAsset: (done: number) => void;
}

/** Where a pack goes. */
export interface PackTarget {
  readonly folder: string;
  /** Name of the pack in the folder. */
  readonly name: string;
  /** Whether the companions are published beside it. */
  readonly companions: boolean;
  /** Name of the folder beside it that is staged in, where that belongs to this operation alone. */
  readonly stage?: string;
  readonly system: PublishSystem;
}

/** A file of a build, and how its whole content is written. */
export interface OutputFile {
  readonly name: string;
  readonly write: (write: WriteChunk) => void;
}

export interface PublishedOutput {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * Writes a pack and its companions to a stage, judges and reads back what was written, and publishes all of it, the pack
 * last. Answers with what was published, by path, or that a cache was wrong and nothing was.
 * Throws ContractsError `io`, `source-changed`, and `usage` for a target that is no place for a file.
 */
export async function publishPack({
  plan,
  digests,
  described,
  target,
  onAsset,
}: PackPublication): Promise<readonly PublishedOutput[] | 'stale'> {
  const { folder, name, companions, stage, system } = target;
  const outputs: PublishedOutput[] = [];
  let slices: WrittenSlices = 'stale';
  const measured = ({ name, write }: OutputFile): PublishedFile => ({
    name,
    write: (sink) => void outputs.push({ path: name, ...measure(write, sink) }),
  });
  const pack: OutputFile = {
    name,
    write(write) {
      slices = writePack(plan, digests, write, onAsset);
    },
  };
  const beside = companions ? companionsOf(plan, described) : [];
  const published = await publishFiles({
    folder,
    ...(stage === undefined ? {} : { stage }),
    files: [...beside, pack].map(measured),
    system,
    async verify(staged) {
      if (slices === 'stale') return false;
      await assertWritten(join(staged, name), slices);
      return true;
    },
  });
  return published ? outputs.toSorted(byPath) : 'stale';
}

/** The files beside a pack. */
export function companionsOf({ header }: PackPlan, described: readonly string[]): readonly OutputFile[] {
  return [
    textFile(ASSET_TABLE, () => encodeTable(header.asset_table)),
    textFile(PRELOAD, () => encodePreload(header.preload)),
    textFile(ASSET_TABLE_METADATA, () => encodeTableMetadata(described)),
  ];
}

function textFile(name: string, encode: () => string): OutputFile {
  return { name, write: (write) => write(Buffer.from(encode())) };
}

// The plan keeps every rule: what the contract refuses now, the disk has given back otherwise than it was written.
async function assertWritten(path: string, slices: ReadonlyMap<number, string>): Promise<void> {
  const source = openFileSource(path);
  try {
    const artifact = { kind: 'bytes', name: 'assets.pa', source } as const;
    const { findings, observation } = await validateAssetsPa(artifact, { selection: HARDENED, observe: true });
    const isRefused = findings.some((finding) => severityOf(finding) === 'error');
    const read = new Map(observation?.members.map((member) => [Number(member.path), member.sha256]));
    if (isRefused || ![...slices].every(([id, sha256]) => read.get(id) === sha256)) {
      throw new ContractsError('io', 'what was read back is not what was written');
    }
  } finally {
    source.close();
  }
}

/** Writes a file to a sink, and tells its size and its SHA-256. */
export function measure(
  write: OutputFile['write'],
  sink: WriteChunk,
): { readonly size: number; readonly sha256: string } {
  const hash = createHash('sha256');
  let size = 0;
  write((chunk) => {
    sink(chunk);
    hash.update(chunk);
    size += chunk.length;
  });
  return { size, sha256: hash.digest('hex') };
}

function byPath(a: PublishedOutput, b: PublishedOutput): number {
  return a.path < b.path ? -1 : 1;
}
