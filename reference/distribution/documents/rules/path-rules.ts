import type { Check } from '../../../report/check.ts';
import { isDistPath } from '../dist-path.ts';
import { type DistributionDocument, placeIn } from '../distribution-document.ts';
import type { DistributionModel } from '../distribution-model.ts';
import type { DocumentKind } from '../document-kinds.ts';
import { gitshaOf, type IndexRow, rowPointer } from '../index-rows.ts';
import { type ArtifactPaths, legacyPaths, placeholdersOf, renderPaths } from '../templates.ts';
import { isTarget, isToolchain, isVersion } from '../versions.ts';

const PATHS = ['artifact_file', 'manifest_file', 'checksums_file', 'provenance_file'] as const;

/** Section 4: where the files of an artifact are. */
export const pathRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/path-unsafe',
    check(model, report) {
      const { contract } = model;
      for (const [pointer, path] of contract === undefined ? [] : indexPaths(contract.value)) {
        if (contract !== undefined && !isDistPath(path)) report(placeIn(contract, pointer));
      }
      for (const { index, rows } of model.indexes) {
        for (const row of rows) {
          for (const name of PATHS) {
            const path = row.row[name];
            if (path !== undefined && !isDistPath(path)) report(placeIn(index, `${rowPointer(row)}/${name}`));
          }
        }
      }
      for (const { document, pointer, path } of statedPaths(model)) {
        if (!isDistPath(path)) report(placeIn(document, pointer));
      }
    },
  },
  {
    rule: 'distribution/path-not-rendered',
    check({ indexes, contract }, report) {
      if (contract === undefined) return;
      for (const { index, rows } of indexes) {
        for (const row of rows) {
          const rendered = renderRow(row, contract);
          if (rendered === undefined) continue;
          for (const name of PATHS) {
            const path = row.row[name];
            const expected = rendered[name];
            if (path === undefined || path === expected || !isDistPath(path)) continue;
            report(placeIn(index, `${rowPointer(row)}/${name}`), { expected });
          }
        }
      }
    },
  },
];

/** The paths that the templates render for a row; undefined where a template or a part of the identity is broken. */
export function renderRow(
  row: IndexRow,
  { value: contract }: DistributionDocument<'contract'>,
): ArtifactPaths | undefined {
  const { version, target, toolchain } = row.identity;
  if (!isVersion(version) || !isTarget(target) || !isToolchain(toolchain) || !canRender(contract)) return undefined;
  // Where none is found, any one shows what the path is not.
  const gitsha = gitshaOf(row, contract) ?? row.row.git_rev.slice(0, 8);
  return renderPaths(contract, row.identity, gitsha);
}

// Asked for each row.
const RENDERABLE = new WeakMap<DistributionDocument<'contract'>['value'], boolean>();

function canRender(contract: DistributionDocument<'contract'>['value']): boolean {
  const { release_artifacts: release, naming } = contract.artifact;
  const known =
    RENDERABLE.get(contract) ??
    (placeholdersOf(release.artifact_directory_template) !== undefined &&
      placeholdersOf(naming.canonical_pattern) !== undefined);
  RENDERABLE.set(contract, known);
  return known;
}

function indexPaths(contract: DistributionDocument<'contract'>['value']): readonly (readonly [string, string])[] {
  const base = '/artifact/distribution_index';
  const legacy = legacyPaths(contract).map((path, place) => [`${base}/legacy/${place}/path`, path] as const);
  return [[`${base}/canonical`, contract.artifact.distribution_index.canonical], ...legacy];
}

interface StatedPath {
  readonly document: DistributionDocument<DocumentKind>;
  readonly pointer: string;
  readonly path: string;
}

function* statedPaths(model: DistributionModel): Iterable<StatedPath> {
  for (const document of model.manifests) {
    yield { document, pointer: '/artifact_file', path: document.value.artifact_file };
  }
  for (const document of model.checksums) {
    const path = document.value.artifact_file;
    if (path !== undefined) yield { document, pointer: '/artifact_file', path };
  }
  for (const document of model.provenances) {
    yield { document, pointer: '/subject/artifact_file', path: document.value.subject.artifact_file };
  }
}
