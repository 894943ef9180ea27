import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { RepositoryReader } from '../../distribution/resolve/repository-reader.ts';
import type { Resolution, ResolveOptions, ResolveRequest } from '../../distribution/resolve/resolution.ts';
import type { DistributionLock } from '../../generated/types/distribution-lock.ts';
import { flagOption, type Invocation, type OptionValues, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { identityOptions } from '../input/identity-options.ts';
import { nowOption } from '../input/moment-option.ts';
import { fileOption, isPublished, type NamedFile, readNamed } from '../input/named-file.ts';
import { openRepository } from '../input/open-repository.ts';
import { toResolutionJson, toResolutionTalk } from '../output/render-resolution.ts';
import { usageError } from '../usage-error.ts';

/** `resolve`: finds one artifact by its identity and verifies it. Standard output is the path and nothing else. */
export async function runResolve({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const task = toTask(options, edge.cwd);
  const reader = await openRepository(given, options, edge.cwd);
  let resolution: Resolution;
  try {
    resolution = await resolveFrom(reader, task);
  } finally {
    reader.close();
  }
  if (textOption(options, 'format') === 'json') edge.stdout.write(toResolutionJson(resolution));
  else {
    edge.stderr.write(toResolutionTalk(resolution));
    if (resolution.kind === 'resolved') edge.stdout.write(`${resolution.path}\n`);
  }
  return resolution.kind === 'resolved' ? EXIT.holds : EXIT.findings;
}

interface ResolveTask {
  readonly request: ResolveRequest;
  /** Files that are read or written beside. */
  readonly lock: NamedFile | undefined;
  readonly isLocked: boolean;
  readonly trust: NamedFile | undefined;
  readonly out: NamedFile | undefined;
}

function toTask(options: OptionValues, cwd: string): ResolveTask {
  const [lock, trust, out] = ['lock', 'trust', 'out'].map((name) => fileOption(options, name, cwd));
  const isLocked = flagOption(options, 'locked');
  if (isLocked && lock === undefined) throw usageError('--locked works from a lock file: name it with --lock');
  if (isLocked && lock !== undefined && !existsSync(lock.path)) throw usageError(`there is no lock file ${lock.given}`);
  if (isLocked && trust !== undefined) throw usageError('--locked reads no index: there is nothing to --trust');
  const named = [lock, trust, out].filter((file) => file !== undefined);
  if (new Set(named.map(({ path }) => path)).size < named.length) {
    throw usageError('--lock, --trust and --out name one file twice');
  }
  const published = named.find(isPublished);
  if (published !== undefined) throw usageError(`${published.given} is what a repository publishes: name another file`);
  // What is written as well as read is a file: whoever reads from a pipe waits, and a device may have no end.
  for (const file of isLocked ? [] : [lock, trust]) {
    if (file !== undefined && existsSync(file.path) && !statSync(file.path).isFile()) {
      throw usageError(`${file.given} is no file`);
    }
  }
  return { request: toRequest(options), lock, isLocked, trust, out };
}

async function resolveFrom(reader: RepositoryReader, task: ResolveTask): Promise<Resolution> {
  const { request, lock, isLocked, trust, out } = task;
  if (isLocked && lock !== undefined) {
    const { resolveLocked } = await import('../../distribution/resolve/resolve-locked.ts');
    const lockFile = { bytes: await readLockBytes(lock), member: 'lock file' };
    const resolution = await resolveLocked(reader, lockFile, request);
    await writeOut(reader, resolution, out);
    return resolution;
  }
  // What cannot be added to is said before anything is written.
  if (lock !== undefined && existsSync(lock.path)) await readLock(lock);
  const { resolution, accept } =
    trust === undefined ? await resolvePlainly(reader, request) : await resolveBy(trust, reader, request);
  await writeOut(reader, resolution, out);
  if (resolution.kind === 'resolved' && lock !== undefined) await writeLock(lock, resolution);
  // What has been seen is remembered last: where anything fails, it stays as it was.
  await accept();
  return resolution;
}

interface Accepting {
  readonly resolution: Resolution;
  /** Remembers what has been seen. */
  readonly accept: () => Promise<void>;
}

async function resolvePlainly(reader: RepositoryReader, request: ResolveRequest): Promise<Accepting> {
  const { resolveArtifact } = await import('../../distribution/resolve/resolve.ts');
  return { resolution: await resolveArtifact(reader, request), accept: async () => {} };
}

async function resolveBy(file: NamedFile, reader: RepositoryReader, request: ResolveRequest): Promise<Accepting> {
  const { resolveTrusting } = await import('../../distribution/authenticity/resolve-trusting.ts');
  const { rememberSeen } = await import('../../distribution/authenticity/remember-seen.ts');
  const trustFile = { bytes: readNamed(file, MOST_TRUST_BYTES), member: 'trust file' };
  const { resolution, seen } = await resolveTrusting(reader, trustFile, request);
  return {
    resolution,
    accept: async () => {
      if (seen === undefined) return;
      await rememberSeen(file.path, seen, { ticket: randomBytes(16).toString('hex'), patience: PATIENCE });
    },
  };
}

const MOST_TRUST_BYTES = 1_048_576;
const PATIENCE = 10_000;

async function writeOut(reader: RepositoryReader, resolution: Resolution, out: NamedFile | undefined): Promise<void> {
  if (out === undefined || resolution.kind !== 'resolved' || resolution.files.artifact === undefined) return;
  const { writeArtifact } = await import('../../distribution/resolve/write-artifact.ts');
  await writeArtifact(reader, resolution.files.artifact, out.path);
}

function toRequest(options: OptionValues): ResolveRequest {
  const host = hostOption(options);
  const resolveOptions: ResolveOptions = {
    prefix: textOption(options, 'prefix') === 'compat' ? 'compat' : 'strict',
    allowSunsetLegacy: flagOption(options, 'allowSunsetLegacy'),
    allowYanked: flagOption(options, 'allowYanked'),
    deep: flagOption(options, 'deep'),
    ...(host === undefined || host === 'any' ? {} : { host }),
  };
  return {
    identity: identityOptions(options),
    now: nowOption(options),
    options: resolveOptions,
  };
}

const HOST = /^(?:Linux|Darwin|Windows) [a-z0-9_]+$/u;

/** The platform that an artifact is looked for; undefined where any will do. */
function hostOption(options: OptionValues): string | undefined {
  const host = textOption(options, 'host') ?? ownPlatform();
  if (host === undefined || host === 'any' || HOST.test(host)) return host;
  throw usageError(`--host takes any, or a system and an architecture as "Linux x86_64", not ${host}`);
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'Darwin', win32: 'Windows' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** The platform of this machine as a matrix names it; undefined for one that no matrix has. */
function ownPlatform(): string | undefined {
  const system = SYSTEMS[process.platform];
  const architecture = ARCHITECTURES[process.arch];
  return system === undefined || architecture === undefined ? undefined : `${system} ${architecture}`;
}

async function writeLock(file: NamedFile, resolution: Resolution & { readonly kind: 'resolved' }): Promise<void> {
  const { addToLock, renderLock } = await import('../../distribution/resolve/lock.ts');
  const { publishFile } = await import('../../archive/publish.ts');
  const before = existsSync(file.path) ? await readLock(file) : undefined;
  const bytes = Buffer.from(renderLock(addToLock(before, resolution)));
  await publishFile({
    target: file.path,
    write: (take) => take(bytes),
    verify: (stage) => readFileSync(stage).equals(bytes),
  });
}

async function readLock(file: NamedFile): Promise<DistributionLock> {
  const { readDocument } = await import('../../distribution/documents/read-document.ts');
  const { FindingCollector } = await import('../../report/finding-collector.ts');
  const { HARDENED } = await import('../../report/rule-selection.ts');
  const lock = readDocument('lock', await readLockBytes(file), new FindingCollector(HARDENED));
  if (lock === undefined)
    throw usageError('the lock file breaks its schema; validate says where, remove it to begin anew');
  return lock.value;
}

async function readLockBytes(file: NamedFile): Promise<Uint8Array> {
  const { readingLimit } = await import('../../distribution/documents/read-document.ts');
  return readNamed(file, readingLimit('lock'));
}
