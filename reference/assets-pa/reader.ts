// The reader of single assets alone: nothing that judges or builds is loaded before it is needed.
export type { ByteSource } from '../archive/byte-source.ts';
export type { AssetEntry } from '../generated/types/assets-pa-header.ts';
export {
  type AssetsPack,
  type KnownHeader,
  type OpenedPack,
  type OpenPackOptions,
  openPack,
  type PackedAsset,
} from './open-pack.ts';
