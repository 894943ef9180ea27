import { basename, dirname } from 'node:path';
import { planBuild } from './build-pack.ts';
import { createInputDigests } from './input-digests.ts';
import { type PackerRequest, readProject } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { publishPack } from './publish-pack.ts';
import { describeForTools } from './table-metadata.ts';
import { PACK } from './workspace-layout.ts';

/** Where a pack goes that is made outside of its project: a file, or a folder that gets the companions as well. */
export type ProduceTarget = { readonly file: string } | { readonly folder: string };

/**
 * Makes the pack of a project somewhere else, and touches nothing in the project: no lane, no cache. The bytes are those
 * that `build` makes. Throws ContractsError `usage` where the project is no folder or the target no place for a file.
 */
export function producePack(request: PackerRequest, target: ProduceTarget): Promise<OperationResult> {
  return readProject('build', request, async (operation) => {
    const plan = planBuild(operation);
    if (plan === undefined) return NOTHING_CHANGED;
    const digests = createInputDigests(operation.project, undefined);
    const described = plan.assets.map((planned) => describeForTools(planned, digests));
    const outputs = await publishPack({
      plan,
      digests,
      described,
      target: {
        folder: 'file' in target ? dirname(target.file) : target.folder,
        name: 'file' in target ? basename(target.file) : PACK,
        companions: !('file' in target),
        system: operation.system,
      },
      onAsset: () => {},
    });
    // Nothing was noted that could have been stale.
    if (outputs === 'stale') return NOTHING_CHANGED;
    const build = {
      assets: plan.assets.length,
      preloaded: plan.header.preload.length,
      changed: true,
      cache: { hits: 0, misses: plan.assets.length },
      outputs,
    };
    return { applied: true, changes: outputs.map(({ path }) => ({ action: 'write', path }) as const), build };
  });
}
