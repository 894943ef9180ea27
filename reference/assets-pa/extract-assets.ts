import type { ByteSource } from '../archive/byte-source.ts';
import type { ExtractedContainer } from '../archive/extract.ts';
import { pieceBuffer, readPieces } from '../archive/read-pieces.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { ObservedMember } from '../report/observation.ts';
import type { TableRow } from './asset-table.ts';
import { judgePack } from './judge-pack.ts';
import { digestRange, sliceRange } from './observe-pack.ts';
import type { PackRange } from './pack-prelude.ts';

// A name that every file system takes as it is: some drop a dot at the end. The id in front of it tells apart what differs
// in case alone.
const PORTABLE_NAME = /^(?!\.)[A-Za-z0-9._-]{1,100}(?<!\.)$/;

/**
 * The assets of a pack as files: `7-sfx_coin`, or `7` where the name is not one that every file system takes. A word of the
 * caller is an id or, where there is no such id, a name. A pack with errors has none.
 */
export function openAssets(source: ByteSource, collector: FindingCollector): ExtractedContainer {
  const model = judgePack(source, collector);
  if (model === undefined || collector.errorCount > 0) return { members: [], readMember: () => {} };
  const { table } = model.header;
  const buffer = pieceBuffer();
  const ranges = new Map<string, PackRange>();
  // Of an asset that nobody asks for nothing is read, digested or kept.
  const toMembers = (row: TableRow | undefined): readonly ObservedMember[] => {
    const range = sliceRange(model.payload, row?.offset ?? 0, row?.size ?? 0);
    if (row?.id === undefined || range === undefined) return [];
    const path = fileName(row);
    ranges.set(path, range);
    return [{ path, type: 'file', size: range.size, sha256: digestRange(source, range, buffer) }];
  };
  return {
    members: {
      *[Symbol.iterator]() {
        for (const row of table) yield* toMembers(row);
      },
    },
    readMember(path, sink) {
      const { offset, size } = ranges.get(path) ?? { offset: 0, size: 0 };
      readPieces(source, sink, { offset, size, buffer });
    },
    find: (word) => toMembers(findRow(table, word)),
  };
}

/** The row of an id or, where there is no such id, of a name. */
function findRow(table: Iterable<TableRow>, word: string): TableRow | undefined {
  let named: TableRow | undefined;
  for (const row of table) {
    if (String(row.id) === word) return row;
    if (row.name === word) named = row;
  }
  return named;
}

function fileName({ id = 0, name = '' }: TableRow): string {
  return PORTABLE_NAME.test(name) ? `${id}-${name}` : `${id}`;
}
