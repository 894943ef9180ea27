export { type AdoptOptions, adoptAsset } from './adopt-asset.ts';
export { ASSETS_RESULT_FORMAT, toAssetsResult } from './assets-result.ts';
export { type BuildOptions, buildPack } from './build-pack.ts';
export { type DoctorOptions, doctorWorkspace } from './doctor-workspace.ts';
export { type EndingOptions, forgetAsset, removeAsset } from './forget-asset.ts';
export { excludeAsset, includeAsset } from './include-asset.ts';
export { initWorkspace } from './init-workspace.ts';
export { listAssets, showAsset } from './list-assets.ts';
export type { PackerRequest } from './operation.ts';
export type {
  AssetDetails,
  AssetSummary,
  BuildSummary,
  Change,
  Effect,
  InputDetails,
  OperationName,
  OperationResult,
} from './operation-result.ts';
export type { PackerEvent, PackerEventKind, PackerListener } from './packer-event.ts';
export { type ProduceTarget, producePack } from './produce-pack.ts';
export { type Declared, type RegisterOptions, registerAsset } from './register-asset.ts';
export { type RelocateOptions, relocateAsset } from './relocate-asset.ts';
