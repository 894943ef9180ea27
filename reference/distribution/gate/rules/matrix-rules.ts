import type { DistributionContract } from '../../../generated/types/distribution-contract.ts';
import type { Check } from '../../../report/check.ts';
import type { Location } from '../../../report/finding.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';
import { matrixRowOf, platformOf } from '../../documents/matrix.ts';
import { compareVersions } from '../../documents/versions.ts';

/** Section 3.4: the platforms that a repository publishes for. */
export const matrixRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/unmapped-target',
    check(model, report) {
      if (model.contract === undefined) return;
      const matrix = model.contract.value.compatibility_matrix;
      for (const { target, at } of targetsOf(model)) {
        if (matrixRowOf(target, matrix) === undefined) report(at());
      }
    },
  },
  compatibilityRule('distribution/platform-planned', 'planned'),
  compatibilityRule('distribution/platform-deprecated', 'deprecated'),
  {
    rule: 'distribution/platform-without-artifact',
    check({ contract, indexes }, report) {
      const [facts] = indexes;
      if (contract === undefined || facts === undefined) return;
      const releases = [...facts.index.value.releases].sort((a, b) => compareVersions(a.version, b.version));
      const newest = releases.at(-1);
      if (newest === undefined) return;
      const platforms = newest.targets.map(({ target }) => platformOf(target));
      for (const [
        place,
        { platform_family, os, arch, compatibility },
      ] of contract.value.compatibility_matrix.entries()) {
        for (const name of compatibility === 'recommended' ? arch : []) {
          const has = platforms.some((one) => one?.family === platform_family && one.arch === name);
          if (!has) report(placeIn(contract, `/compatibility_matrix/${place}`), { platform: `${os} ${name}` });
        }
      }
    },
  },
];

function compatibilityRule(
  rule: 'distribution/platform-planned' | 'distribution/platform-deprecated',
  compatibility: DistributionContract['compatibility_matrix'][number]['compatibility'],
): Check<DistributionModel> {
  return {
    rule,
    check(model, report) {
      if (model.contract === undefined) return;
      const matrix = model.contract.value.compatibility_matrix;
      for (const { target, at, isPublished } of targetsOf(model)) {
        if (isPublished && matrixRowOf(target, matrix)?.compatibility === compatibility) report(at());
      }
    },
  };
}

interface StatedTarget {
  readonly target: string;
  readonly at: () => Location;
  /** Whether it stands in an index, not in the configuration. */
  readonly isPublished: boolean;
}

function* targetsOf({ indexes, config }: DistributionModel): Iterable<StatedTarget> {
  for (const { index } of indexes) {
    for (const [r, { targets }] of index.value.releases.entries()) {
      for (const [t, { target }] of targets.entries()) {
        yield { target, at: () => placeIn(index, `/releases/${r}/targets/${t}/target`), isPublished: true };
      }
    }
  }
  for (const [index, target] of (config?.value.targets ?? []).entries()) {
    if (config !== undefined) yield { target, at: () => placeIn(config, `/targets/${index}`), isPublished: false };
  }
}
