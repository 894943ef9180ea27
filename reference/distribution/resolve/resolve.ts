import type { ParsedDocument } from '../../document/parsed-document.ts';
import { catalogue } from '../../generated/catalogue.ts';
import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import { type Check, runChecks } from '../../report/check.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { isDistPath } from '../documents/dist-path.ts';
import { type DistributionModel, NOTHING } from '../documents/distribution-model.ts';
import { type IndexRow, pathsOf, rowsOf } from '../documents/index-rows.ts';
import { readDocument } from '../documents/read-document.ts';
import { contractRules } from '../documents/rules/contract-rules.ts';
import { indexRules } from '../documents/rules/index-rules.ts';
import { partRules } from '../documents/rules/part-rules.ts';
import { pathRules, renderRow } from '../documents/rules/path-rules.ts';
import type { ArtifactPaths } from '../documents/templates.ts';
import { readArtifact } from '../verify/read-artifact.ts';
import { contentRules } from '../verify/rules/content-rules.ts';
import { verificationRules } from '../verify/rules/verification-rules.ts';
import { type FoundIndex, findIndex, readContract } from './find-index.ts';
import { judgeOutside, judgeRow } from './judge-row.ts';
import { isResolverWarning, refuse } from './refusal.ts';
import type { RepositoryReader } from './repository-reader.ts';
import { type RequestedIdentity, readIdentity } from './requested-identity.ts';
import type { NearRow, Resolution, ResolveRequest } from './resolution.ts';
import { nearestRows, selectRows } from './select-rows.ts';

/** Judges the bytes of an index before anything in it is believed; adds findings (section 7). */
export type IndexInspection = (
  found: FoundIndex,
  contract: DistributionContract | undefined,
  collector: FindingCollector,
) => Promise<void>;

/**
 * Finds the one artifact that has an identity, and verifies it (contracts/distribution/v1, section 5). Each step is
 * taken only where those before it found nothing wrong. Throws ContractsError `io` and `source-changed` where reading
 * fails; everything else is a refusal.
 */
export async function resolveArtifact(
  reader: RepositoryReader,
  request: ResolveRequest,
  inspect?: IndexInspection,
): Promise<Resolution> {
  const collector = new FindingCollector({ profile: 'hardened', without: request.without ?? new Set() });
  const { prefix = 'strict' } = request.options;
  const requested = readIdentity(request, collector);
  if (collector.errorCount > 0) return refuse(collector);

  const contract = await readContract(reader, collector);
  judge({ ...NOTHING, contract }, [...partRules, ...contractRules, ...pathRules], collector);
  if (collector.errorCount > 0) return refuse(collector);

  const found = await findIndex(reader, contract, request, collector);
  if (collector.errorCount > 0) return refuse(collector);
  if (found !== undefined) await inspect?.(found, contract?.value, collector);
  if (collector.errorCount > 0) return refuse(collector);
  const index = found && readDocument('index', found.bytes, collector, found.path);
  const rows = index === undefined ? [] : rowsOf(index.value);
  if (index !== undefined) {
    judge({ ...NOTHING, contract, indexes: [{ index, rows }] }, [...partRules, ...indexRules], collector);
  }
  if (collector.errorCount > 0) return refuse(collector);

  const selected = selectRows(rows, requested, prefix);
  const chosen = chooseRow(selected, { rows, requested, prefix }, collector);
  if (collector.errorCount > 0) return refuse(collector, rowsToShow(selected, { rows, requested, prefix }));
  if (chosen === undefined || index === undefined) return refuse(collector);
  judgeRow(chosen, index, { contract, request }, collector);
  if (collector.errorCount > 0) {
    // What was yanked has the identity itself: what there is instead is everything else.
    const others = rows.filter((row) => row !== chosen && row.row.yanked === undefined);
    return refuse(collector, rowsToShow([], { rows: others, requested, prefix }));
  }

  const facts = { index, rows: [chosen] };
  judge({ ...NOTHING, contract, indexes: [facts] }, pathRules, collector);
  if (collector.errorCount > 0) return refuse(collector);
  const rendered = contract && renderRow(chosen, contract);
  const paths = safePaths(pathsOf(chosen, rendered));
  if (found?.isLegacy === true) judgeOutside(chosen, paths, contract, index, collector);
  if (collector.errorCount > 0) return refuse(collector);

  const documents = new Map<string, ParsedDocument>();
  const deep = request.options.deep === true;
  const artifact = await readArtifact(chosen, paths, { reader, collector, documents, deep });
  if (collector.errorCount > 0 && hasEscaped(collector)) return refuse(collector);
  const verified: DistributionModel = {
    ...NOTHING,
    contract,
    artifacts: [artifact],
    checksums: artifact.checksums === undefined ? [] : [artifact.checksums],
  };
  judge(verified, [...verificationRules, ...(deep ? contentRules : [])], collector);
  if (collector.errorCount > 0) return refuse(collector);
  const { manifest_file, checksums_file, provenance_file } = artifact.files;
  return {
    kind: 'resolved',
    path: chosen.row.artifact_file,
    identity: chosen.identity,
    files: {
      ...(artifact.archive === undefined ? {} : { artifact: artifact.archive }),
      ...(manifest_file === undefined ? {} : { manifest: manifest_file }),
      ...(checksums_file === undefined ? {} : { checksums: checksums_file }),
      ...(provenance_file === undefined ? {} : { provenance: provenance_file }),
    },
    sourceDateEpoch: chosen.row.source_date_epoch,
    contract: contract && { name: contract.value.artifact.name, version: contract.value.contract_version },
    warnings: collector.findings().filter(({ rule }) => isResolverWarning(rule)),
  };
}

// What a SHOULD says of a document concerns whoever writes it.
function judge(
  model: DistributionModel,
  checks: readonly Check<DistributionModel>[],
  collector: FindingCollector,
): void {
  runChecks(
    checks.filter(({ rule }) => catalogue[rule].level === 'MUST'),
    model,
    collector,
  );
}

interface Search {
  readonly rows: readonly IndexRow[];
  readonly requested: RequestedIdentity;
  readonly prefix: 'strict' | 'compat';
}

function chooseRow(
  selected: readonly IndexRow[],
  { rows, requested, prefix }: Search,
  collector: FindingCollector,
): IndexRow | undefined {
  if (selected.length > 1) collector.add('distribution/ambiguous-match', {}, { count: selected.length });
  if (selected.length > 0) return selected[0];
  collector.add('distribution/no-match', {});
  return collector.errorCount > 0 ? undefined : nearestRows(rows, requested, prefix)[0]?.row;
}

function rowsToShow(selected: readonly IndexRow[], { rows, requested, prefix }: Search): readonly NearRow[] {
  if (selected.length > 0) return selected.map(({ identity }) => ({ identity, differs: [] }));
  return nearestRows(rows, requested, prefix).map(({ identity, differs }) => ({ identity, differs }));
}

function safePaths(paths: Partial<ArtifactPaths>): Partial<ArtifactPaths> {
  return Object.fromEntries(Object.entries(paths).filter(([, path]) => isDistPath(path)));
}

function hasEscaped(collector: FindingCollector): boolean {
  return collector.findings().some(({ rule }) => rule === 'distribution/path-escapes');
}
