import type { Check } from '../../report/check.ts';
import type { AssetInput, FoundInput } from './asset-input.ts';
import { toSlice } from './asset-slice.ts';
import { inDeclaration, type WorkspaceAsset } from './workspace.ts';

/** What holds of the inputs of an asset, and of the artifacts that are made of them. */
export const INPUT_CHECKS: readonly Check<WorkspaceAsset>[] = [
  checkState('assets-pa/input-path', 'unsafe'),
  checkState('assets-pa/input-outside-root', 'outside'),
  checkState('assets-pa/input-missing', 'missing'),
  {
    rule: 'assets-pa/input-special-file',
    check(asset, report) {
      for (const { found, pointer } of asset.inputs) {
        if (found.state === 'special') report(inDeclaration(asset, pointer), { kind: found.kind });
      }
    },
  },
  {
    rule: 'assets-pa/input-listed-twice',
    check(asset, report) {
      const seen = new Map<string, string>();
      for (const { path, pointer } of asset.inputs) {
        const first = seen.get(path);
        if (first === undefined) seen.set(path, pointer);
        else report(inDeclaration(asset, pointer), { first });
      }
    },
  },
  {
    rule: 'assets-pa/direct-inputs',
    check(asset, report) {
      if (asset.declared === undefined || artifactsOf(asset) !== undefined) return;
      const count = asset.inputs.length;
      if (count !== 1) report(inDeclaration(asset, '/inputs'), { count });
    },
  },
  {
    rule: 'assets-pa/artifact-index',
    check(asset, report) {
      const artifacts = artifactsOf(asset);
      if (artifacts === undefined) return;
      const indexes = new Set(artifacts.map(({ index }) => index));
      const index = artifacts.findIndex((_, expected) => !indexes.has(expected));
      if (index >= 0) report(inDeclaration(asset, '/output/artifacts'), { index });
    },
  },
  {
    rule: 'assets-pa/duplicate-artifact-id',
    check(asset, report) {
      // Of two roles that list an input, the first counts.
      const roles = new Map(asset.inputs.toReversed().map(({ path, role }) => [path, role]));
      const seen = new Map<string, string>();
      for (const [at, { id, input }] of (artifactsOf(asset) ?? []).entries()) {
        const pointer = `/output/artifacts/${at}/id`;
        const key = `${roles.get(input) ?? ''}\n${id}`;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, pointer);
        else report(inDeclaration(asset, pointer), { first });
      }
    },
  },
  {
    rule: 'assets-pa/artifact-input',
    check(asset, report) {
      const listed = new Set(asset.inputs.map(({ path }) => path));
      for (const [at, { input }] of (artifactsOf(asset) ?? []).entries()) {
        if (!listed.has(input)) report(inDeclaration(asset, `/output/artifacts/${at}/input`));
      }
    },
  },
  {
    rule: 'assets-pa/empty-asset',
    check(asset, report) {
      if (asset.declared === undefined) return;
      if (toSlice(asset.declared.declaration, asset.inputs)?.size === 0) report(inDeclaration(asset, '/inputs'));
    },
  },
  {
    rule: 'assets-pa/unused-input',
    check(asset, report) {
      const artifacts = artifactsOf(asset);
      if (artifacts === undefined) return;
      const used = new Set(artifacts.map(({ input }) => input));
      for (const { path, pointer } of asset.inputs) {
        if (!used.has(path)) report(inDeclaration(asset, pointer));
      }
    },
  },
];

function artifactsOf({ declared }: WorkspaceAsset) {
  return declared?.declaration.output.artifacts;
}

function checkState(rule: Check<WorkspaceAsset>['rule'], state: FoundInput['state']): Check<WorkspaceAsset> {
  return {
    rule,
    check(asset, report) {
      for (const input of asset.inputs.filter(isIn)) report(inDeclaration(asset, input.pointer));
    },
  };
  function isIn({ found }: AssetInput): boolean {
    return found.state === state;
  }
}
