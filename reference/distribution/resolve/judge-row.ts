import type { FindingCollector } from '../../report/finding-collector.ts';
import type { DistributionDocument } from '../documents/distribution-document.ts';
import { type IndexRow, rowPointer } from '../documents/index-rows.ts';
import { matrixRowOf, platformName, platformOf } from '../documents/matrix.ts';
import type { ArtifactPaths } from '../documents/templates.ts';
import type { ResolveRequest } from './resolution.ts';

interface RowContext {
  readonly contract: DistributionDocument<'contract'> | undefined;
  readonly request: ResolveRequest;
}

/** What is said of an artifact before its files are looked at: that it was yanked, and its platform. */
export function judgeRow(
  chosen: IndexRow,
  index: DistributionDocument<'index'>,
  { contract, request: { options } }: RowContext,
  collector: FindingCollector,
): void {
  const at = { ...(index.member === undefined ? {} : { member: index.member }), pointer: rowPointer(chosen) };
  const { yanked } = chosen.row;
  if (yanked !== undefined) {
    const rule = options.allowYanked === true ? 'distribution/yanked-allowed' : 'distribution/yanked-artifact';
    collector.add(rule, at, { since: yanked.since });
  }
  const { target } = chosen.identity;
  const platform = platformOf(target);
  const actual = platform === undefined ? target : platformName(platform);
  if (options.host !== undefined && options.host !== actual) {
    collector.add('distribution/other-host', at, { actual, expected: options.host });
  }
  const compatibility = contract && matrixRowOf(target, contract.value.compatibility_matrix)?.compatibility;
  if (compatibility === 'planned') collector.add('distribution/platform-planned', at);
  if (compatibility === 'deprecated') collector.add('distribution/platform-deprecated', at);
}

/** Section 5.4 (R8): the row of a legacy index leads to what its contract version has. */
export function judgeOutside(
  chosen: IndexRow,
  paths: Partial<ArtifactPaths>,
  contract: DistributionDocument<'contract'> | undefined,
  index: DistributionDocument<'index'>,
  collector: FindingCollector,
): void {
  const expected = `dist/${contract?.value.contract_version ?? ''}/`;
  if (Object.values(paths).every((path) => path.startsWith(expected))) return;
  const at = { ...(index.member === undefined ? {} : { member: index.member }), pointer: rowPointer(chosen) };
  collector.add('distribution/legacy-row-outside', at, { expected });
}
