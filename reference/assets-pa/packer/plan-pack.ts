import { toCanonicalJson } from '../../document/canonical-digest.ts';
import { BANK_TYPES, type BankType } from '../../generated/assets-pa-layout.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { type AssetSlice, toSlice } from './asset-slice.ts';
import { isPreloaded } from './build-set-checks.ts';
import { consolidateMetadata } from './consolidate-metadata.ts';
import { bankWordOf, toBankType } from './declaration.ts';
import type { WorkspaceAsset } from './workspace.ts';

/** The header of a pack. */
export interface PlannedHeader {
  readonly asset_table: readonly PlannedEntry[];
  readonly preload: readonly { readonly asset_id: number; readonly slot: number }[];
}

/** An entry of the table. */
export interface PlannedEntry {
  readonly asset_id: number;
  readonly asset_name: string;
  readonly bank_type: BankType;
  readonly codec: string;
  readonly decoded_size: number;
  /** In the form of RFC 8785: as a value it could take fifty times as much. */
  readonly metadata: string;
  readonly offset: number;
  readonly size: number;
}

/** What a pack is to hold. Nothing is looked up any more: the same plan gives the same bytes. */
export interface PackPlan {
  readonly header: PlannedHeader;
  /** The payload: one for each entry, in the order of the table. */
  readonly assets: readonly PlannedAsset[];
}

export interface PlannedAsset {
  readonly entry: PlannedEntry;
  readonly slice: AssetSlice;
  readonly asset: WorkspaceAsset;
}

/**
 * Plans the pack of a build set (contracts/assets-pa/v1, what a packer writes): the assets by ascending id, one slice
 * behind the other from 0, and the slots of each bank type by ascending id from 0. The set must have been judged, and
 * no MUST broken.
 */
export function planPack(buildSet: readonly WorkspaceAsset[]): PackPlan {
  let offset = 0;
  const assets = buildSet.map((asset) => {
    const planned = planAsset(asset, offset);
    offset += planned.entry.size;
    return planned;
  });
  const header = { asset_table: assets.map(({ entry }) => entry), preload: assignSlots(assets) };
  return { header, assets };
}

function planAsset(asset: WorkspaceAsset, offset: number): PlannedAsset {
  const { registered, declared } = asset;
  const slice = declared && toSlice(declared.declaration, asset.inputs);
  const bankType = declared && toBankType(bankWordOf(declared.declaration));
  if (declared === undefined || slice === undefined || bankType === undefined) {
    throw new ContractsError('internal', `asset ${registered.asset_id} was not judged before it was planned`);
  }
  const { name, output } = declared.declaration;
  const entry = {
    asset_id: registered.asset_id,
    asset_name: name,
    bank_type: bankType,
    codec: output.codec,
    decoded_size: output.decoded_size ?? slice.size,
    metadata: toCanonicalJson(consolidateMetadata(declared.document.value, slice.artifacts).metadata),
    offset,
    size: slice.size,
  };
  return { entry, slice, asset };
}

function assignSlots(assets: readonly PlannedAsset[]): PlannedHeader['preload'] {
  const next = new Map(BANK_TYPES.map((bankType) => [bankType, 0]));
  return assets
    .filter(({ asset }) => isPreloaded(asset))
    .map(({ entry: { asset_id, bank_type } }) => {
      const slot = next.get(bank_type) ?? 0;
      next.set(bank_type, slot + 1);
      return { asset_id, slot };
    });
}
