import type { RuleId } from '../../../generated/catalogue.ts';
import type { Check } from '../../../report/check.ts';
import { isDay } from '../changelog.ts';
import { type DistributionDocument, placeIn } from '../distribution-document.ts';
import type { DistributionModel } from '../distribution-model.ts';
import type { DocumentKind } from '../document-kinds.ts';
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
      visitParts(model, (stated, text, { document, pointer }) => {
        if (stated === part && !isRight(text)) report(placeIn(document, pointer()));
      });
    },
  };
}

function isInstant(text: string): boolean {
  return isDay(text.slice(0, 10));
}

interface Place {
  readonly document: DistributionDocument<DocumentKind>;
  /** Made only where it is needed: there may be a hundred thousand rows. */
  readonly pointer: () => string;
}

type Visit = (part: Part, text: string, place: Place) => void;

function visitParts(model: DistributionModel, visit: Visit): void {
  const { contract, config } = model;
  if (contract !== undefined) visitContract(contract, visit);
  for (const { index } of model.indexes) visitIndex(index, visit);
  for (const document of model.manifests) {
    visitIdentity(document, '', document.value, visit);
    visit('version', document.value.contract_version, { document, pointer: () => '/contract_version' });
  }
  for (const document of model.provenances) {
    visitIdentity(document, '/tuple', document.value.tuple, visit);
    visit('version', document.value.contract_version, { document, pointer: () => '/contract_version' });
    visit('commit', document.value.source.git_rev, { document, pointer: () => '/source/git_rev' });
  }
  if (config !== undefined) visitConfig(config, visit);
  for (const document of model.locks) {
    visit('version', document.value.contract_version, { document, pointer: () => '/contract_version' });
    for (const [index, { identity }] of document.value.artifacts.entries()) {
      visitIdentity(document, `/artifacts/${index}/identity`, identity, visit);
    }
  }
  for (const document of model.signedIndexes) {
    visit('version', document.value.contract_version, { document, pointer: () => '/contract_version' });
    visit('instant', document.value.expires, { document, pointer: () => '/expires' });
  }
}

function visitContract(document: DistributionDocument<'contract'>, visit: Visit): void {
  const { contract_version, artifact } = document.value;
  visit('version', contract_version, { document, pointer: () => '/contract_version' });
  for (const [index, legacy] of artifact.distribution_index.legacy.entries()) {
    for (const name of ['deprecation_sunset', 'migration_deadline'] as const) {
      const pointer = () => `/artifact/distribution_index/legacy/${index}/${name}`;
      visit('instant', legacy[name], { document, pointer });
    }
  }
}

function visitIndex(document: DistributionDocument<'index'>, visit: Visit): void {
  const { contract_version, releases } = document.value;
  if (contract_version !== undefined) {
    visit('version', contract_version, { document, pointer: () => '/contract_version' });
  }
  for (const [r, { version, targets }] of releases.entries()) {
    visit('version', version, { document, pointer: () => `/releases/${r}/version` });
    for (const [t, { target, profiles }] of targets.entries()) {
      visit('target', target, { document, pointer: () => `/releases/${r}/targets/${t}/target` });
      for (const [p, { artifacts }] of profiles.entries()) {
        for (const [a, { toolchain, git_rev, yanked }] of artifacts.entries()) {
          const row = () => `/releases/${r}/targets/${t}/profiles/${p}/artifacts/${a}`;
          visit('toolchain', toolchain, { document, pointer: () => `${row()}/toolchain` });
          visit('commit', git_rev, { document, pointer: () => `${row()}/git_rev` });
          if (yanked !== undefined)
            visit('instant', yanked.since, { document, pointer: () => `${row()}/yanked/since` });
        }
      }
    }
  }
}

interface StatedIdentity {
  readonly version: string;
  readonly target: string;
  readonly toolchain: string;
  readonly git_rev: string;
}

function visitIdentity(
  document: DistributionDocument<DocumentKind>,
  pointer: string,
  { version, target, toolchain, git_rev }: StatedIdentity,
  visit: Visit,
): void {
  visit('version', version, { document, pointer: () => `${pointer}/version` });
  visit('target', target, { document, pointer: () => `${pointer}/target` });
  visit('toolchain', toolchain, { document, pointer: () => `${pointer}/toolchain` });
  visit('commit', git_rev, { document, pointer: () => `${pointer}/git_rev` });
}

function visitConfig(document: DistributionDocument<'orchestrator-config'>, visit: Visit): void {
  const { targets, toolchain } = document.value;
  for (const [index, target] of targets.entries()) {
    visit('target', target, { document, pointer: () => `/targets/${index}` });
  }
  if (toolchain !== 'auto') visit('toolchain', toolchain, { document, pointer: () => '/toolchain' });
}
