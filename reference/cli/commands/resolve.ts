import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Resolution, ResolveOptions, ResolveRequest } from '../../distribution/resolve/resolution.ts';
import type { DistributionLock } from '../../generated/types/distribution-lock.ts';
import { flagOption, type Invocation, type OptionValues, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { nowOption } from '../input/moment-option.ts';
import { toResolutionJson, toResolutionTalk } from '../output/render-resolution.ts';
import { usageError } from '../usage-error.ts';

/** `resolve`: finds one artifact by its identity and verifies it. Standard output is the path and nothing else. */
export async function runResolve({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const root = resolve(edge.cwd, given);
  if (!existsSync(root) || !lstatSync(root).isDirectory()) throw usageError(`a repository is a folder: ${given}`);
  const lockPath = pathOption(options, 'lock', edge.cwd);
  const isLocked = flagOption(options, 'locked');
  if (isLocked && lockPath === undefined) throw usageError('--locked works from a lock file: name it with --lock');
  const request = toRequest(options);
  const { folderReader } = await import('../../distribution/resolve/folder-reader.ts');
  const reader = folderReader(root);
  let resolution: Resolution;
  if (isLocked && lockPath !== undefined) {
    const { resolveLocked } = await import('../../distribution/resolve/resolve-locked.ts');
    if (!existsSync(lockPath)) throw usageError(`there is no lock file ${textOption(options, 'lock')}`);
    resolution = await resolveLocked(reader, { bytes: readFileSync(lockPath), member: 'lock file' }, request);
  } else {
    const { resolveArtifact } = await import('../../distribution/resolve/resolve.ts');
    resolution = await resolveArtifact(reader, request);
    if (resolution.kind === 'resolved' && lockPath !== undefined) await writeLock(lockPath, resolution);
  }
  if (textOption(options, 'format') === 'json') edge.stdout.write(toResolutionJson(resolution));
  else {
    edge.stderr.write(toResolutionTalk(resolution));
    if (resolution.kind === 'resolved') edge.stdout.write(`${resolution.path}\n`);
  }
  return resolution.kind === 'resolved' ? EXIT.holds : EXIT.findings;
}

function toRequest(options: OptionValues): ResolveRequest {
  const host = textOption(options, 'host') ?? ownPlatform();
  const resolveOptions: ResolveOptions = {
    prefix: textOption(options, 'prefix') === 'compat' ? 'compat' : 'strict',
    allowSunsetLegacy: flagOption(options, 'allowSunsetLegacy'),
    allowYanked: flagOption(options, 'allowYanked'),
    deep: flagOption(options, 'deep'),
    ...(host === undefined || host === 'any' ? {} : { host }),
  };
  return {
    identity: {
      version: textOption(options, 'artifactVersion'),
      target: textOption(options, 'target'),
      profile: textOption(options, 'buildProfile'),
      toolchain: textOption(options, 'toolchain'),
      git_rev: textOption(options, 'gitRev'),
      dist_revision: textOption(options, 'distRevision'),
    },
    now: nowOption(options),
    options: resolveOptions,
  };
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'Darwin', win32: 'Windows' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** The platform of this machine as a matrix names it; undefined for one that no matrix has. */
function ownPlatform(): string | undefined {
  const system = SYSTEMS[process.platform];
  const architecture = ARCHITECTURES[process.arch];
  return system === undefined || architecture === undefined ? undefined : `${system} ${architecture}`;
}

function pathOption(options: OptionValues, name: string, cwd: string): string | undefined {
  const path = textOption(options, name);
  return path === undefined ? undefined : resolve(cwd, path);
}

async function writeLock(path: string, resolution: Resolution & { readonly kind: 'resolved' }): Promise<void> {
  const { addToLock, renderLock } = await import('../../distribution/resolve/lock.ts');
  const { publishFile } = await import('../../archive/publish.ts');
  const before = existsSync(path) ? await readLock(path) : undefined;
  const bytes = Buffer.from(renderLock(addToLock(before, resolution)));
  await publishFile({
    target: path,
    write: (take) => take(bytes),
    verify: (stage) => readFileSync(stage).equals(bytes),
  });
}

async function readLock(path: string): Promise<DistributionLock> {
  const { readDocument } = await import('../../distribution/documents/read-document.ts');
  const { FindingCollector } = await import('../../report/finding-collector.ts');
  const { HARDENED } = await import('../../report/rule-selection.ts');
  const lock = readDocument('lock', readFileSync(path), new FindingCollector(HARDENED));
  if (lock === undefined)
    throw usageError('the lock file breaks its schema; validate says where, remove it to begin anew');
  return lock.value;
}
