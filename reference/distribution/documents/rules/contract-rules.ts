import type { RuleId } from '../../../generated/catalogue.ts';
import type { DistributionContract } from '../../../generated/types/distribution-contract.ts';
import type { Check } from '../../../report/check.ts';
import type { Details } from '../../../report/finding.ts';
import { placeIn } from '../distribution-document.ts';
import type { DistributionModel } from '../distribution-model.ts';
import { SYSTEM_OF } from '../matrix.ts';
import { PLACEHOLDERS, placeholdersOf } from '../templates.ts';

/** Sections 3.3 and 3.4: what a contract says twice, and what its templates may hold. */
export const contractRules: readonly Check<DistributionModel>[] = [
  contractRule('distribution/precedence-mismatch', ({ artifact: { distribution_index: index } }, report) => {
    const expected = [index.canonical, ...index.legacy.map(({ path }) => path)];
    if (!areEqual(index.resolution_precedence, expected)) report('/artifact/distribution_index/resolution_precedence');
  }),
  contractRule('distribution/index-path-mismatch', ({ artifact }, report) => {
    const actual = artifact.release_artifacts.index_path_template;
    const expected = artifact.distribution_index.canonical;
    if (actual !== expected) report('/artifact/release_artifacts/index_path_template', { actual, expected });
  }),
  contractRule('distribution/legacy-path-mismatch', ({ artifact }, report) => {
    const { legacy } = artifact.distribution_index;
    const template = artifact.release_artifacts.legacy_index_path_template;
    if (legacy.length > 0 && legacy.every(({ path }) => path !== template)) {
      report('/artifact/release_artifacts/legacy_index_path_template');
    }
  }),
  contractRule('distribution/unknown-placeholder', (contract, report) => {
    for (const { pointer, template, allowed } of templatesOf(contract)) {
      const found = placeholdersOf(template);
      if (found === undefined || found.some((name) => !allowed.includes(name))) report(pointer);
    }
  }),
  contractRule('distribution/missing-placeholder', (contract, report) => {
    for (const { pointer, template, allowed, needsAll } of templatesOf(contract)) {
      const found = placeholdersOf(template) ?? [];
      const placeholder = allowed.find((name) => found.filter((one) => one === name).length !== 1);
      if (needsAll && placeholder !== undefined) report(pointer, { placeholder });
    }
  }),
  contractRule('distribution/required-sidecars-mismatch', ({ artifact: { release_artifacts: release } }, report) => {
    const expected = ['checksums.json', 'manifest.json', 'provenance.json'];
    if (!areEqual([...release.required_manifests].sort(), expected)) {
      report('/artifact/release_artifacts/required_manifests');
    }
  }),
  contractRule('distribution/name-prefix-mismatch', ({ artifact: { name, naming } }, report) => {
    if (!naming.canonical_pattern.startsWith(`${name}-v{version}`)) report('/artifact/naming/canonical_pattern');
  }),
  contractRule('distribution/immutable-fields-mismatch', ({ artifact: { naming } }, report) => {
    const expected = (placeholdersOf(naming.canonical_pattern) ?? []).filter((name) => name !== 'ext').sort();
    if (!areEqual([...naming.immutable_fields].sort(), expected)) report('/artifact/naming/immutable_fields');
  }),
  contractRule('distribution/deadline-after-sunset', ({ artifact }, report) => {
    for (const [index, legacy] of artifact.distribution_index.legacy.entries()) {
      // Moments are written in one way, so that their texts have their order.
      if (legacy.migration_deadline > legacy.deprecation_sunset) {
        report(`/artifact/distribution_index/legacy/${index}/migration_deadline`);
      }
    }
  }),
  contractRule('distribution/retention-too-short', ({ retention }, report) => {
    const actual = retention?.minimum_generations ?? FEWEST_GENERATIONS;
    if (actual < FEWEST_GENERATIONS) report('/retention/minimum_generations', { actual });
  }),
  contractRule('distribution/source-compatibility-mismatch', ({ source_compatibility: promise }, report) => {
    if (promise?.scope === undefined) return;
    if (!areEqual([...promise.scope].sort(), ['contract_version', 'version'])) report('/source_compatibility/scope');
  }),
  contractRule('distribution/platform-family-mismatch', ({ compatibility_matrix: matrix }, report) => {
    for (const [index, { platform_family, os }] of matrix.entries()) {
      if (SYSTEM_OF[platform_family] !== os) report(`/compatibility_matrix/${index}/os`);
    }
  }),
  contractRule('distribution/duplicate-platform', ({ compatibility_matrix: matrix }, report) => {
    const seen = new Set<string>();
    for (const [index, { platform_family, arch }] of matrix.entries()) {
      for (const [place, name] of arch.entries()) {
        const platform = `${platform_family} ${name}`;
        if (seen.has(platform)) report(`/compatibility_matrix/${index}/arch/${place}`, { platform });
        seen.add(platform);
      }
    }
  }),
];

/** Generations that every contract keeps (section 3.3). */
export const FEWEST_GENERATIONS = 6;

type ReportAt = (pointer: string, details?: Details) => void;

function contractRule(
  rule: RuleId,
  check: (contract: DistributionContract, report: ReportAt) => void,
): Check<DistributionModel> {
  return {
    rule,
    check({ contract }, report) {
      if (contract === undefined) return;
      check(contract.value, (pointer, details) => report(placeIn(contract, pointer), details));
    },
  };
}

interface StatedTemplate {
  readonly pointer: string;
  readonly template: string;
  readonly allowed: readonly string[];
  readonly needsAll: boolean;
}

function* templatesOf({ artifact }: DistributionContract): Iterable<StatedTemplate> {
  const { distribution_index: index, release_artifacts: release, naming } = artifact;
  yield {
    pointer: '/artifact/distribution_index/canonical',
    template: index.canonical,
    allowed: PLACEHOLDERS.none,
    needsAll: false,
  };
  for (const [place, { path }] of index.legacy.entries()) {
    yield {
      pointer: `/artifact/distribution_index/legacy/${place}/path`,
      template: path,
      allowed: PLACEHOLDERS.legacyPath,
      needsAll: false,
    };
  }
  yield {
    pointer: '/artifact/naming/canonical_pattern',
    template: naming.canonical_pattern,
    allowed: PLACEHOLDERS.fileName,
    needsAll: true,
  };
  yield {
    pointer: '/artifact/release_artifacts/artifact_directory_template',
    template: release.artifact_directory_template,
    allowed: PLACEHOLDERS.directory,
    needsAll: true,
  };
}

function areEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
