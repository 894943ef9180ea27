import type { RuleId } from '../../../generated/catalogue.ts';
import type { Check } from '../../../report/check.ts';
import { isDay } from '../changelog.ts';
import { type DistributionDocument, placeIn } from '../distribution-document.ts';
import type { DistributionModel } from '../distribution-model.ts';
import type { DocumentKind } from '../document-kinds.ts';
import { type IndexRow, rowPointer } from '../index-rows.ts';
import { isTarget, isToolchain, isVersion } from '../versions.ts';

/** Section 3.2: the grammars that a schema cannot say. */
export const partRules: readonly Check<DistributionModel>[] = [
  partRule('distribution/invalid-version', 'version', isVersion),
  partRule('distribution/invalid-target', 'target', isTarget),
  partRule('distribution/invalid-toolchain', 'toolchain', isToolchain),
  partRule('distribution/invalid-commit', 'commit', (text) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text)),
  partRule('distribution/invalid-instant', 'instant', isInstant),
];

type Part = 'version' | 'target' | 'toolchain' | 'commit' | 'instant';

function partRule(rule: RuleId, part: Part, isRight: (text: string) => boolean): Check<DistributionModel> {
  return {
    rule,
    check(model, report) {
      // The parts of one row are mostly those of the row ahead of it.
      let last = '';
      visitParts(model, part, (text, document, pointer) => {
        if (text === last) return;
        if (isRight(text)) last = text;
        else report(placeIn(document, pointer()));
      });
    },
  };
}

function isInstant(text: string): boolean {
  return isDay(text.slice(0, 10));
}

type Visit = (text: string, document: DistributionDocument<DocumentKind>, pointer: () => string) => void;

// Pointers are made only where they are needed: there may be a hundred thousand rows.
function visitParts(model: DistributionModel, part: Part, visit: Visit): void {
  const { contract, config } = model;
  if (contract !== undefined) visitContract(contract, part, visit);
  for (const { index, rows } of model.indexes) visitIndex(index, rows, part, visit);
  for (const document of model.manifests) visitSidecar(document, '', document.value, part, visit);
  for (const document of model.provenances) {
    visitSidecar(document, '/tuple', { ...document.value, ...document.value.tuple }, part, visit);
    if (part === 'commit') visit(document.value.source.git_rev, document, () => '/source/git_rev');
  }
  if (config !== undefined) visitConfig(config, part, visit);
  for (const document of model.locks) {
    if (part === 'version') visit(document.value.contract_version, document, () => '/contract_version');
    for (const [index, { identity }] of document.value.artifacts.entries()) {
      visitIdentity(document, `/artifacts/${index}/identity`, identity, part, visit);
    }
  }
  for (const document of model.signedIndexes) {
    if (part === 'version') visit(document.value.contract_version, document, () => '/contract_version');
    if (part === 'instant') visit(document.value.expires, document, () => '/expires');
  }
}

function visitContract(document: DistributionDocument<'contract'>, part: Part, visit: Visit): void {
  const { contract_version, artifact } = document.value;
  if (part === 'version') visit(contract_version, document, () => '/contract_version');
  if (part !== 'instant') return;
  for (const [index, legacy] of artifact.distribution_index.legacy.entries()) {
    for (const name of ['deprecation_sunset', 'migration_deadline'] as const) {
      visit(legacy[name], document, () => `/artifact/distribution_index/legacy/${index}/${name}`);
    }
  }
}

function visitIndex(
  document: DistributionDocument<'index'>,
  rows: readonly IndexRow[],
  part: Part,
  visit: Visit,
): void {
  const { contract_version, releases } = document.value;
  if (part === 'version') {
    if (contract_version !== undefined) visit(contract_version, document, () => '/contract_version');
    for (const [r, { version }] of releases.entries()) visit(version, document, () => `/releases/${r}/version`);
  } else if (part === 'target') {
    for (const [r, { targets }] of releases.entries()) {
      for (const [t, { target }] of targets.entries()) {
        visit(target, document, () => `/releases/${r}/targets/${t}/target`);
      }
    }
  } else {
    const name = PART_OF_ROW[part];
    for (const row of rows) {
      const text = part === 'instant' ? row.row.yanked?.since : part === 'commit' ? row.row.git_rev : row.row.toolchain;
      if (text !== undefined) visit(text, document, () => `${rowPointer(row)}/${name}`);
    }
  }
}

const PART_OF_ROW = { toolchain: 'toolchain', commit: 'git_rev', instant: 'yanked/since' } as const;

interface StatedIdentity {
  readonly version: string;
  readonly target: string;
  readonly toolchain: string;
  readonly git_rev: string;
}

const MEMBER_OF_PART = { version: 'version', target: 'target', toolchain: 'toolchain', commit: 'git_rev' } as const;

function visitIdentity(
  document: DistributionDocument<DocumentKind>,
  pointer: string,
  identity: StatedIdentity,
  part: Part,
  visit: Visit,
): void {
  if (part === 'instant') return;
  const name = MEMBER_OF_PART[part];
  visit(identity[name], document, () => `${pointer}/${name}`);
}

function visitSidecar(
  document: DistributionDocument<DocumentKind>,
  pointer: string,
  stated: StatedIdentity & { readonly contract_version: string },
  part: Part,
  visit: Visit,
): void {
  if (part === 'version') visit(stated.contract_version, document, () => '/contract_version');
  visitIdentity(document, pointer, stated, part, visit);
}

function visitConfig(document: DistributionDocument<'orchestrator-config'>, part: Part, visit: Visit): void {
  const { targets, toolchain } = document.value;
  if (part === 'toolchain' && toolchain !== 'auto') visit(toolchain, document, () => '/toolchain');
  if (part !== 'target') return;
  for (const [index, target] of targets.entries()) visit(target, document, () => `/targets/${index}`);
}
