import { join } from 'node:path';
import { openFileSource, readBytes } from '../../archive/byte-source.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { headerRange, readPackStart } from '../pack-prelude.ts';
import { ASSET_TABLE, OUTPUT, PACK, PRELOAD } from './workspace-layout.ts';

/** Whether what a build has published fits together. Where there is no pack, nothing is said. */
export function checkOutputs(project: string, collector: FindingCollector): void {
  const header = readOutput(join(project, OUTPUT, PACK), true)?.toString('latin1');
  if (header === undefined) return;
  const table = readOutput(join(project, OUTPUT, ASSET_TABLE))?.toString('latin1');
  const preload = readOutput(join(project, OUTPUT, PRELOAD))?.toString('latin1');
  // A header that is canonical has no other form than this one.
  const expectTable = table !== undefined && header.startsWith(`{"asset_table":${table},"preload":`);
  const expectPreload = preload !== undefined && header.endsWith(`,"preload":${preload}}`);
  if (!expectTable) collector.add('assets-pa/companion-mismatch', { member: `${OUTPUT}/${ASSET_TABLE}` });
  if (!expectPreload) collector.add('assets-pa/companion-mismatch', { member: `${OUTPUT}/${PRELOAD}` });
}

// The bytes of a file, or of the header of one that is a pack; undefined where they cannot be had.
function readOutput(path: string, isPack = false): Buffer | undefined {
  try {
    const source = openFileSource(path);
    try {
      const range = isPack ? headerRange(readPackStart(source)) : { offset: 0, size: source.size };
      return range === undefined ? undefined : Buffer.from(readBytes(source, range.offset, range.size));
    } finally {
      source.close();
    }
  } catch {
    return undefined;
  }
}
