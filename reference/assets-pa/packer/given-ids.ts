import { join } from 'node:path';
import { openFileSource } from '../../archive/byte-source.ts';
import { lookAt } from '../../archive/look-up.ts';
import { LIMITS } from '../../generated/limits.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { readHeaderBytes } from '../pack-prelude.ts';
import { scanHeader } from '../scan-header.ts';
import { readFingerprints } from './fingerprints.ts';
import { greatestRemovedId } from './quarantine.ts';
import { OUTPUT, PACK } from './workspace-layout.ts';

/**
 * The greatest id that is known to have been given, whatever the registry says: of the assets in quarantine, of those
 * in the pack that was built last, and of those that the cache has noted of it. 0 where none is. For whoever gives ids;
 * a build gives none, and follows its registry. Throws ContractsError `io`.
 */
export function greatestGivenId(project: string): number {
  const noted = readFingerprints(project)?.assets ?? [];
  const built = Math.max(greatestPackedId(project), greatestRemovedId(project));
  return noted.reduce((greatest, { asset_id }) => Math.max(greatest, asset_id), built);
}

// A pack that cannot be read, or that no packer has written so, tells nothing.
function greatestPackedId(project: string): number {
  const path = join(project, OUTPUT, PACK);
  if (lookAt(path)?.isFile() !== true) return 0;
  try {
    const source = openFileSource(path);
    try {
      const header = readHeaderBytes(source, LIMITS['assetsPa.header'].value);
      const table = header && scanHeader(header)?.table;
      let greatest = 0;
      for (let index = 0; index < (table?.length ?? 0); index += 1) {
        greatest = Math.max(greatest, table?.idAt(index) ?? 0);
      }
      return greatest;
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof ContractsError) return 0;
    throw error;
  }
}
