export {
  ASSET_CODECS,
  ASSETS_PA_MAGIC,
  ASSETS_PA_PRELUDE_SIZE,
  ASSETS_PA_SCHEMA_VERSION,
  type AssetCodec,
  BANK_TYPES,
  type BankType,
  PRELUDE_FIELDS,
  type PreludeFieldName,
} from '../generated/assets-pa-layout.ts';
export type { AssetEntry } from '../generated/types/assets-pa-header.ts';
export {
  type AssetsPack,
  type KnownHeader,
  type OpenedPack,
  type OpenPackOptions,
  openPack,
  type PackedAsset,
} from './open-pack.ts';
export { validateAssetsPa } from './validate.ts';
