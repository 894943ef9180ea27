import type { ReleaseManifest } from '../generated/types/doctor-cli-package-release-manifest.ts';
import { severityOf } from '../report/artifact-report.ts';
import { runChecks } from '../report/check.ts';
import type { Finding } from '../report/finding.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { compareManifests } from './compare.ts';
import type { FieldDifference } from './compare-fields.ts';
import { doctorRules } from './doctor-rules.ts';
import { readDoctorFolder } from './read-doctor-folder.ts';

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
  const [left, right] = [judgeFolder('older', older), judgeFolder('newer', newer)];
  if (left.manifest === undefined || right.manifest === undefined) {
    return { promotable: false, reasons: [...left.broken, ...right.broken], differences: [] };
  }
  const { promotable, reasons, differences } = compareManifests(left.manifest, right.manifest);
  return { promotable, reasons: reasons.map((finding) => ({ finding })), differences };
}

interface JudgedFolder {
  readonly broken: readonly PromotionReason[];
  /** As it was judged; undefined where anything is broken. */
  readonly manifest: ReleaseManifest | undefined;
}

function judgeFolder(which: 'older' | 'newer', path: string): JudgedFolder {
  const collector = new FindingCollector(HARDENED);
  const model = readDoctorFolder(path, collector);
  if (model !== undefined) runChecks(doctorRules, model, collector);
  const errors = collector.findings().filter((found) => severityOf(found) === 'error');
  const broken = errors.map((finding): PromotionReason => ({ package: which, finding }));
  return { broken, manifest: broken.length > 0 ? undefined : model?.manifest?.value };
}
