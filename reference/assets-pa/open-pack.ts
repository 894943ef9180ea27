import { createHash } from 'node:crypto';
import { assertRange, type ByteSource, readBytes } from '../archive/byte-source.ts';
import { completeSource } from '../archive/complete-source.ts';
import { ASSETS_PA_MAGIC, ASSETS_PA_SCHEMA_VERSION } from '../generated/assets-pa-layout.ts';
import type { AssetEntry, PreloadEntry } from '../generated/types/assets-pa-header.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { Finding } from '../report/finding.ts';
import type { RuleSelection } from '../report/rule-selection.ts';
import { toAssetEntry } from './asset-entry.ts';
import { entryTexts, findEntry, payloadSize, preloadText } from './find-entry.ts';
import { headerRange, type PackRange, type PackStart, payloadRange, readPackStart } from './pack-prelude.ts';

/** An asset of an open pack. */
export interface PackedAsset {
  /** What the asset table says of it: sizes in bytes, `offset` from the beginning of the payload. */
  readonly entry: AssetEntry;
  /**
   * Its slice, of `entry.size` bytes: reading it touches nothing else of the pack. It throws ContractsError `internal`
   * for a range outside of the slice, and what the source of the pack throws.
   */
  readonly source: ByteSource;
}

/** What to keep of a header that was judged by all rules, so that it need not be read through again. */
export interface KnownHeader {
  /** SHA-256 of its bytes. */
  readonly sha256: string;
  /** Whether anything in its metadata begins like an entry of the table, so that finding an entry takes a closer look. */
  readonly hasLookalikes: boolean;
}

/** A pack whose prelude and header are valid. It holds its header, and reads its source where an asset is read. */
export interface AssetsPack {
  /** By what the same header is known when it is opened again; undefined where not all rules were in force. */
  readonly knownHeader: KnownHeader | undefined;
  /** The assets that are loaded before the program starts, each with its slot, by increasing `asset_id`. */
  readonly preload: readonly PreloadEntry[];
  /** The entries of the asset table, by increasing `asset_id`; each is read when it is walked to. */
  entries(): Iterable<AssetEntry>;
  /** The asset of an id; undefined where the pack has none. */
  find(id: number): PackedAsset | undefined;
}

/** An open pack, or what is wrong with it. */
export type OpenedPack = { readonly pack: AssetsPack } | { readonly findings: readonly Finding[] };

export interface OpenPackOptions {
  /** The rules in force; all where absent. */
  readonly selection?: RuleSelection;
  /** A header that was judged before: one with this digest is not judged again, any other is. */
  readonly knownHeader?: KnownHeader;
}

/**
 * Opens a pack: reads its prelude and its header, in two reads, judges them, and touches the payload only where an asset
 * is read. A pack that breaks a rule gives findings, the first error first. The source stays the caller's, who closes it
 * when no asset is read any more. Throws ContractsError `usage` for a source whose size is none or whose reads are not done
 * when they return, and what its `read` throws: `io` and `source-changed`, of a file.
 */
export async function openPack(given: ByteSource, options: OpenPackOptions = {}): Promise<OpenedPack> {
  const source = completeSource(given);
  if (!Number.isSafeInteger(source.size) || source.size < 0) {
    throw new ContractsError('usage', `the size of a source must be a whole number of bytes, not ${source.size}`);
  }
  if (options.knownHeader !== undefined) {
    const pack = openKnownPack(source, options.knownHeader);
    if (pack !== undefined) return { pack };
  }
  return (await import('./open-unknown-pack.ts')).openUnknownPack(source, options.selection);
}

function openKnownPack(source: ByteSource, knownHeader: KnownHeader): AssetsPack | undefined {
  const start = readPackStart(source);
  const range = headerRange(start);
  const payload = payloadRange(start);
  if (range === undefined || payload === undefined || !isOrdinary(start, payload, range)) return undefined;
  const bytes = readBytes(source, range.offset, range.size);
  if (createHash('sha256').update(bytes).digest('hex') !== knownHeader.sha256) return undefined;
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (payloadSize(header) !== payload.size) return undefined;
  return {
    knownHeader,
    get preload() {
      return preloadEntries(header);
    },
    entries: () => assetEntries(header),
    find: (id) => {
      const text = findEntry(header, id, knownHeader.hasLookalikes);
      return text === undefined ? undefined : toPackedAsset(JSON.parse(text), source, payload);
    },
  };
}

function preloadEntries(header: Buffer): readonly PreloadEntry[] {
  return JSON.parse(preloadText(header));
}

function* assetEntries(header: Buffer): Generator<AssetEntry> {
  for (const text of entryTexts(header)) {
    const entry = toAssetEntry(JSON.parse(text));
    if (entry !== undefined) yield entry;
  }
}

/** Whether nothing of section 2 is wrong; what exactly is, judging it says. */
function isOrdinary({ prelude }: PackStart, payload: PackRange, header: PackRange): boolean {
  return (
    prelude !== undefined &&
    prelude.magic === ASSETS_PA_MAGIC &&
    prelude.schemaVersion === ASSETS_PA_SCHEMA_VERSION &&
    prelude.flags === 0 &&
    prelude.reserved === 0 &&
    prelude.reservedChecksum === 0 &&
    payload.offset === header.offset + header.size
  );
}

/** An entry with its slice; undefined where it is none, or leaves the payload. */
export function toPackedAsset(value: unknown, source: ByteSource, payload: PackRange): PackedAsset | undefined {
  const entry = toAssetEntry(value);
  if (entry === undefined || entry.offset > payload.size || entry.size > payload.size - entry.offset) return undefined;
  return { entry, source: sliceSource(source, payload.offset + entry.offset, entry.size) };
}

/** A part of a source; what lies outside of it cannot be read. */
export function sliceSource(source: ByteSource, offset: number, size: number): ByteSource {
  return {
    size,
    read(position, target) {
      assertRange(position, target.length, size);
      source.read(offset + position, target);
    },
  };
}
