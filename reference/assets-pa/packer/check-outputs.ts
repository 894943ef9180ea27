import { join } from 'node:path';
import { type FileSource, openFileSource, readBytes } from '../../archive/byte-source.ts';
import { kindOf, lookAt } from '../../archive/look-up.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { headerRange, type PackRange, readPackStart } from '../pack-prelude.ts';
import { ASSET_TABLE, ASSET_TABLE_METADATA, OUTPUT, PACK, PRELOAD } from './workspace-layout.ts';

/** Whether a build can publish, and whether what the one before has published fits together, where there is a pack. */
export function checkOutputs(project: string, collector: FindingCollector): void {
  for (const name of [PACK, ASSET_TABLE, PRELOAD, ASSET_TABLE_METADATA]) {
    const status = lookAt(join(project, OUTPUT, name));
    if (status === undefined || status.isFile()) continue;
    collector.add('assets-pa/workspace-special-file', { member: `${OUTPUT}/${name}` }, { kind: kindOf(status) });
  }
  const header = readOutput(join(project, OUTPUT, PACK), (source) => headerRange(readPackStart(source)));
  if (header === undefined) return;
  // What is longer than the header stands nowhere in it, and need not be read.
  const companion = (name: string): Uint8Array | undefined =>
    readOutput(join(project, OUTPUT, name), ({ size }) => (size > header.length ? undefined : { offset: 0, size }));
  const table = companion(ASSET_TABLE);
  const preload = companion(PRELOAD);
  // A header that is canonical has no other form than this one.
  if (table === undefined || !stands(header, 'first', ['{"asset_table":', table, ',"preload":']))
    collector.add('assets-pa/companion-mismatch', { member: `${OUTPUT}/${ASSET_TABLE}` });
  if (preload === undefined || !stands(header, 'last', [',"preload":', preload, '}']))
    collector.add('assets-pa/companion-mismatch', { member: `${OUTPUT}/${PRELOAD}` });
}

function stands(header: Uint8Array, place: 'first' | 'last', parts: readonly (string | Uint8Array)[]): boolean {
  const expected = Buffer.concat(parts.map((part) => Buffer.from(part)));
  if (expected.length > header.length) return false;
  const found = place === 'first' ? header.subarray(0, expected.length) : header.subarray(-expected.length);
  return expected.equals(found);
}

// A range of a file; undefined where there is none, or the file cannot be read.
function readOutput(path: string, rangeOf: (source: FileSource) => PackRange | undefined): Uint8Array | undefined {
  try {
    const source = openFileSource(path);
    try {
      const range = rangeOf(source);
      return range && readBytes(source, range.offset, range.size);
    } finally {
      source.close();
    }
  } catch {
    return undefined;
  }
}
