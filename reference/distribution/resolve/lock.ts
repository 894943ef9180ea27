import type { DistributionLock } from '../../generated/types/distribution-lock.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { IDENTITY_PARTS } from '../documents/identity.ts';
import type { ReadFile } from '../verify/artifact-facts.ts';
import type { Resolved } from './resolution.ts';

export type LockEntry = DistributionLock['artifacts'][number];

/**
 * What was resolved, as a lock file states it. Throws ContractsError `internal` for a resolution that was not verified
 * in full: rules were left out.
 */
function toLockEntry({ identity, files, sourceDateEpoch }: Resolved): LockEntry {
  const { artifact, manifest, checksums, provenance } = files;
  if (artifact === undefined || manifest === undefined || checksums === undefined || provenance === undefined) {
    throw new ContractsError('internal', 'what was not verified cannot be locked');
  }
  const { version, target, profile, toolchain, git_rev, dist_revision } = identity;
  return {
    identity: {
      version,
      target,
      profile: profile === 'debug' ? 'debug' : 'release',
      toolchain,
      git_rev,
      dist_revision,
    },
    artifact: toLocked(artifact),
    manifest: toLocked(manifest),
    checksums: toLocked(checksums),
    provenance: toLocked(provenance),
    source_date_epoch: sourceDateEpoch,
  };
}

/**
 * A lock file with one more artifact; one of the same identity is replaced. Throws ContractsError `usage` for a lock
 * file of another repository.
 */
export function addToLock(lock: DistributionLock | undefined, resolved: Resolved): DistributionLock {
  const { name = '', version = '' } = resolved.contract ?? {};
  if (lock !== undefined && (lock.name !== name || lock.contract_version !== version)) {
    throw new ContractsError('usage', `the lock file is of ${lock.name} under contract ${lock.contract_version}`);
  }
  const entry = toLockEntry(resolved);
  const others = (lock?.artifacts ?? []).filter(
    ({ identity }) => !IDENTITY_PARTS.every((part) => identity[part] === entry.identity[part]),
  );
  return {
    schema_version: 'distribution-lock-v1',
    name,
    contract_version: version,
    artifacts: [...others, entry].sort((a, b) => compareCodePoints(a.artifact.path, b.artifact.path)),
  };
}

/** The text of a lock file. */
export function renderLock(lock: DistributionLock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function toLocked({ path, size, sha256 }: ReadFile): LockEntry['artifact'] {
  return { path, size, sha256 };
}
