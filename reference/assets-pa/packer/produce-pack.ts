import { basename, dirname, join, resolve } from 'node:path';
import { realPath } from '../../archive/look-up.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { planBuild } from './build-pack.ts';
import { createInputDigests } from './input-digests.ts';
import { type PackerRequest, readProject } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { publishPack } from './publish-pack.ts';
import { describeForTools } from './table-metadata.ts';
import { ASSETS, PACK } from './workspace-layout.ts';

/** Where a pack goes that is made outside of its project: a file, or a folder that gets the companions as well. */
export type ProduceTarget = { readonly file: string } | { readonly folder: string };

/**
 * Makes the pack of a project somewhere else, and touches nothing in the project: no lane, no cache. The bytes are those
 * that `build` makes. Throws ContractsError `usage` where the project is no folder, or the target no place for a file or one
 * in the workspace, where it could replace what the pack is made from.
 */
export function producePack(request: PackerRequest, target: ProduceTarget): Promise<OperationResult> {
  return readProject('build', request, async (operation) => {
    const folder = 'file' in target ? dirname(target.file) : target.folder;
    assertElsewhere(folder, operation.project);
    const plan = planBuild(operation);
    if (plan === undefined) return NOTHING_CHANGED;
    const digests = createInputDigests(operation.project, undefined);
    const described = plan.assets.map((planned) => describeForTools(planned, digests));
    const outputs = await publishPack({
      plan,
      digests,
      described,
      target: {
        folder,
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

function assertElsewhere(folder: string, project: string): void {
  const assets = realPath(join(project, ASSETS));
  let standing = resolve(folder);
  // What is not there yet is made in the first folder above that is.
  while (realPath(standing) === undefined && standing !== dirname(standing)) standing = dirname(standing);
  const place = realPath(standing);
  if (assets === undefined || place === undefined) return;
  if (place !== assets && !place.startsWith(`${assets}/`)) return;
  throw new ContractsError('usage', `the output lies in ${ASSETS}/ of the project: ${folder}`);
}
