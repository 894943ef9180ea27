import { toSlice } from './asset-slice.ts';
import { consolidateMetadata } from './consolidate-metadata.ts';
import { bankWordOf } from './declaration.ts';
import type { AssetDetails, AssetSummary } from './operation-result.ts';
import type { WorkspaceAsset } from './workspace.ts';

/** A registered asset, in a few words. */
export function summariseAsset({ registered, declared, inputs }: WorkspaceAsset): AssetSummary {
  const { asset_id, asset_uuid, root, included_in_build } = registered;
  const known = { asset_id, asset_uuid, root, included_in_build };
  if (declared === undefined) return known;
  const { name, type, preload } = declared.declaration;
  const size = toSlice(declared.declaration, inputs)?.size;
  return {
    ...known,
    name,
    type,
    bank_type: bankWordOf(declared.declaration),
    preload: preload.enabled,
    ...(size === undefined ? {} : { size }),
  };
}

/** A registered asset with all that is known of it. */
export function describeAsset(asset: WorkspaceAsset): AssetDetails {
  const { declared, inputs } = asset;
  const listed = inputs.map(({ role, path, found }) => ({
    role,
    path,
    ...(found.state === 'file' ? { size: found.file.size } : {}),
  }));
  const summary = { ...summariseAsset(asset), inputs: listed };
  if (declared === undefined) return summary;
  const { format, codec, artifacts, decoded_size } = declared.declaration.output;
  const slice = toSlice(declared.declaration, inputs);
  const decoded = decoded_size ?? slice?.size;
  return {
    ...summary,
    kind: artifacts === undefined ? 'direct' : 'virtual',
    format,
    codec,
    ...(decoded === undefined ? {} : { decoded_size: decoded }),
    ...(slice === undefined
      ? {}
      : { metadata: consolidateMetadata(declared.document.value, slice.artifacts).metadata }),
  };
}
