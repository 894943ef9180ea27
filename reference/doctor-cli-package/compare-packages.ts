import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseManifest } from '../generated/types/doctor-cli-package-release-manifest.ts';
import { severityOf } from '../report/artifact-report.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { Finding } from '../report/finding.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { compareManifests } from './compare.ts';
import type { FieldDifference } from './compare-fields.ts';
import { parseManifest } from './package-cli-earlier.ts';
import { RELEASE_MANIFEST } from './package-cli-layout.ts';
import { validateDoctorCliPackage } from './validate.ts';

export interface PromotionReason {
  /** The package that falls short by itself; absent for what the two make together. */
  readonly package?: 'older' | 'newer';
  readonly finding: Finding;
}

export interface PackageComparison {
  /** Whether the newer package may be promoted. */
  readonly promotable: boolean;
  readonly reasons: readonly PromotionReason[];
  /** Fields of the manifests that differ; none where one of the packages does not hold. */
  readonly differences: readonly FieldDifference[];
}

/**
 * Compares two package folders (section 6.4): both are judged first, by every rule. Nothing of them is run.
 * Throws ContractsError `io` and `source-changed` while reading.
 */
export async function comparePackages(older: string, newer: string): Promise<PackageComparison> {
  const broken = [...(await judge('older', older)), ...(await judge('newer', newer))];
  if (broken.length > 0) return { promotable: false, reasons: broken, differences: [] };
  const { promotable, reasons, differences } = compareManifests(readManifest(older), readManifest(newer));
  return { promotable, reasons: reasons.map((finding) => ({ finding })), differences };
}

async function judge(which: 'older' | 'newer', path: string): Promise<readonly PromotionReason[]> {
  const options = { selection: HARDENED, observe: false };
  const { findings } = await validateDoctorCliPackage({ kind: 'folder', name: which, path }, options);
  return findings.filter((found) => severityOf(found) === 'error').map((finding) => ({ package: which, finding }));
}

function readManifest(path: string): ReleaseManifest {
  const manifest = parseManifest(readFileSync(join(path, RELEASE_MANIFEST)));
  if (manifest !== undefined) return manifest;
  throw new ContractsError('source-changed', `the release manifest changed while it was read: ${path}`);
}
