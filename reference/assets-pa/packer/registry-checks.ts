import type { Check } from '../../report/check.ts';
import type { Location } from '../../report/finding.ts';
import { toRegistryText } from './registry.ts';
import type { Workspace } from './workspace.ts';
import { REGISTRY } from './workspace-layout.ts';
import { isRoot, liesIn } from './workspace-path.ts';

/** A registry, as it stands or as it is to be. */
export type RegistrySubject = Pick<Workspace, 'registry' | 'given'>;

/** What holds of the registry by itself. */
export const REGISTRY_CHECKS: readonly Check<RegistrySubject>[] = [
  {
    rule: 'assets-pa/registry-not-canonical',
    check({ registry: { value, bytes } }, report) {
      if (!Buffer.from(toRegistryText(value)).equals(bytes)) report({ member: REGISTRY });
    },
  },
  {
    rule: 'assets-pa/registry-duplicate-id',
    check(workspace, report) {
      const seen = new Map<number, number>();
      for (const [index, { asset_id: id }] of entriesOf(workspace)) {
        const first = seen.get(id);
        if (first === undefined) seen.set(id, index);
        else report(at(workspace, index, 'asset_id'), { id, first: `/assets/${first}` });
      }
    },
  },
  {
    rule: 'assets-pa/registry-duplicate-uuid',
    check: (workspace, report) => reportRepeated(workspace, 'asset_uuid', report),
  },
  {
    rule: 'assets-pa/registry-next-id',
    check(workspace, report) {
      const { next_asset_id: actual, assets } = workspace.registry.value;
      const id = assets.reduce((greatest, { asset_id }) => Math.max(greatest, asset_id), workspace.given);
      if (id >= actual) report(inRegistry(workspace, '/next_asset_id'), { actual, id });
    },
  },
  {
    rule: 'assets-pa/registry-root-path',
    check(workspace, report) {
      for (const [index, { root }] of entriesOf(workspace)) {
        if (!isRoot(root)) report(at(workspace, index, 'root'));
      }
    },
  },
  {
    rule: 'assets-pa/registry-duplicate-root',
    check: (workspace, report) => reportRepeated(workspace, 'root', report),
  },
  {
    rule: 'assets-pa/registry-nested-root',
    check(workspace, report) {
      const byRoot = new Map(workspace.registry.value.assets.map(({ root, asset_id }) => [root, asset_id]));
      for (const [index, { root, asset_id: id }] of entriesOf(workspace)) {
        for (const above of foldersAbove(root)) {
          const other = byRoot.get(above);
          if (other !== undefined && liesIn(root, above)) report(at(workspace, index, 'root'), { id, other });
        }
      }
    },
  },
];

function entriesOf({ registry }: RegistrySubject) {
  return registry.value.assets.entries();
}

function reportRepeated(
  workspace: RegistrySubject,
  name: 'asset_uuid' | 'root',
  report: (at: Location, details: { readonly id: number; readonly other: number }) => void,
): void {
  const seen = new Map<string, number>();
  for (const [index, entry] of entriesOf(workspace)) {
    const other = seen.get(entry[name]);
    if (other === undefined) seen.set(entry[name], entry.asset_id);
    else report(at(workspace, index, name), { id: entry.asset_id, other });
  }
}

function at(workspace: RegistrySubject, index: number, name: string): Location {
  return inRegistry(workspace, `/assets/${index}/${name}`);
}

/** Where something stands in the registry. */
function inRegistry({ registry: { document } }: RegistrySubject, pointer: string): Location {
  return { member: REGISTRY, pointer, ...document.locate(pointer) };
}

function foldersAbove(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}
