import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { onInterruption } from '../archive/interruption.ts';
import { LIMITS } from '../generated/limits.ts';
import { describeEnd } from '../process/describe-end.ts';
import type { RunProcess } from '../process/run-process.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import { createMasker } from '../report/masker.ts';
import type { ObservedMember } from '../report/observation.ts';
import type { ContainerReading } from './document-reader.ts';
import type { PackageModel } from './package-model.ts';
import { collectSecrets } from './package-secrets.ts';

export interface ReplayOptions {
  /** Absolute path of the runtime. */
  readonly runtimeBinary: string;
  /** Time limit; `anpkg.replayTime` of the limits where absent. */
  readonly seconds?: number;
  readonly run: RunProcess;
}

const OUTPUT_LIMIT = 65_536;

/** The runtime as an absolute path. Throws ContractsError `usage` where there is no such file. */
export function assertRuntimeBinary(path: string): string {
  const absolute = resolve(path);
  if (statSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new ContractsError('usage', `no such runtime: ${path}`);
  }
  return absolute;
}

/**
 * Lets a runtime check the manual profile in a clean root that holds exactly the bytes that were verified (section 8
 * of the contract). The root is private, and gone afterwards whatever happened. Throws ContractsError `io` where the
 * runtime cannot be started, and `source-changed` where a member is not what was verified.
 */
export async function replayPackage(
  model: PackageModel,
  reading: ContainerReading,
  options: ReplayOptions,
  collector: FindingCollector,
): Promise<void> {
  const manual = model.references.find(({ kind, name }) => kind === 'runtime-profile' && name === 'manual');
  if (manual?.resolution.state !== 'file') return;
  const { path } = manual.resolution;
  const seconds = options.seconds ?? LIMITS['anpkg.replayTime'].value;
  const root = mkdtempSync(join(process.getBuiltinModule('node:os').tmpdir(), 'package-contracts-replay-'));
  const discard = (): void => rmSync(root, { recursive: true, force: true });
  const release = onInterruption(discard);
  try {
    for (const member of model.files.values()) await extractMember(root, member, reading);
    const outcome = await options.run({
      file: options.runtimeBinary,
      args: ['--check-config', path],
      folder: root,
      seconds,
      outputLimit: OUTPUT_LIMIT,
    });
    if (outcome.kind === 'overrun') collector.add('anpkg/replay-timeout', { member: path }, { seconds });
    else if (outcome.kind === 'signal' || outcome.code !== 0) {
      collector.add('anpkg/replay-failed', { member: path }, describeEnd(outcome, createMasker(collectSecrets(model))));
    }
  } finally {
    release();
    discard();
  }
}

async function extractMember(root: string, member: ObservedMember, reading: ContainerReading): Promise<void> {
  // No rule that was left out may let a name lead out of the root.
  const segments = member.path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..' || segment.includes('\0'))) {
    throw new ContractsError('usage', 'a package whose names are not safe cannot be replayed');
  }
  const target = join(root, member.path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const descriptor = openSync(target, 'wx', 0o600);
  const hash = createHash('sha256');
  try {
    await reading.readMember(member.path, (chunk) => {
      hash.update(chunk);
      for (let written = 0; written < chunk.length; ) written += writeSync(descriptor, chunk, written);
    });
  } finally {
    closeSync(descriptor);
  }
  if (hash.digest('hex') !== member.sha256) {
    throw new ContractsError('source-changed', `the package changed while it was read: ${member.path}`);
  }
}
