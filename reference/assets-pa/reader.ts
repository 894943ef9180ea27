/**
 * The reader of single assets alone: nothing that judges or builds is loaded before it is needed. `entry` is that of the
 * asset table, `preload` the list of what is loaded before the program starts (contracts/assets-pa/v1, sections 4 and 6).
 *
 * ```ts
 * const source = openFileSource('assets.pa');
 * const opened = await openPack(source);
 * if ('findings' in opened) throw new Error(`no valid pack: ${opened.findings[0]?.rule}`);
 * for (const { asset_id, slot } of opened.pack.preload) {
 *   const asset = opened.pack.find(asset_id);
 *   if (asset !== undefined) load(slot, asset.entry, readBytes(asset.source, 0, asset.source.size));
 * }
 * source.close();
 * ```
 *
 * @module
 */
export {
  type ByteSource,
  bufferSource,
  type FileSource,
  openFileSource,
  readBytes,
} from '../archive/byte-source.ts';
export {
  ASSET_CODECS,
  ASSETS_PA_MAGIC,
  ASSETS_PA_PRELUDE_SIZE,
  ASSETS_PA_SCHEMA_VERSION,
  type AssetCodec,
  BANK_TYPES,
  type BankType,
} from '../generated/assets-pa-layout.ts';
export type { AssetEntry, PreloadEntry } from '../generated/types/assets-pa-header.ts';
export { ContractsError, type ContractsErrorCode } from '../report/contracts-error.ts';
export type { Finding, Location } from '../report/finding.ts';
export type { RuleSelection } from '../report/rule-selection.ts';
export {
  type AssetsPack,
  type KnownHeader,
  type OpenedPack,
  type OpenPackOptions,
  openPack,
  type PackedAsset,
} from './open-pack.ts';
