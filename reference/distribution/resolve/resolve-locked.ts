import { digestSource } from '../../archive/source-digest.ts';
import { runChecks } from '../../report/check.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { isDistPath } from '../documents/dist-path.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import { NOTHING } from '../documents/distribution-model.ts';
import { readDocument } from '../documents/read-document.ts';
import { partRules } from '../documents/rules/part-rules.ts';
import type { ReadFile } from '../verify/artifact-facts.ts';
import type { LockEntry } from './lock.ts';
import { refuse } from './refusal.ts';
import type { RepositoryReader } from './repository-reader.ts';
import { readIdentity } from './requested-identity.ts';
import type { Resolution, ResolveRequest } from './resolution.ts';
import { differingParts } from './select-rows.ts';

const FILES = ['artifact', 'manifest', 'checksums', 'provenance'] as const;

/**
 * Finds an artifact in a lock file and verifies it, without the contract and the index (section 5.6). `member` is the
 * name of the lock file for findings. Throws ContractsError `io` and `source-changed` where reading fails.
 */
export async function resolveLocked(
  reader: RepositoryReader,
  lockFile: { readonly bytes: Uint8Array; readonly member: string },
  request: ResolveRequest,
): Promise<Resolution> {
  const collector = new FindingCollector({ profile: 'hardened', without: request.without ?? new Set() });
  const requested = readIdentity(request, collector);
  if (collector.errorCount > 0) return refuse(collector);
  const lock = readDocument('lock', lockFile.bytes, collector, lockFile.member);
  if (lock !== undefined) runChecks(partRules, { ...NOTHING, locks: [lock] }, collector);
  if (lock === undefined || collector.errorCount > 0) return refuse(collector);

  const { prefix = 'strict' } = request.options;
  const matching = lock.value.artifacts.filter(
    ({ identity }) => differingParts(requested, identity, prefix).length === 0,
  );
  const [entry] = matching;
  if (matching.length !== 1) collector.add('distribution/not-locked', { member: lockFile.member });
  if (entry === undefined || collector.errorCount > 0) return refuse(collector);

  const files: { artifact?: ReadFile; manifest?: ReadFile; checksums?: ReadFile; provenance?: ReadFile } = {};
  for (const name of FILES) {
    const found = await readLocked(reader, entry[name], collector);
    if (found !== undefined) files[name] = found;
  }
  if (collector.errorCount > 0) return refuse(collector);
  return {
    kind: 'resolved',
    path: entry.artifact.path,
    identity: entry.identity,
    files,
    sourceDateEpoch: entry.source_date_epoch,
    contract: contractOf(lock),
    warnings: [],
  };
}

function contractOf({ value }: DistributionDocument<'lock'>): { readonly name: string; readonly version: string } {
  return { name: value.name, version: value.contract_version };
}

async function readLocked(
  reader: RepositoryReader,
  locked: LockEntry['artifact'],
  collector: FindingCollector,
): Promise<ReadFile | undefined> {
  const { path, size, sha256 } = locked;
  // What does not lead below `dist` is no file of the repository, whatever the lock file says.
  const opened = isDistPath(path) ? await reader.open(path, size) : ({ kind: 'absent' } as const);
  if (opened.kind === 'escapes') {
    collector.add('distribution/path-escapes', { member: path });
    return undefined;
  }
  if (opened.kind !== 'file') {
    collector.add('distribution/lock-mismatch', { member: path });
    return undefined;
  }
  try {
    const actual = { path, size: opened.source.size, sha256: digestSource(opened.source) };
    if (actual.size !== size || actual.sha256 !== sha256) {
      collector.add('distribution/lock-mismatch', { member: path });
    }
    return actual;
  } finally {
    opened.close();
  }
}
