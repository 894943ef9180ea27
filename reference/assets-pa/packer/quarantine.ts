import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lookAt } from '../../archive/look-up.ts';
import { ASSETS_PA_MAX_ASSET_ID } from '../../generated/assets-pa-layout.ts';
import { attempt } from '../../report/attempt.ts';
import type { RegisteredAsset } from './registry.ts';
import { QUARANTINE } from './workspace-layout.ts';

const REMOVED = /^([1-9][0-9]{0,9})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where the folder of an asset goes that is removed; a path from the project. */
export function quarantinePath({ asset_id, asset_uuid }: RegisteredAsset): string {
  return `${QUARANTINE}/${asset_id}-${asset_uuid}`;
}

/** The greatest id of the assets whose folders lie in quarantine; 0 where none does. Throws ContractsError `io`. */
export function greatestRemovedId(project: string): number {
  const folder = join(project, QUARANTINE);
  if (lookAt(folder)?.isDirectory() !== true) return 0;
  return attempt(`cannot list the folder ${folder}`, () => readdirSync(folder))
    .map((name) => Number(REMOVED.exec(name)?.[1] ?? 0))
    .filter((id) => id <= ASSETS_PA_MAX_ASSET_ID)
    .reduce((greatest, id) => Math.max(greatest, id), 0);
}
