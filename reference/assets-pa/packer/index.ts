export { type BuildOptions, buildPack } from './build-pack.ts';
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
export { type RegisterOptions, registerAsset } from './register-asset.ts';
