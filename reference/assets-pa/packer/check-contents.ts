import type { FindingCollector } from '../../report/finding-collector.ts';
import { toSlice } from './asset-slice.ts';
import { buildSetOf } from './check-workspace.ts';
import { readFingerprints } from './fingerprints.ts';
import { createInputDigests } from './input-digests.ts';
import { inDeclaration, type Workspace } from './workspace.ts';

/** Tells of assets of a build that carry the same bytes. Throws ContractsError `io` and `source-changed`. */
export function checkContents(workspace: Workspace, collector: FindingCollector): void {
  // A hint is enough for an advice.
  const digests = createInputDigests(workspace.project, readFingerprints(workspace.project));
  const sliced = buildSetOf(workspace).flatMap((asset) => {
    const slice = asset.declared && toSlice(asset.declared.declaration, asset.inputs);
    return slice === undefined || slice.size === 0 ? [] : [{ asset, slice }];
  });
  const sizes = new Map<number, number>();
  for (const { slice } of sliced) sizes.set(slice.size, (sizes.get(slice.size) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const { asset, slice } of sliced) {
    // Only what has the same size can be the same, so that most files are not read.
    if ((sizes.get(slice.size) ?? 0) < 2) continue;
    const content = slice.files.map((file) => digests.digestOf(file)).join();
    const id = asset.registered.asset_id;
    const other = seen.get(content);
    if (other === undefined) seen.set(content, id);
    else collector.add('assets-pa/duplicate-content', inDeclaration(asset, '/inputs'), { id, other });
  }
}
