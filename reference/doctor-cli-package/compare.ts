import type { ReleaseManifest } from '../generated/types/doctor-cli-package-release-manifest.ts';
import type { Finding } from '../report/finding.ts';
import { compareFields, type FieldDifference } from './compare-fields.ts';

export interface Comparison {
  /** Whether the newer package may be promoted: nothing in `reasons`. */
  readonly promotable: boolean;
  /** Why not. */
  readonly reasons: readonly Finding[];
  /** Every field of the manifests that differs, sorted by pointer. */
  readonly differences: readonly FieldDifference[];
}

/** Compares the release manifests of two packages that hold (section 6.4). */
export function compareManifests(older: ReleaseManifest, newer: ReleaseManifest): Comparison {
  const differences = compareFields(older, newer);
  const reasons = [
    ...checkProgram(older, newer),
    ...checkContracts(older, newer),
    ...checkPlatforms(older, newer),
    ...checkSmoke(older, newer),
    ...checkRuns(older, newer, differences),
  ];
  return { promotable: reasons.length === 0, reasons, differences };
}

function checkProgram(older: ReleaseManifest, newer: ReleaseManifest): readonly Finding[] {
  if (older.binary_name === newer.binary_name) return [];
  return [found('compare-other-program', { old: older.binary_name, new: newer.binary_name })];
}

function checkContracts(older: ReleaseManifest, newer: ReleaseManifest): readonly Finding[] {
  const versions = [
    ['the release manifest', older.schema_version, newer.schema_version],
    ['the config template', older.compatibility.config_version, newer.compatibility.config_version],
    ['the core report', observedVersion(older), observedVersion(newer)],
  ] as const;
  return versions
    .filter(([, old, young]) => old !== young)
    .map(([document, old, young]) => found('compare-other-contract', { document, old, new: young }));
}

function observedVersion({ install_smoke, compatibility }: ReleaseManifest): string {
  return install_smoke?.observed_contract_version ?? compatibility.smoke_contract_version;
}

function checkPlatforms(older: ReleaseManifest, newer: ReleaseManifest): readonly Finding[] {
  return older.supported_platforms
    .filter((platform) => !newer.supported_platforms.includes(platform))
    .map((platform) => found('compare-fewer-platforms', { platform }));
}

function checkSmoke(older: ReleaseManifest, newer: ReleaseManifest): readonly Finding[] {
  const packages = [
    ['older', older],
    ['newer', newer],
  ] as const;
  return packages
    .filter(([, manifest]) => manifest.install_smoke === undefined)
    .map(([which]) => found('compare-smoke-missing', { which }));
}

// Two runs over the same program. Its file may have had another name, and a smoke run that one of them lacks is a
// reason of its own.
function checkRuns(
  older: ReleaseManifest,
  newer: ReleaseManifest,
  differences: readonly FieldDifference[],
): readonly Finding[] {
  const isSame =
    older.packaged_binary.sha256 === newer.packaged_binary.sha256 &&
    older.binary_name === newer.binary_name &&
    older.package_version === newer.package_version &&
    older.default_profile === newer.default_profile;
  if (!isSame) return [];
  const hasBothSmokes = older.install_smoke !== undefined && newer.install_smoke !== undefined;
  return differences
    .filter(({ pointer }) => !isAboutSource(pointer) && (hasBothSmokes || !pointer.startsWith('/install_smoke')))
    .map(({ pointer }) => found('compare-runs-differ', { path: pointer }));
}

function isAboutSource(pointer: string): boolean {
  return pointer === '/source_binary/name' || /^\/upgrade_path\/\d+\/command$/u.test(pointer);
}

type CompareRule = 'other-program' | 'other-contract' | 'fewer-platforms' | 'smoke-missing' | 'runs-differ';

function found(rule: `compare-${CompareRule}`, details: Finding['details']): Finding {
  return { rule: `doctor-cli-package/${rule}`, at: {}, details };
}
